import { z } from 'zod';

/** What every GraphQL answer is wrapped in. */
export const graphqlEnvelopeSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({ type: z.string().optional(), message: z.string().default('no reason given') }),
    )
    .optional(),
});
