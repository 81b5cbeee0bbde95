import type {
  AttributionInbox,
  AttributionLink,
} from '@bellwether/shared/delivery/attribution.schema';
import { mostLinks } from '@bellwether/shared/delivery/attribution.terms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { FilterBar } from '../../shell/filter/filter-bar.tsx';
import { ListFoot } from '../../ui/list-foot.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { DecidedLinks } from './decided-links.tsx';
import styles from './delivery.module.css';
import { describeShown, explainEmpty } from './inbox.prepare.ts';
import { PendingLinks } from './pending-links.tsx';
import { type Decisions, useDecisions } from './use-decisions.ts';
import { useDeliveryQuestion } from './use-delivery-question.ts';

const STEP = 25;

/** What caused it? */
export function AttributionPage() {
  const { filter } = useDeliveryQuestion();
  const [limits, setLimits] = useState({ pending: STEP, decided: STEP });
  const query = useQuery(
    trpc.delivery.inbox.queryOptions(
      { filter, ...limits },
      { placeholderData: keepPreviousData, refetchInterval: 120_000 },
    ),
  );
  const decisions = useDecisions();
  const pending = query.data?.pendingTotal ?? 0;
  const foot = (which: 'pending' | 'decided', shown: number, total: number) => (
    <ListFoot
      hasMore={shown < total && limits[which] < mostLinks}
      isLoading={query.isFetching}
      onMore={() =>
        setLimits((before) => ({ ...before, [which]: Math.min(before[which] + STEP, mostLinks) }))
      }
    >
      {describeShown(shown, total)}
    </ListFoot>
  );
  return (
    <>
      <FilterBar without={['bucket', 'metric', 'clock', 'authors', 'branches', 'slices']} />
      <Page
        title="What caused it?"
        lead={
          <>
            Deployments that may have caused an incident. What you confirm counts as a failure at
            once on <Link to="/delivery">Delivery</Link>; what you refute is suspected no more.
          </>
        }
      >
        <Widget
          title={query.data === undefined ? 'To decide' : `To decide (${formatCount(pending)})`}
          subtitle="The latest incident first, of each the strongest link first. A suspicion is never counted as a failure before somebody says so (B15)."
          actions={<Keys />}
        >
          <Failure decisions={decisions} decided={query.data?.decided ?? []} />
          <QueryView query={query} what="The suspected links" height={360}>
            {(inbox) =>
              inbox.pending.length === 0 ? (
                <Empty inbox={inbox} />
              ) : (
                <>
                  <PendingLinks links={inbox.pending} decisions={decisions} />
                  {foot('pending', inbox.pending.length, inbox.pendingTotal)}
                </>
              )
            }
          </QueryView>
          <p className="visually-hidden" aria-live="polite">
            {decisions.said}
          </p>
        </Widget>
        <Widget
          title="Decided"
          subtitle="The latest first. Take one back, and what stood before it stands again."
        >
          <QueryView query={query} what="What was decided" height={160}>
            {({ decided, decidedTotal }) =>
              decided.length === 0 ? (
                <EmptyState title="Nobody has decided anything about this period" height={80} />
              ) : (
                <>
                  <DecidedLinks links={decided} decisions={decisions} />
                  {foot('decided', decided.length, decidedTotal)}
                </>
              )
            }
          </QueryView>
        </Widget>
      </Page>
    </>
  );
}

const keys = [
  ['y', 'yes, it caused it'],
  ['n', 'no'],
  ['x', 'no deployment did'],
  ['j k', 'next, before'],
  ['u', 'undo'],
] as const;

function Keys() {
  return (
    <span className={styles.keys}>
      {keys.map(([key, words]) => (
        <span key={key}>
          <kbd>{key}</kbd> {words}
        </span>
      ))}
    </span>
  );
}

type FailureProps = { decisions: Decisions; decided: readonly AttributionLink[] };

/** What went wrong; where somebody else was first, what they decided. */
function Failure({ decisions, decided }: FailureProps) {
  const { failure } = decisions;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null) {
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [failure]);
  if (failure === null) {
    return null;
  }
  const { message, remedy, decidedMeanwhile } = failure;
  const links = decided.filter(({ incident }) => incident.id === decidedMeanwhile);
  return (
    <div ref={box} className={styles.meanwhile}>
      <p role="alert">
        {message} {remedy}
      </p>
      {links.length === 0 ? null : (
        <DecidedLinks links={links} decisions={decisions} label="Decided meanwhile" />
      )}
    </div>
  );
}

function Empty({ inbox }: { inbox: AttributionInbox }) {
  const { counts } = inbox;
  return (
    <EmptyState title="Nothing waits for a decision" height={160}>
      <p>{explainEmpty(inbox)}</p>
      {counts.incidents === 0 ? (
        <p>
          Which issues are incidents, <Link to="/incidents/rules">the rules</Link> say.
        </p>
      ) : null}
      {counts.deployments === 0 ? (
        <p>
          <Link to="/deployments">Say which deployments count as production</Link>.
        </p>
      ) : null}
      {counts.undated === 0 ? null : (
        <p>{formatCountOf(counts.undated, 'incident')} of no known instant lie near to nothing.</p>
      )}
    </EmptyState>
  );
}
