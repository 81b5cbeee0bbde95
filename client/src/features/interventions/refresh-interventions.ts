import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** After any change here: the comparisons, and the charts that mark what was changed. */
export async function refreshInterventions(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.interventions.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.cycleTime.pathKey() }),
  ]);
}

/** Takes what was removed out of the list that is already here, so that it is never seen there again. */
export function forgetIntervention(interventionId: string): void {
  queryClient.setQueryData(
    trpc.interventions.overview.queryKey(),
    (overview) =>
      overview && {
        ...overview,
        items: overview.items.filter(({ intervention }) => intervention.id !== interventionId),
      },
  );
}
