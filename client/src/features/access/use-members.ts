import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** After any change of who may see what, and after one that was refused: the list is asked for again. */
export async function refreshMembers(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.members.pathKey() });
}
