import { instantOf } from '../time/instant.ts';
import { isApprovalStale } from './fact-flags.ts';
import { isMergeCommit } from './first-commit.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { commitUrl, makeStep, reviewUrl, sayReview } from './receipt-words.ts';
import type { ReviewAct } from './review-acts.ts';

/** More would bury the rest. */
const MOST_LISTED = 12;

/**
 * What came between the approved commit and the one that was merged, where these differ (B7). How many lines they differ by
 * is not known: commits are listed without their size, and the files are those of the whole change. Nothing without the flag.
 */
export function explainStaleApproval(reading: PullRequestReading): Receipt[] {
  const { finalApproval } = reading.approvals;
  const approvedSha = finalApproval?.commitSha ?? null;
  if (finalApproval === null || approvedSha === null || !isApprovalStale(reading)) {
    return [];
  }
  const after = readAfter(reading, finalApproval);
  return [
    {
      ...{ metric: 'changed-since-approval', label: 'Changed since the approval', unit: 'lines' },
      ...{ value: null, clock: null, rule: 'B7', arithmetic: null },
      steps: [
        makeStep(
          finalApproval.at,
          `${sayReview(reading, finalApproval)} ${approvedSha.slice(0, 8)}`,
          'start',
          'B7',
          reviewUrl(reading, finalApproval),
        ),
        ...after.slice(0, MOST_LISTED),
        ...sayMore(after.length - MOST_LISTED),
        explainMerged(reading, approvedSha),
      ],
      whyNull: sayWhy(reading, finalApproval, approvedSha),
    },
  ];
}

/** Commits, base merges and force pushes between approval and merge, in order of time. */
function readAfter(reading: PullRequestReading, { at: from }: ReviewAct): ReceiptStep[] {
  const { history, mergedAt } = reading;
  const isBetween = (at: number) => at > from && mergedAt !== null && at <= mergedAt;
  const commits = history.commits.flatMap((commit) => {
    const at = instantOf(commit.committedAt);
    const what = isMergeCommit(commit) ? 'Another branch merged in' : 'Commit';
    const text = `${what} ${commit.sha.slice(0, 8)}`;
    return commit.position !== null && isBetween(at)
      ? [makeStep(at, text, 'info', 'C14', commitUrl(reading, commit.sha))]
      : [];
  });
  const forced = reading.pushes.flatMap(({ kind, at }) =>
    kind === 'force_push' && isBetween(at) ? [makeStep(at, 'Force push', 'info', 'C14')] : [],
  );
  return [...commits, ...forced].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
}

function sayMore(count: number): ReceiptStep[] {
  return count <= 0 ? [] : [makeStep(null, `${count} more after the approval`, 'info', 'C14')];
}

function explainMerged(reading: PullRequestReading, approvedSha: string): ReceiptStep {
  const { headSha, url } = reading.history.pullRequest;
  const compare = url.replace(/\/pull\/\d+$/, `/compare/${approvedSha}..${headSha}`);
  const text = `Merged with ${headSha.slice(0, 8)} as its head: the difference, on GitHub`;
  return makeStep(reading.mergedAt, text, 'end', 'B7', compare);
}

function sayWhy(
  { history, pushes, mergedAt }: PullRequestReading,
  { at }: ReviewAct,
  approvedSha: string,
): string {
  const isListed = history.commits.some(
    ({ sha, position }) => sha === approvedSha && position !== null,
  );
  if (!isListed) {
    return 'The commit that was approved is no part of it any more, so nothing that is stored tells how far the two lie apart.';
  }
  const count = pushes.filter(
    (push) => push.kind === 'commit' && push.at > at && mergedAt !== null && push.at <= mergedAt,
  ).length;
  const what = count === 1 ? 'The commit' : `The ${count} commits`;
  return count === 0
    ? 'It was pushed to after the approval, and GitHub does not list by how many lines.'
    : `${what} after the approval ${count === 1 ? 'is' : 'are'} listed without ${count === 1 ? 'its' : 'their'} size, so it is not known by how many lines.`;
}
