import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { trpc } from '../lib/trpc.ts';

const WHILE_DERIVING_MS = 1_000;
const ELSE_MS = 30_000;

/** The work on new numbers, as it goes on; null or undefined: none is known. When it ends, everything is asked anew. */
export function useDerivation() {
  const { data } = useQuery(
    trpc.definitions.derivation.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data ? WHILE_DERIVING_MS : ELSE_MS),
    }),
  );
  const isDeriving = Boolean(data);
  const wasDeriving = useRef(false);
  useEffect(() => {
    if (wasDeriving.current && !isDeriving) {
      void queryClient.invalidateQueries();
    }
    wasDeriving.current = isDeriving;
  }, [isDeriving]);
  return data;
}
