import { queryClient } from '../lib/query-client.ts';
import { trpc } from '../lib/trpc.ts';

/** Where a person begins: at the two doors while nothing is connected, else at the first question. */
export async function firstPage(): Promise<'/welcome' | '/cycle-time'> {
  try {
    const connections = await queryClient.ensureQueryData(trpc.connections.list.queryOptions());
    return connections.length === 0 ? '/welcome' : '/cycle-time';
  } catch {
    // Those who may not see connections come to see numbers; a server that is away says so there.
    return '/cycle-time';
  }
}
