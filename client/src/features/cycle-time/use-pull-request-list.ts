import type { PullRequestListInput } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc, trpcClient } from '../../lib/trpc.ts';

/**
 * The rows that have arrived, page by page; the server searches and sorts.
 * Asked by hand: the ready-made endless query would send a `direction` of its own over that of the sorting.
 */
export function usePullRequestList(input: Omit<PullRequestListInput, 'cursor' | 'limit'>) {
  const query = useInfiniteQuery({
    queryKey: [...trpc.pullRequests.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      trpcClient.pullRequests.list.query({ ...input, cursor: pageParam, limit: 200 }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { query, items, total: query.data?.pages[0]?.total ?? null };
}
