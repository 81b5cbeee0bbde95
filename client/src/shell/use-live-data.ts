import type { Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { trpc, trpcClient } from '../lib/trpc.ts';
import { followWhileVisible } from './follow-while-visible.ts';
import { createPacedRefetch } from './paced-refetch.ts';

/** Forms, which a refetch would disturb, and what has a live stream of its own. */
const LEFT_ALONE = [
  trpc.access.pathKey(),
  trpc.connections.pathKey(),
  trpc.syncStatus.pathKey(),
].map(([path]) => path[0]);

function isAboutData({ queryKey }: Query): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && !LEFT_ALONE.includes(path[0]);
}

/** Whatever page is open shows what was read from GitHub a moment ago. What is shown stays until the new is there. */
export function useLiveData(): void {
  useEffect(() => {
    let version: number | null = null;
    const refetching = createPacedRefetch({
      refetch: () => queryClient.invalidateQueries({ predicate: isAboutData }),
      isWatched: () => !document.hidden,
    });
    const subscribe = () =>
      trpcClient.syncStatus.dataChanges.subscribe(undefined, {
        onData: (change) => {
          if (version !== null && change.version !== version) {
            refetching.request();
          }
          version = change.version;
        },
      });
    const stop = followWhileVisible(subscribe, refetching.resume);
    return () => {
      stop();
      refetching.close();
    };
  }, []);
}
