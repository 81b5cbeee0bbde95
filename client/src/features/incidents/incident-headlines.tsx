import type { IncidentTrends } from '@bellwether/shared/incidents/incident-trends.schema';
import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';
import type { ReactNode } from 'react';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { Change, Detail, Headline, Headlines } from '../../ui/headlines.tsx';
import { describeKnown } from './incident-durations.prepare.ts';
import { prepareRateHeadlines, type RateHeadline } from './incident-rate.prepare.ts';
import styles from './incident-trends.module.css';
import { useIncidentSearch } from './use-incident-search.ts';

/** The page's answer in five numbers, each beside the period before, and each with the incidents behind it. */
export function IncidentHeadlines({ trends }: { trends: IncidentTrends }) {
  const { search } = useIncidentSearch();
  const bases = {
    week: trends.basis.incidents,
    deployments: trends.basis.deployments,
    'pull-requests': trends.basis.pullRequests,
  };
  return (
    <Headlines>
      {prepareRateHeadlines(trends, search.weighted === true).map((headline) => (
        <Rate key={headline.per} headline={headline} basis={bases[headline.per]} />
      ))}
      <Restore trends={trends} />
      <Declared trends={trends} />
    </Headlines>
  );
}

const isShort = (basis: MetricBasis) => basis.level === 'insufficient';

function Rate({ headline, basis }: { headline: RateHeadline; basis: MetricBasis }) {
  const { label, value, change, interval, parts, before } = headline;
  if (isShort(basis)) {
    return (
      <Headline label={label} value={null}>
        <Detail>insufficient: not all of it has been read</Detail>
      </Headline>
    );
  }
  const isBetter = change?.direction === 'down';
  return (
    <Headline
      label={label}
      value={value}
      beside={
        change === null ? null : (
          <Change {...change} isBetter={isBetter} spoken={isBetter ? 'fewer' : 'more'} />
        )
      }
    >
      <Detail>{interval ?? parts}</Detail>
      <Detail>
        <Behind part="began">{parts}</Behind>
        {before === null ? '' : ` · before: ${before}`}
      </Detail>
    </Headline>
  );
}

function Restore({ trends }: { trends: IncidentTrends }) {
  const restore = trends.durations.find(({ duration }) => duration === 'restore');
  if (restore === undefined) {
    return null;
  }
  const { whole, previous, coverage } = restore;
  return (
    <Headline label="Median time to restore" value={medianOf(whole, trends)}>
      <Detail>
        {describeKnown(whole)}
        {describeBefore(previous)}
      </Detail>
      {coverage.missing === 0 ? null : (
        <Detail>
          <Behind part="without-restore">
            Not known for {formatCount(coverage.missing)} of {formatCount(coverage.of)}
          </Behind>
        </Detail>
      )}
    </Headline>
  );
}

function Declared({ trends }: { trends: IncidentTrends }) {
  const declared = trends.durations.find(({ duration }) => duration === 'declared-to-resolved');
  if (declared === undefined) {
    return null;
  }
  const { whole, previous } = declared;
  return (
    <Headline
      label="Median from declared to resolved"
      title="This is no time to restore: the impact began before somebody declared it."
      value={medianOf(whole, trends)}
    >
      <Detail>
        <Behind part="with-declared-to-resolved">{formatCountOf(whole.n, 'incident')}</Behind>
        {whole.p90 === null ? '' : `, p90 ${formatDuration(whole.p90)}`}
        {describeBefore(previous)}
      </Detail>
      <Detail>Not the time to restore</Detail>
    </Headline>
  );
}

type Median = { p50: number | null };

function medianOf({ p50 }: Median, { basis }: IncidentTrends): string | null {
  return p50 === null || isShort(basis.incidents) ? null : formatDuration(p50);
}

function describeBefore({ p50 }: Median): string {
  return p50 === null ? '' : ` · before: ${formatDuration(p50)}`;
}

/** Opens the list behind a number. */
function Behind({ part, children }: { part: string; children: ReactNode }) {
  const { change } = useIncidentSearch();
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        change({ part, severity: undefined });
        document.getElementById('incidents-behind')?.scrollIntoView({ block: 'start' });
      }}
    >
      {children}
    </button>
  );
}
