import type {
  CycleTimeInput,
  CycleTimeOverview,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay, useMe } from '../../lib/use-me.ts';
import { FilterBar } from '../../shell/filter/filter-bar.tsx';
import { PageNotes } from '../../shell/filter/page-notes.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { HeadlinesPlace } from '../../ui/headlines.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { WhenNear } from '../../ui/when-near.tsx';
import styles from './cycle-time.module.css';
import { DepthTabs } from './depth-tabs.tsx';
import { HeadlineStrip } from './headline-strip.tsx';
import { QualityLine } from './quality-line.tsx';
import { Scatter } from './scatter.tsx';
import { Stages } from './stages.tsx';
import { Trend } from './trend.tsx';
import { WaitingNow } from './waiting-now.tsx';

const Coverage = lazy(() => import('./coverage.tsx').then((m) => ({ default: m.Coverage })));
const Unreviewed = lazy(() => import('./coverage.tsx').then((m) => ({ default: m.Unreviewed })));
const ExcludedList = lazy(() =>
  import('./excluded-list.tsx').then((m) => ({ default: m.ExcludedList })),
);
const PullRequestTable = lazy(() =>
  import('./pull-request-table.tsx').then((m) => ({ default: m.PullRequestTable })),
);

/** What both widgets of the grades take up on a laptop. */
const GRADES_HEIGHT = 460;
const WHILE_READING_MS = 5_000;
const ELSE_MS = 120_000;

/** How long does a change wait, and where? */
export function CycleTimePage() {
  const { input } = useFilter();
  const [excluded, setExcluded] = useState<string | null>(null);
  const maySeeEach = useMay('pull-requests.read');
  const me = useMe();
  const seesOwnAlone = me?.seesOwnPullRequestsAlone === true;
  const { overview, other, scatter, waiting, coverage } = useAnswers(input, maySeeEach);
  return (
    <>
      <FilterBar />
      <Page
        title="How long does a change wait, and where?"
        lead={
          <QualityLine
            overview={overview.data}
            apart={other?.apart}
            makers={other?.makers}
            shown={excluded}
            onShow={setExcluded}
          />
        }
      >
        {excluded === null ? null : (
          <Suspense fallback={<LoadingState height={160} label="The list: loading" />}>
            <ExcludedList name={excluded} onClose={() => setExcluded(null)} />
          </Suspense>
        )}
        <Problems problems={overview.data?.quality.problems ?? []} />
        {overview.data === undefined ? null : (
          <HeadlineStrip
            overview={overview.data}
            waiting={maySeeEach ? (waiting.data ?? 'loading') : null}
            seesOwnAlone={seesOwnAlone}
            coverage={coverage.data}
            other={other}
          />
        )}
        {overview.isPending ? <HeadlinesPlace /> : null}
        <div className={styles.grid}>
          <Trend query={overview} dots={scatter.data?.dots} other={other} />
          <Stages query={overview} />
        </div>
        <PageNotes />
        {seesOwnAlone ? <OwnAlone isKnown={me?.personId !== null} /> : null}
        {maySeeEach ? (
          <div className={styles.halves}>
            <WaitingNow query={waiting} overview={overview.data} />
            <Scatter query={scatter} overview={overview.data} />
          </div>
        ) : null}
        <DepthTabs overview={overview.data} />
        <WhenNear height={GRADES_HEIGHT}>
          <Suspense fallback={<LoadingState height={GRADES_HEIGHT} label="The grades: loading" />}>
            <div className={styles.halves}>
              <Coverage query={coverage} overview={overview.data} />
              {maySeeEach ? <Unreviewed query={coverage} overview={overview.data} /> : null}
            </div>
          </Suspense>
        </WhenNear>
        {maySeeEach ? (
          <WhenNear height={560}>
            <Suspense fallback={<LoadingState height={560} label="The table: loading" />}>
              <PullRequestTable overview={overview.data} />
            </Suspense>
          </WhenNear>
        ) : null}
      </Page>
    </>
  );
}

/** Everything above the fold, and the lists beside it. */
function useAnswers(input: CycleTimeInput, maySeeEach: boolean) {
  const overview = useQuery(
    trpc.cycleTime.overview.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: (query) =>
        query.state.data?.quality.isSyncing ? WHILE_READING_MS : ELSE_MS,
    }),
  );
  const other = useQuery(
    trpc.cycleTime.durations.queryOptions(
      { ...input, clock: input.clock === 'wall' ? 'work' : 'wall' },
      { enabled: overview.data !== undefined, refetchInterval: ELSE_MS },
    ),
  ).data;
  const refetchInterval = overview.data?.quality.isSyncing ? WHILE_READING_MS : ELSE_MS;
  const options = { placeholderData: keepPreviousData, refetchInterval };
  const { from: _, to: __, ...choice } = input.filter;
  const scatter = useQuery(
    trpc.cycleTime.scatter.queryOptions(input, { ...options, enabled: maySeeEach }),
  );
  const waiting = useQuery(
    trpc.cycleTime.waiting.queryOptions(choice, { ...options, enabled: maySeeEach }),
  );
  const coverage = useQuery(
    trpc.cycleTime.reviewCoverage.queryOptions(
      { filter: input.filter, bucket: input.bucket },
      options,
    ),
  );
  return { overview, other, scatter, waiting, coverage };
}

/** Why the lists are shorter than the charts, for those who see their own pull requests alone. */
function OwnAlone({ isKnown }: { isKnown: boolean }) {
  return isKnown ? (
    <Notice tone="info">
      The charts count your whole team. One by one you see your own pull requests, and those that
      you review.
    </Notice>
  ) : (
    <Notice tone="warn" action={<Link to="/account">Your account</Link>}>
      The charts count your whole team. Your own pull requests cannot be listed, since it is not
      known which account on GitHub is yours: sign in with GitHub there, or ask an admin to link it.
    </Notice>
  );
}

const MOST_NOTICES = 2;

/** What could not be read last time; many are told as one. */
function Problems({ problems }: Pick<CycleTimeOverview['quality'], 'problems'>) {
  const action = <Link to="/sync">What to do</Link>;
  if (problems.length > MOST_NOTICES) {
    return (
      <Notice tone="warn" action={action}>
        {problems.length} repositories could not be read completely.
      </Notice>
    );
  }
  return problems.map((problem) => (
    <Notice key={problem.repository} tone="warn" action={action}>
      {problem.repository}: {problem.message}
    </Notice>
  ));
}
