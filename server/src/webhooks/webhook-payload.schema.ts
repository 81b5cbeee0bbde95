import { z } from 'zod';

// Deliveries are genuine once their signature is right, so what has an unexpected shape is only of no use to us.
const number = z.number().int().positive().max(2_147_483_647).nullable().catch(null).default(null);
const text = z.string().min(1).nullable().catch(null).default(null);

function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullable().catch(null).default(null);
}

/** The little of a delivery that says what to read again. Null: it is not about such a thing. */
export const webhookPayloadSchema = z.object({
  action: text,
  repository: part({ node_id: text, full_name: text, default_branch: text }),
  organization: part({ login: text }),
  installation: part({ id: number }),
  pull_request: part({ number }),
  issue: part({ number, pull_request: part({}) }),
  ref: text,
  ref_type: text,
  workflow_run: part({ name: text }),
});
export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;
