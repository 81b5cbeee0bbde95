import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { useMay } from '../../lib/use-me.ts';
import { FilterBar } from '../../shell/filter/filter-bar.tsx';
import { PageNotes } from '../../shell/filter/page-notes.tsx';
import { useAnnotations } from '../../shell/filter/use-annotations.ts';
import { HeadlinesPlace } from '../../ui/headlines.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { WhenNear } from '../../ui/when-near.tsx';
import { DurationsWidget } from './durations-widget.tsx';
import { IncidentHeadlines } from './incident-headlines.tsx';
import styles from './incident-trends.module.css';
import { RateWidget } from './rate-widget.tsx';
import { useIncidentQuestion } from './use-incident-question.ts';
import { useIncidentSearch } from './use-incident-search.ts';

const PartsWidget = lazy(() =>
  import('./parts-widget.tsx').then((m) => ({ default: m.PartsWidget })),
);
const IncidentsBehindWidget = lazy(() =>
  import('./incidents-behind.tsx').then((m) => ({ default: m.IncidentsBehindWidget })),
);
const IncidentPanel = lazy(() =>
  import('./incident-panel.tsx').then((m) => ({ default: m.IncidentPanel })),
);

const WHILE_READING_MS = 5_000;
const ELSE_MS = 120_000;

/** Are incidents becoming rarer and shorter? */
export function IncidentsPage() {
  const { bucket, ...question } = useIncidentQuestion();
  const { search } = useIncidentSearch();
  const { from, to, repositories } = question;
  const query = useQuery(
    trpc.incidents.trends.queryOptions(
      { ...question, bucket },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) => (state.data?.isSyncing ? WHILE_READING_MS : ELSE_MS),
      },
    ),
  );
  const annotations = useAnnotations({ from, to, repositories });
  const trends = query.data;
  const isNothing = trends !== undefined && trends.knownSince === null;
  return (
    <>
      <FilterBar without={['metric', 'clock', 'authors', 'branches']} />
      <Page
        title="Are incidents becoming rarer and shorter?"
        lead={
          <>
            Each incident counts where it began: at the first of its instants that is known. Which
            issues are incidents, <Link to="/incidents/rules">the rules</Link> say.
          </>
        }
      >
        {isNothing ? <NothingKnown /> : null}
        {trends === undefined ? <HeadlinesPlace /> : null}
        {trends === undefined || isNothing ? null : <IncidentHeadlines trends={trends} />}
        <RateWidget query={query} annotations={annotations} />
        <PageNotes />
        <DurationsWidget query={query} annotations={annotations} />
        <WhenNear height={360}>
          <Suspense fallback={<LoadingState height={360} label="Services and teams: loading" />}>
            <PartsWidget query={query} />
          </Suspense>
        </WhenNear>
        <div className={styles.behind} id="incidents-behind">
          <Suspense fallback={<LoadingState height={360} label="The incidents: loading" />}>
            <IncidentsBehindWidget trends={trends} />
          </Suspense>
        </div>
        {search.incident === undefined ? null : (
          <Suspense fallback={null}>
            <IncidentPanel incidentId={search.incident} />
          </Suspense>
        )}
      </Page>
    </>
  );
}

function NothingKnown() {
  const mayConnect = useMay('connections.write');
  return (
    <EmptyState title="Nothing is known yet" height={160}>
      <p>
        {mayConnect ? (
          <Link to="/welcome">Connect GitHub or take the sample team</Link>
        ) : (
          'An admin connects GitHub'
        )}
        , or another system sends incidents to <code>POST /api/v1/incidents</code>.
      </p>
    </EmptyState>
  );
}
