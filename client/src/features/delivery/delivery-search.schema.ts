import * as z from 'zod/mini';

const shownSchema = z.enum([
  'counted',
  'changes',
  'failed',
  'suspected',
  'remedies',
  'recovered',
  'left-out',
]);

/** Which of the deployments are listed. Absent: all that count. */
export type ShownDeployments = z.infer<typeof shownSchema>;

/** What the address says of the page beside the filter, leniently. */
export function readDeliverySearch(raw: Record<string, unknown>): { shown?: ShownDeployments } {
  const parsed = shownSchema.safeParse(raw.shown);
  if (raw.shown === undefined) {
    return {};
  }
  return { shown: parsed.success ? parsed.data : undefined } as { shown?: ShownDeployments };
}
