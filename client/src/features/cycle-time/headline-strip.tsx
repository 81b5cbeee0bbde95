import type {
  CycleTimeOverview,
  ReviewCoverage,
  Waiting,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { formatCount, formatShare } from '../../format/number.ts';
import styles from './cycle-time.module.css';
import { type Headline, prepareHeadlines, withhold } from './headline.prepare.ts';
import { unreviewedShare } from './review-coverage.prepare.ts';

type HeadlineStripProps = {
  overview: CycleTimeOverview;
  waiting: Waiting | undefined;
  coverage: ReviewCoverage | undefined;
};

/** The page's answer in five numbers, each beside the period before. */
export function HeadlineStrip({ overview, waiting, coverage }: HeadlineStripProps) {
  const { basis } = overview.quality;
  const first = waiting?.items.filter((item) => item.waitsFor === 'first-review').length ?? 0;
  const share = coverage === undefined ? null : unreviewedShare(coverage.byGrade);
  const before = coverage === undefined ? null : unreviewedShare(coverage.previousByGrade);
  return (
    <dl className={styles.headlines}>
      {prepareHeadlines(overview).map((headline) => (
        <Cell key={headline.label} headline={withhold(headline, basis.metric)} />
      ))}
      <Cell
        headline={withhold(
          {
            label: 'Waiting now',
            value: waiting === undefined ? null : formatCount(waiting.items.length),
            detail: waiting === undefined ? ' ' : `${formatCount(first)} without a first review`,
            change: null,
          },
          basis.waiting,
        )}
      />
      <Cell
        headline={withhold(
          {
            label: 'Merged without review',
            value: share === null ? null : formatShare(share),
            detail: before === null ? ' ' : `period before: ${formatShare(before)}`,
            change: null,
          },
          basis.grades,
        )}
      />
    </dl>
  );
}

function Cell({ headline }: { headline: Headline }) {
  const { label, value, detail, change } = headline;
  return (
    <div className={styles.headline}>
      <dt>{label}</dt>
      <dd className={styles.value}>
        {value ?? <span className={styles.unknown}>–</span>}
        {change === null ? null : <Change change={change} />}
      </dd>
      <dd className={styles.detail}>{detail}</dd>
    </div>
  );
}

function Change({ change }: { change: NonNullable<Headline['change']> }) {
  const Icon = change.direction === 'down' ? IconArrowDown : IconArrowUp;
  return (
    <span className={`${styles.change} ${change.isBetter ? styles.better : styles.worse}`}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{change.isBetter ? 'shorter: ' : 'longer: '}</span>
      {change.words}
    </span>
  );
}
