import type {
  LoadSummary,
  ReviewLoadOverview,
} from '@bellwether/shared/review-load/review-load.schema';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { effortWords, oneDecimal, WITHHELD } from './load-words.prepare.ts';

export type LoadHeadline = { label: string; value: string | null; detail: string };

/** The page's answer in numbers, each beside the period before. */
export function prepareLoadHeadlines({
  summary,
  previous,
  basis,
}: ReviewLoadOverview): LoadHeadline[] {
  const isInsufficient = basis.reviews.level === 'insufficient';
  const heads = [
    {
      label: 'Effective reviewers',
      value: summary.effectiveReviewers === null ? null : oneDecimal(summary.effectiveReviewers),
      detail: `${describeEligible(summary)}${before(previous.effectiveReviewers, oneDecimal)}`,
    },
    {
      label: 'Absence factor',
      value: summary.absenceFactor === null ? null : formatCount(summary.absenceFactor),
      detail: describeFactor(summary, previous),
    },
    {
      label: 'Gini',
      value: summary.gini === null ? null : summary.gini.toFixed(2),
      detail:
        summary.gini === null && summary.withheld === null
          ? 'needs four people and a review'
          : `0 is even, 1 is one person${before(previous.gini, (value) => value.toFixed(2))}`,
    },
    {
      label: 'Reviewed',
      value: summary.pullRequests === null ? null : formatCount(summary.pullRequests),
      detail: `${summary.effortMinutes === null ? '' : `${effortWords(summary.effortMinutes)} estimated`}${before(previous.pullRequests, formatCount)}`,
    },
  ];
  return heads.map((head) => withhold(head, summary.withheld !== null, isInsufficient));
}

function withhold(head: LoadHeadline, isWithheld: boolean, isInsufficient: boolean): LoadHeadline {
  if (isInsufficient) {
    return { ...head, value: null, detail: 'insufficient: too little is known yet' };
  }
  return isWithheld ? { ...head, value: null, detail: WITHHELD } : head;
}

function describeEligible({ active, eligible }: LoadSummary): string {
  if (active === null || eligible === null) {
    return 'nothing was reviewed';
  }
  return `${formatCount(active)} of ${formatCountOf(eligible, 'person', 'people')} reviewed`;
}

function describeFactor(summary: LoadSummary, previous: LoadSummary): string {
  const { absenceFactor } = summary;
  const words =
    absenceFactor === null
      ? 'nothing was reviewed'
      : `${formatCountOf(absenceFactor, 'person holds', 'people hold')} half of the reviewing`;
  return `${words}${before(previous.absenceFactor, formatCount)}`;
}

function before(value: number | null, say: (value: number) => string): string {
  return value === null ? '' : `; before: ${say(value)}`;
}
