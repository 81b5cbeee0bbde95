import type { IncidentTrends } from '@bellwether/shared/incidents/incident-trends.schema';
import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
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
    <dl className={styles.headlines}>
      {prepareRateHeadlines(trends, search.weighted === true).map((headline) => (
        <Rate key={headline.per} headline={headline} basis={bases[headline.per]} />
      ))}
      <Restore trends={trends} />
      <Declared trends={trends} />
    </dl>
  );
}

const isShort = (basis: MetricBasis) => basis.level === 'insufficient';

function Rate({ headline, basis }: { headline: RateHeadline; basis: MetricBasis }) {
  const { label, value, change } = headline;
  const isHidden = isShort(basis);
  return (
    <div className={styles.headline}>
      <dt>{label}</dt>
      <dd className={styles.value}>
        {isHidden || value === null ? <span className={styles.unknown}>–</span> : value}
        {change === null || isHidden ? null : <Change change={change} />}
      </dd>
      <dd className={styles.detail}>
        {isHidden
          ? 'Insufficient: not all of it has been read'
          : (headline.interval ?? headline.parts)}
      </dd>
      <dd className={styles.detail}>
        {isHidden ? null : (
          <>
            <Behind part="began">{headline.parts}</Behind>
            {headline.before === null ? '' : ` · before: ${headline.before}`}
          </>
        )}
      </dd>
    </div>
  );
}

function Change({ change }: { change: NonNullable<RateHeadline['change']> }) {
  const Icon = change.direction === 'down' ? IconArrowDown : IconArrowUp;
  return (
    <span
      className={`${styles.change} ${change.direction === 'down' ? styles.better : styles.worse}`}
    >
      <Icon size={14} aria-hidden="true" />
      {change.words}
    </span>
  );
}

function Restore({ trends }: { trends: IncidentTrends }) {
  const restore = trends.durations.find(({ duration }) => duration === 'restore');
  if (restore === undefined) {
    return null;
  }
  const { whole, previous, coverage } = restore;
  return (
    <div className={styles.headline}>
      <dt>Median time to restore</dt>
      <dd className={styles.value}>
        {whole.p50 === null || isShort(trends.basis.incidents) ? (
          <span className={styles.unknown}>–</span>
        ) : (
          formatDuration(whole.p50)
        )}
      </dd>
      <dd className={styles.detail}>
        {whole.p50 === null
          ? `${formatCount(whole.n)} known: too few for a median`
          : `p90 ${formatDuration(whole.p90 ?? 0)}, n ${formatCount(whole.n)}`}
        {previous.p50 === null ? '' : ` · before: ${formatDuration(previous.p50)}`}
      </dd>
      {coverage.missing === 0 ? null : (
        <dd className={styles.detail}>
          <Behind part="without-restore">
            Not known for {formatCount(coverage.missing)} of {formatCount(coverage.of)}
          </Behind>
        </dd>
      )}
    </div>
  );
}

function Declared({ trends }: { trends: IncidentTrends }) {
  const declared = trends.durations.find(({ duration }) => duration === 'declared-to-resolved');
  if (declared === undefined) {
    return null;
  }
  const { whole, previous } = declared;
  return (
    <div className={styles.headline}>
      <dt title="This is no time to restore: the impact began before somebody declared it.">
        Median from declared to resolved
      </dt>
      <dd className={styles.value}>
        {whole.p50 === null || isShort(trends.basis.incidents) ? (
          <span className={styles.unknown}>–</span>
        ) : (
          formatDuration(whole.p50)
        )}
      </dd>
      <dd className={styles.detail}>
        <Behind part="with-declared-to-resolved">{formatCountOf(whole.n, 'incident')}</Behind>
        {whole.p90 === null ? '' : `, p90 ${formatDuration(whole.p90)}`}
        {previous.p50 === null ? '' : ` · before: ${formatDuration(previous.p50)}`}
      </dd>
      <dd className={styles.detail}>Not the time to restore</dd>
    </div>
  );
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
