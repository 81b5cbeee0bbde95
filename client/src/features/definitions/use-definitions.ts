import { useQuery } from '@tanstack/react-query';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';

const WHILE_DERIVING_MS = 1_000;
const ELSE_MS = 30_000;

/** What counts, what is being worked out, and what counted before. */
export function useDefinitions() {
  return useQuery(
    trpc.definitions.overview.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.derivation ? WHILE_DERIVING_MS : ELSE_MS),
    }),
  );
}

/** Asks anew what counts and what is doubted. */
export async function refreshDefinitions(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: trpc.definitions.pathKey() });
}
