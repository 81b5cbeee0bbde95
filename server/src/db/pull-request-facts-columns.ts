import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { ReviewTurn } from '@bellwether/shared/pull-requests/review-turn';

const fields: Readonly<Record<keyof PullRequestFacts, string>> = {
  pullRequestId: 'pull_request_id',
  repositoryId: 'repository_id',
  number: 'number',
  definitionVersion: 'definition_version',
  authorId: 'author_id',
  authorClass: 'author_class',
  exclusion: 'exclusion',
  exclusionEffect: 'exclusion_effect',
  state: 'state',
  isDraft: 'is_draft',
  baseBranch: 'base_branch',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  firstCommitAt: 'first_commit_at',
  readyAt: 'ready_at',
  pickupStartAt: 'pickup_start_at',
  firstReviewAt: 'first_review_at',
  firstResponseAt: 'first_response_at',
  firstApprovalAt: 'first_approval_at',
  finalApprovalAt: 'final_approval_at',
  mergedAt: 'merged_at',
  closedAt: 'closed_at',
  deployedAt: 'deployed_at',
  deploymentId: 'deployment_id',
  codingSeconds: 'coding_seconds',
  codingWorkSeconds: 'coding_work_seconds',
  pickupSeconds: 'pickup_seconds',
  pickupWorkSeconds: 'pickup_work_seconds',
  firstResponseSeconds: 'first_response_seconds',
  firstResponseWorkSeconds: 'first_response_work_seconds',
  reviewSeconds: 'review_seconds',
  reviewWorkSeconds: 'review_work_seconds',
  mergeWaitSeconds: 'merge_wait_seconds',
  mergeWaitWorkSeconds: 'merge_wait_work_seconds',
  reviewCycleSeconds: 'review_cycle_seconds',
  reviewCycleWorkSeconds: 'review_cycle_work_seconds',
  timeToMergeSeconds: 'time_to_merge_seconds',
  timeToMergeWorkSeconds: 'time_to_merge_work_seconds',
  mergeToProductionSeconds: 'merge_to_production_seconds',
  mergeToProductionWorkSeconds: 'merge_to_production_work_seconds',
  leadTimeSeconds: 'lead_time_seconds',
  leadTimeWorkSeconds: 'lead_time_work_seconds',
  draftSeconds: 'draft_seconds',
  parkedSeconds: 'parked_seconds',
  pauses: 'pauses',
  reworkCycles: 'rework_cycles',
  mostCyclesOfReviewer: 'most_cycles_of_reviewer',
  reworkSeconds: 'rework_seconds',
  reworkWorkSeconds: 'rework_work_seconds',
  reviewerIds: 'reviewer_ids',
  reviewedAts: 'reviewed_ats',
  lastReviewedAt: 'last_reviewed_at',
  reviewTurns: 'review_turns',
  askedIds: 'asked_ids',
  reviewers: 'reviewers',
  comments: 'comments',
  commits: 'commits',
  additions: 'additions',
  deletions: 'deletions',
  changedFiles: 'changed_files',
  size: 'size',
  complexity: 'complexity',
  complexityFactors: 'complexity_factors',
  tier: 'tier',
  isAiAssisted: 'is_ai_assisted',
  reviewGrade: 'review_grade',
  flags: 'flags',
};

/** Every column of the facts row `f`, under the name of its field. */
export const FACTS_COLUMNS = Object.entries(fields)
  .map(([field, column]) => `f.${column} as "${field}"`)
  .join(', ');

type StoredTurn = Omit<ReviewTurn, 'requestedAt' | 'endedAt'> & {
  requestedAt: string;
  endedAt: string | null;
};

/** A facts row as the database gives it. */
export type FactsRow = Omit<PullRequestFacts, 'pauses' | 'reviewTurns'> & {
  pauses: { from: string; to: string | null }[];
  reviewTurns: StoredTurn[];
};

/** May be given a row with more columns; they are kept. */
export function toPullRequestFacts(row: FactsRow): PullRequestFacts {
  return {
    ...row,
    pauses: row.pauses.map(({ from, to }) => ({ from: new Date(from), to: toDate(to) })),
    reviewTurns: toReviewTurns(row.reviewTurns),
  };
}

/** The turns as the column `review_turns` holds them. */
export function toReviewTurns(stored: readonly StoredTurn[]): ReviewTurn[] {
  return stored.map((turn) => ({
    ...turn,
    requestedAt: new Date(turn.requestedAt),
    endedAt: toDate(turn.endedAt),
  }));
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
