import { rangeOfSize, sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { minutesBySize } from '@bellwether/shared/review-load/effort.metric';
import {
  choosePullRequests,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';

/**
 * SQL of the review acts on the chosen pull requests that no rule leaves out (B14), as rows `act` with the columns of
 * `review_acts`. The wide facts rows are read only for what a filter asks of them.
 */
export function actsOf(choice: PullRequestChoice, parameters: Parameters): string {
  const columns = [
    'pull_request_id',
    'author_id',
    'author_class',
    'size',
    'minutes',
    'reviewer_id',
    'at',
  ]
    .concat('previous_at', 'previous_of_anybody_at')
    .map((name) => `one.${name}`)
    .join(', ');
  const chosen = choosePullRequests(choice, parameters);
  return asksOfFacts(choice)
    ? `(select ${columns} from review_acts as one
        join pull_request_facts as f on f.pull_request_id = one.pull_request_id where ${chosen}) as act`
    : `(select ${columns.replaceAll('one.', 'f.')} from review_acts as f where ${chosen}) as act`;
}

function asksOfFacts({ baseBranches, tiers = [], aiAssisted }: PullRequestChoice): boolean {
  return baseBranches.length > 0 || tiers.length > 0 || aiAssisted !== undefined;
}

/** SQL of the minutes that one review of a change of `size` lines is taken to cost (C21). */
export function minutesOf(size: string): string {
  const steps = sizeClasses.flatMap((name) => {
    const { upTo } = rangeOfSize(name);
    return upTo === null ? [] : [`when ${size} <= ${upTo} then ${minutesBySize[name]}`];
  });
  return `case ${steps.join(' ')} else ${minutesBySize.XL} end`;
}
