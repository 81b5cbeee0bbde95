import { z } from 'zod';

/** How a delivery of a webhook can end. From `unsigned` on, nothing is kept of it but its number. */
export const webhookOutcomes = [
  'taken',
  'ignored',
  'replayed',
  'failed',
  'unsigned',
  'forged',
  'garbled',
  'oversized',
] as const;
export const webhookOutcomeSchema = z.enum(webhookOutcomes);
export type WebhookOutcome = z.infer<typeof webhookOutcomeSchema>;

/** Whether GitHub's deliveries arrive, and what to tell GitHub so that they do. */
export const webhookHealthSchema = z.object({
  /** The last delivery whose signature was right; null: none in the last seven days. */
  lastDeliveryAt: z.string().nullable(),
  /** Genuine deliveries of the last 24 hours, by what became of them. */
  lastDay: z.object({ taken: z.number(), ignored: z.number(), failed: z.number() }),
  /** Deliveries of the last seven days (UTC, today among them) that were refused or had come before. */
  lastWeek: z.object({
    replayed: z.number(),
    unsigned: z.number(),
    forged: z.number(),
    garbled: z.number(),
    oversized: z.number(),
  }),
  /** The last delivery that could not be taken and did not come again since; null: none. */
  lastFailure: z
    .object({
      at: z.string(),
      event: z.string(),
      repository: z.string().nullable(),
      message: z.string(),
    })
    .nullable(),
  /** Without a secret every delivery is refused. */
  isSecretKnown: z.boolean(),
  /** What GitHub's form calls the payload URL. */
  address: z.string(),
  /** GitHub reaches no loopback address: BELLWETHER_URL is needed, and a proxy behind it. */
  isAddressPublic: z.boolean(),
  /** What to choose under "Let me select individual events", by GitHub's names. */
  events: z.array(z.string()),
});
export type WebhookHealth = z.infer<typeof webhookHealthSchema>;
