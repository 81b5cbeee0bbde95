import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** After any change here: lists, suggestions and teams are asked for again, and the filter's choices with them. */
export async function refreshPeople(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.pullRequests.filterChoices.queryKey() }),
  ]);
}
