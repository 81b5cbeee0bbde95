import { queryClient } from '../lib/query-client.ts';
import { trpc } from '../lib/trpc.ts';
import { meOptions } from '../lib/use-me.ts';

/** Where a person begins: at the doors while nothing is connected and they may connect something, else at the first question. */
export async function firstPage(): Promise<'/welcome' | '/cycle-time'> {
  const me = queryClient.getQueryData(meOptions.queryKey);
  if (me?.capabilities.includes('connections.write') !== true) {
    return '/cycle-time';
  }
  try {
    const connections = await queryClient.ensureQueryData(trpc.connections.list.queryOptions());
    return connections.length === 0 ? '/welcome' : '/cycle-time';
  } catch {
    // A server that is away says so there.
    return '/cycle-time';
  }
}
