import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { Link } from '@tanstack/react-router';
import { formatAgo, formatInstant } from '../../format/date.ts';
import { formatShare } from '../../format/number.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './cycle-time.module.css';
import { countedWords } from './excluded-words.prepare.ts';

/** How fresh and how complete everything below is, and how many are counted. */
export function QualityLine({ overview }: { overview: CycleTimeOverview | undefined }) {
  const now = useNow(30_000);
  if (overview === undefined) {
    return <p className={styles.quality}>Looking up what is stored…</p>;
  }
  const { quality, zone } = overview;
  const { counted, leftOut } = countedWords(overview.summary);
  return (
    <p className={styles.quality}>
      {quality.dataAsOf === null ? (
        <span>Not read to the end yet</span>
      ) : (
        <span title={`${formatInstant(quality.dataAsOf, { zone })} (${zone})`}>
          Read {formatAgo(quality.dataAsOf, now)}
        </span>
      )}
      {quality.isSyncing ? <span>Reading now</span> : null}
      <span>
        {quality.coverage === null
          ? 'Coverage not known yet'
          : `${formatShare(quality.coverage)} of GitHub’s pull requests`}
      </span>
      <span>
        {counted}
        {leftOut === null ? null : (
          <>
            , <Link to="/definitions">{leftOut}</Link>
          </>
        )}
      </span>
      <span>Days in {zone.replaceAll('_', ' ')}</span>
    </p>
  );
}
