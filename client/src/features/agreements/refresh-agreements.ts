import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

/** Asks anew for everything that is said of agreements. */
export async function refreshAgreements(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.agreements.pathKey() });
}
