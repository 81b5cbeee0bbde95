import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** After any change here: the comparisons, and the charts that mark what was changed. */
export async function refreshInterventions(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.interventions.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.cycleTime.pathKey() }),
  ]);
}
