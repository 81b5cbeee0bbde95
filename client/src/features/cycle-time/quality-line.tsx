import type { CycleTimeOverview } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { Link } from '@tanstack/react-router';
import { formatAgo, formatInstant } from '../../format/date.ts';
import { formatShare } from '../../format/number.ts';
import { useMay } from '../../lib/use-me.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './cycle-time.module.css';
import { countedWords, type LeftOut } from './excluded-words.prepare.ts';

type QualityLineProps = {
  overview: CycleTimeOverview | undefined;
  /** Names of the rules that count pull requests apart. */
  apart: readonly string[] | undefined;
  /** Who made the rules, by the rule's name. */
  makers: Readonly<Record<string, string>> | undefined;
  /** The reason whose pull requests are listed; null: none. */
  shown: string | null;
  onShow: (name: string | null) => void;
};

/** How fresh and how complete everything below is, and how many are counted. */
export function QualityLine({ overview, apart = [], makers, shown, onShow }: QualityLineProps) {
  const now = useNow(30_000);
  if (overview === undefined) {
    return <p className={styles.quality}>Looking up what is stored…</p>;
  }
  const { quality, zone } = overview;
  const { found, groups } = countedWords(overview.summary, apart, makers);
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
        {found}
        {groups.map(({ words, reasons }) => (
          <span key={words}>
            , {words} (
            {reasons.map((reason, index) => (
              <span key={reason.name}>
                {index === 0 ? '' : ', '}
                <Reason
                  reason={reason}
                  isShown={shown === reason.name}
                  onToggle={() => onShow(shown === reason.name ? null : reason.name)}
                />
              </span>
            ))}
            )
          </span>
        ))}
      </span>
      <span>Days in {zone.replaceAll('_', ' ')}</span>
    </p>
  );
}

type ReasonProps = { reason: LeftOut; isShown: boolean; onToggle: () => void };

/** Why some are left out: it opens them, or for those who see nobody one by one, what the definitions say. */
function Reason({ reason, isShown, onToggle }: ReasonProps) {
  const maySeeEach = useMay('pull-requests.read');
  return maySeeEach ? (
    <button
      type="button"
      className={styles.reason}
      aria-expanded={isShown}
      aria-label={`${reason.words}, list`}
      onClick={onToggle}
    >
      {reason.words}
    </button>
  ) : (
    <Link to="/definitions">{reason.words}</Link>
  );
}
