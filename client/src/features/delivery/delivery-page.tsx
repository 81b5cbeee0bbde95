import type { CycleTimeInput } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { FilterBar } from '../../shell/filter/filter-bar.tsx';
import { PageNotes } from '../../shell/filter/page-notes.tsx';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { HeadlinesPlace } from '../../ui/headlines.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { WhenNear } from '../../ui/when-near.tsx';
import styles from './delivery.module.css';
import { DeliveryHeadlines } from './delivery-headlines.tsx';
import { FailureWidget } from './failure-widget.tsx';
import { FrequencyWidget } from './frequency-widget.tsx';
import { LeadTimeWidget } from './lead-time-widget.tsx';
import { RecoveryWidget } from './recovery-widget.tsx';
import { ReworkWidget } from './rework-widget.tsx';
import { LIST_ID, useDeliveryQuestion } from './use-delivery-question.ts';

const PartsWidgets = lazy(() =>
  import('./parts-widgets.tsx').then((m) => ({ default: m.PartsWidgets })),
);
const DeploymentsWidget = lazy(() =>
  import('./deployments-widget.tsx').then((m) => ({ default: m.DeploymentsWidget })),
);
const SettingsWidget = lazy(() =>
  import('./settings-widget.tsx').then((m) => ({ default: m.SettingsWidget })),
);

const WHILE_READING_MS = 5_000;
const ELSE_MS = 120_000;

/** What reaches production, how fast, and how safely? */
export function DeliveryPage() {
  const question = useDeliveryQuestion();
  const { input } = useFilter();
  const mayJudge = useMay('delivery.settings');
  const query = useQuery(
    trpc.delivery.overview.queryOptions(question, {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.isSyncing ? WHILE_READING_MS : ELSE_MS),
    }),
  );
  const { from, to, repositories, teams } = question.filter;
  const leadQuestion: CycleTimeInput = {
    ...{ metric: 'lead-time', clock: 'wall', bucket: input.bucket },
    filter: { from, to, repositories, teams, authors: [], baseBranches: [], labels: [] },
  };
  const leadTime = useQuery(
    trpc.cycleTime.overview.queryOptions(leadQuestion, {
      ...{ placeholderData: keepPreviousData, refetchInterval: ELSE_MS },
    }),
  );
  const overview = query.data;
  const leadBefore = leadTime.data?.previous.summary.p50 ?? null;
  return (
    <>
      <FilterBar without={['metric', 'clock', 'authors', 'branches', 'slices']} />
      <Page
        title="What reaches production, how fast, and how safely?"
        lead={
          <>
            Each deployment counts when it first succeeded. What is one,{' '}
            <Link to="/deployments">the rules</Link> say.
          </>
        }
      >
        <Undecided overview={overview} />
        {overview === undefined ? <HeadlinesPlace /> : null}
        {isEmpty(overview) ? <NothingKnown /> : null}
        {overview === undefined || isEmpty(overview) ? null : (
          <DeliveryHeadlines overview={overview} leadBefore={leadBefore} />
        )}
        <div className={styles.halves}>
          <FrequencyWidget query={query} />
          <LeadTimeWidget query={leadTime} question={leadQuestion} />
        </div>
        <PageNotes />
        <div className={styles.halves}>
          <FailureWidget query={query} />
          <RecoveryWidget query={query} />
        </div>
        <div className={styles.halves}>
          <ReworkWidget query={query} />
        </div>
        <WhenNear height={360}>
          <Suspense fallback={<LoadingState height={360} label="Services and teams: loading" />}>
            <PartsWidgets query={query} />
          </Suspense>
        </WhenNear>
        <div id={LIST_ID} className={styles.anchor}>
          <Suspense fallback={<LoadingState height={360} label="The deployments: loading" />}>
            <DeploymentsWidget overview={overview} />
          </Suspense>
        </div>
        {mayJudge ? (
          <WhenNear height={240}>
            <Suspense fallback={<LoadingState height={240} label="The settings: loading" />}>
              <SettingsWidget />
            </Suspense>
          </WhenNear>
        ) : null}
      </Page>
    </>
  );
}

function isEmpty(overview: DeliveryOverview | undefined): boolean {
  return (
    overview?.buckets.every(({ isBeforeData }) => isBeforeData) === true &&
    overview.previous.buckets.every(({ isBeforeData }) => isBeforeData)
  );
}

/** Suspected causes wait for somebody who may say yes or no. */
function Undecided({ overview }: { overview: DeliveryOverview | undefined }) {
  const mayDecide = useMay('delivery.attribute');
  const { search } = useFilter();
  const count = overview?.undecided ?? 0;
  if (count === 0 || !mayDecide) {
    return null;
  }
  return (
    <Notice
      tone="info"
      action={
        <Link to="/attribution" search={search}>
          Decide
        </Link>
      }
    >
      {formatCountOf(count, 'incident')} of this period {count === 1 ? 'has' : 'have'} a suspected
      cause that nobody has confirmed or refuted.
    </Notice>
  );
}

function NothingKnown() {
  return (
    <EmptyState title="No deployment to production is known" height={160}>
      <p>
        <Link to="/deployments">Say which deployments count as production</Link>, or let your
        pipeline send them to <code>POST /api/v1/deployments</code>.
      </p>
    </EmptyState>
  );
}
