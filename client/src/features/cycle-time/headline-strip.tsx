import type {
  CycleTimeOverview,
  ReviewCoverage,
  Waiting,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { Durations } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { formatCount, formatShare } from '../../format/number.ts';
import { Change, Detail, Headline, Headlines } from '../../ui/headlines.tsx';
import { type Headline as HeadlineModel, prepareHeadlines, withhold } from './headline.prepare.ts';
import { unreviewedShare } from './review-coverage.prepare.ts';

type HeadlineStripProps = {
  overview: CycleTimeOverview;
  /** Null: the caller sees no pull request one by one. */
  waiting: Waiting | 'loading' | null;
  seesOwnAlone: boolean;
  coverage: ReviewCoverage | undefined;
  /** The same by the other clock; undefined: not known yet. */
  other: Durations | undefined;
};

/** The page's answer in five numbers, each beside the period before. */
export function HeadlineStrip(props: HeadlineStripProps) {
  const { overview, waiting, seesOwnAlone, coverage, other } = props;
  const { basis } = overview.quality;
  const share = shareOf(coverage?.byGrade);
  const before = shareOf(coverage?.previousByGrade);
  return (
    <Headlines isFirstLarger>
      {prepareHeadlines(overview, other).map((headline) => (
        <Cell key={headline.label} headline={withhold(headline, basis.metric)} />
      ))}
      {waiting === null ? null : (
        <Cell
          headline={withhold(
            {
              label: seesOwnAlone ? 'Yours, waiting now' : 'Waiting now',
              ...describeWaiting(waiting),
              change: null,
            },
            basis.waiting,
          )}
        />
      )}
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
    </Headlines>
  );
}

function describeWaiting(waiting: Waiting | 'loading'): Pick<HeadlineModel, 'value' | 'detail'> {
  if (waiting === 'loading') {
    return { value: null, detail: ' ' };
  }
  const first = waiting.items.filter((item) => item.waitsFor === 'first-review').length;
  return {
    value: formatCount(waiting.items.length),
    detail: `${formatCount(first)} without a first review`,
  };
}

/** Null: nothing was merged, it is withheld, or not known yet. */
function shareOf(byGrade: ReviewCoverage['byGrade'] | undefined): number | null {
  return byGrade === undefined || byGrade === null ? null : unreviewedShare(byGrade);
}

function Cell({ headline }: { headline: HeadlineModel }) {
  const { label, value, detail, change } = headline;
  return (
    <Headline
      label={label}
      value={value}
      beside={
        change === null ? null : (
          <Change {...change} spoken={change.isBetter ? 'shorter' : 'longer'} />
        )
      }
    >
      <Detail>{detail}</Detail>
    </Headline>
  );
}
