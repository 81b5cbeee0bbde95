import type { BehindInput } from '@bellwether/shared/review-load/review-load.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMe } from '../../lib/use-me.ts';
import { FilterBar } from '../../shell/filter/filter-bar.tsx';
import { PageNotes } from '../../shell/filter/page-notes.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { HeadlinesPlace } from '../../ui/headlines.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { WhenNear } from '../../ui/when-near.tsx';
import { LoadHeadlines } from './load-headlines.tsx';
import { LoadIndex } from './load-index.tsx';
import { LoadTrend } from './load-trend.tsx';
import { QueueNow } from './queue-now.tsx';
import styles from './review-load.module.css';

const LeadShare = lazy(() => import('./lead-share.tsx').then((m) => ({ default: m.LeadShare })));
const Patterns = lazy(() => import('./patterns.tsx').then((m) => ({ default: m.Patterns })));
const Areas = lazy(() => import('./areas.tsx').then((m) => ({ default: m.Areas })));
const WhatIf = lazy(() => import('./what-if.tsx').then((m) => ({ default: m.WhatIf })));
const BehindDialog = lazy(() =>
  import('./behind-dialog.tsx').then((m) => ({ default: m.BehindDialog })),
);

const WHILE_READING_MS = 5_000;
const ELSE_MS = 120_000;

/** What a list of pull requests is asked by, and what it is called. */
export type Behind = Omit<BehindInput, 'filter'> & { title: string };

/** Who carries the reviews? */
export function ReviewLoadPage() {
  const { input } = useFilter();
  const { filter, bucket } = input;
  const [behind, setBehind] = useState<Behind | null>(null);
  const overview = useQuery(
    trpc.reviewLoad.overview.queryOptions(
      { filter, bucket },
      {
        placeholderData: keepPreviousData,
        refetchInterval: (query) => (query.state.data?.isSyncing ? WHILE_READING_MS : ELSE_MS),
      },
    ),
  );
  const data = overview.data;
  const mayOpen = data !== undefined && data.sight !== 'totals';
  const onOpen = mayOpen ? setBehind : undefined;
  return (
    <>
      <FilterBar without={['metric', 'clock']} />
      <Page
        title="Who carries the reviews?"
        lead="Reviews of your teams’ pull requests. A person counts once for each; its size gives the estimated minutes: XS 5, S 15, M 30, L 60, XL 120 (B12)."
      >
        {data === undefined ? (
          <HeadlinesPlace />
        ) : (
          <LoadHeadlines overview={data} onOpen={onOpen} />
        )}
        <SightNotice sight={data?.sight} />
        <div className={styles.halves}>
          <LoadIndex query={overview} onOpen={onOpen} />
          <LoadTrend query={overview} />
        </div>
        <PageNotes />
        <QueueNow overview={data} />
        <WhenNear height={420}>
          <Suspense fallback={<LoadingState height={420} label="The lead’s share: loading" />}>
            <LeadShare overview={data} />
          </Suspense>
        </WhenNear>
        <WhenNear height={420}>
          <Suspense fallback={<LoadingState height={420} label="The patterns: loading" />}>
            <Patterns overview={data} onOpen={onOpen} />
          </Suspense>
        </WhenNear>
        <WhenNear height={420}>
          <Suspense fallback={<LoadingState height={420} label="The areas: loading" />}>
            <Areas overview={data} onOpen={onOpen} />
          </Suspense>
        </WhenNear>
        {mayOpen ? (
          <WhenNear height={320}>
            <Suspense fallback={<LoadingState height={320} label="What if: loading" />}>
              <WhatIf overview={data} />
            </Suspense>
          </WhenNear>
        ) : null}
      </Page>
      <Suspense fallback={null}>
        {behind === null ? null : <BehindDialog behind={behind} onClose={() => setBehind(null)} />}
      </Suspense>
    </>
  );
}

/** Why there are no names, for those who see none. */
function SightNotice({ sight }: { sight: 'names' | 'own' | 'totals' | undefined }) {
  const me = useMe();
  if (sight === 'totals') {
    return (
      <Notice tone="info">
        Your role shows teams, not single people: the totals are here, and nobody’s own numbers.
      </Notice>
    );
  }
  if (sight !== 'own') {
    return null;
  }
  return me?.personId === null ? (
    <Notice tone="warn" action={<Link to="/account">Your account</Link>}>
      Your own load cannot be shown, since it is not known which account on GitHub is yours: sign in
      with GitHub there, or ask an admin to link it.
    </Notice>
  ) : (
    <Notice tone="info">You see your own load; everybody else’s stands beside it unnamed.</Notice>
  );
}
