import { createFileRoute, redirect } from '@tanstack/react-router';
import { CycleTimePage } from '../features/cycle-time/cycle-time-page.tsx';
import { queryClient } from '../lib/query-client.ts';
import { trpc } from '../lib/trpc.ts';
import { meOptions } from '../lib/use-me.ts';
import { readInput } from '../shell/filter/filter.prepare.ts';
import { readFilterSearch } from '../shell/filter/filter-search.schema.ts';
import { dayOf } from '../shell/filter/use-filter.ts';
import { firstPage } from '../shell/first-page.ts';

export const Route = createFileRoute('/cycle-time')({
  validateSearch: (raw: Record<string, unknown>) => readFilterSearch(raw).search,
  beforeLoad: async () => {
    if ((await firstPage()) === '/welcome') {
      throw redirect({ to: '/welcome', replace: true });
    }
  },
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ deps }) => {
    const input = readInput(deps.search, dayOf(Date.now()));
    void queryClient.prefetchQuery(trpc.cycleTime.overview.queryOptions(input));
    const me = queryClient.getQueryData(meOptions.queryKey);
    if (me?.capabilities.includes('pull-requests.read') === true) {
      void queryClient.prefetchQuery(trpc.cycleTime.scatter.queryOptions(input));
    }
  },
  component: CycleTimePage,
});
