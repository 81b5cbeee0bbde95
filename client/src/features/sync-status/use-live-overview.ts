import type { SyncOverview } from '@bellwether/shared/sync-status/sync-status.schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryClient } from '../../lib/query-client.ts';
import { trpc, trpcClient } from '../../lib/trpc.ts';

const POLL_MS = 3_000;

/** The state of reading, as it changes; where the stream of events breaks, asked for every few seconds. */
export function useLiveOverview() {
  const [isLive, setLive] = useState(false);
  const query = useQuery(
    trpc.syncStatus.overview.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }),
  );
  useEffect(() => {
    const live = trpcClient.syncStatus.live.subscribe(undefined, {
      onStarted: () => setLive(true),
      onData: (overview: SyncOverview) => {
        queryClient.setQueryData(trpc.syncStatus.overview.queryKey(), overview);
      },
      onError: () => setLive(false),
      onComplete: () => setLive(false),
    });
    return () => live.unsubscribe();
  }, []);
  return query;
}
