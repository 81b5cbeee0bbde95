import type { RateComparison } from '@bellwether/shared/interventions/interventions.schema';
import styles from './interventions.module.css';
import { rateTerms } from './metric-words.prepare.ts';
import { sayCounts } from './rates.prepare.ts';
import { sayRate, sayRatio } from './verdict-words.prepare.ts';

/** A rate before and after, with what was counted, and the ratio of the two. */
export function RateSides({ comparison }: { comparison: RateComparison }) {
  const { metric, before, after, ratio } = comparison;
  return (
    <dl className={styles.sides}>
      <div>
        <dt>Before</dt>
        <dd className={styles.big}>{sayRate(metric, before)}</dd>
        <dd className={styles.hint}>{sayCounts(metric, before)}</dd>
      </div>
      <div>
        <dt>After</dt>
        <dd className={styles.big}>{sayRate(metric, after)}</dd>
        <dd className={styles.hint}>{sayCounts(metric, after)}</dd>
      </div>
      <div>
        <dt>After by before</dt>
        <dd className={styles.big}>{ratio === null ? '–' : sayRatio(ratio)}</dd>
        <dd className={styles.hint}>
          {ratio === null
            ? 'Nothing to compare'
            : `With the exact 95 % interval; 1 is no change. ${rateTerms[metric].label}.`}
        </dd>
      </div>
    </dl>
  );
}
