import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';

const fields: Readonly<Record<keyof PullRequestFacts, string>> = {
  pullRequestId: 'pull_request_id',
  repositoryId: 'repository_id',
  number: 'number',
  definitionVersion: 'definition_version',
  authorId: 'author_id',
  authorClass: 'author_class',
  exclusion: 'exclusion',
  state: 'state',
  isDraft: 'is_draft',
  baseBranch: 'base_branch',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  firstCommitAt: 'first_commit_at',
  readyAt: 'ready_at',
  firstReviewAt: 'first_review_at',
  firstResponseAt: 'first_response_at',
  firstApprovalAt: 'first_approval_at',
  finalApprovalAt: 'final_approval_at',
  mergedAt: 'merged_at',
  closedAt: 'closed_at',
  deployedAt: 'deployed_at',
  deploymentId: 'deployment_id',
  codingSeconds: 'coding_seconds',
  pickupSeconds: 'pickup_seconds',
  pickupWorkSeconds: 'pickup_work_seconds',
  firstResponseSeconds: 'first_response_seconds',
  reviewSeconds: 'review_seconds',
  mergeWaitSeconds: 'merge_wait_seconds',
  reviewCycleSeconds: 'review_cycle_seconds',
  timeToMergeSeconds: 'time_to_merge_seconds',
  mergeToProductionSeconds: 'merge_to_production_seconds',
  leadTimeSeconds: 'lead_time_seconds',
  draftSeconds: 'draft_seconds',
  parkedSeconds: 'parked_seconds',
  pauses: 'pauses',
  reworkCycles: 'rework_cycles',
  reviewers: 'reviewers',
  comments: 'comments',
  commits: 'commits',
  additions: 'additions',
  deletions: 'deletions',
  changedFiles: 'changed_files',
  size: 'size',
  reviewGrade: 'review_grade',
  flags: 'flags',
};

/** Every column of the facts row `f`, under the name of its field. */
export const FACTS_COLUMNS = Object.entries(fields)
  .map(([field, column]) => `f.${column} as "${field}"`)
  .join(', ');

/** A facts row as the database gives it. */
export type FactsRow = Omit<PullRequestFacts, 'pauses'> & {
  pauses: { from: string; to: string | null }[];
};

/** May be given a row with more columns; they are kept. */
export function toPullRequestFacts(row: FactsRow): PullRequestFacts {
  return {
    ...row,
    pauses: row.pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
  };
}
