import type { AuthorClass } from './author-class.rules.ts';
import type { ExclusionEffect } from './exclusion.rules.ts';

/** How a merged pull request was reviewed (B11, C16). */
export type ReviewGrade = 'emergency' | 'bot-auto' | 'unreviewed' | 'approved-silent' | 'discussed';

/** The closed list of C17. */
export type FactFlag =
  | 'abandoned_in_draft'
  | 'ai_reviewed'
  | 'approval_stale'
  | 'coding_capped'
  | 'early_review'
  | 'merged_with_changes_requested'
  | 'off_hours'
  | 'opened_before_code'
  | 'post_merge_review';

export type FactPause = { from: Date; to: Date | null };

/**
 * Every instant, duration and flag of the definitions for one pull request. Durations are whole seconds, never negative.
 * Null: not known, or not reached yet; 0: known to be none (C2). Field by field: the column of the same name in the export.
 */
export type PullRequestFacts = {
  pullRequestId: string;
  repositoryId: string;
  number: number;
  definitionVersion: number;
  authorId: string | null;
  authorClass: AuthorClass;
  /** The name of the rule that leaves it out of the metrics (B14). Null: none does. Not in the export. */
  exclusion: string | null;
  /** What that rule does with it: nowhere at all, or in a series of its own. Null: no rule fits. */
  exclusionEffect: ExclusionEffect | null;
  state: 'open' | 'merged' | 'closed';
  isDraft: boolean;
  baseBranch: string;
  createdAt: Date;
  updatedAt: Date;
  firstCommitAt: Date | null;
  readyAt: Date | null;
  firstReviewAt: Date | null;
  firstResponseAt: Date | null;
  firstApprovalAt: Date | null;
  finalApprovalAt: Date | null;
  mergedAt: Date | null;
  closedAt: Date | null;
  deployedAt: Date | null;
  deploymentId: string | null;
  codingSeconds: number | null;
  pickupSeconds: number | null;
  pickupWorkSeconds: number | null;
  firstResponseSeconds: number | null;
  reviewSeconds: number | null;
  mergeWaitSeconds: number | null;
  reviewCycleSeconds: number | null;
  timeToMergeSeconds: number | null;
  mergeToProductionSeconds: number | null;
  leadTimeSeconds: number | null;
  draftSeconds: number | null;
  parkedSeconds: number;
  /**
   * Draft and parked spells as one, earliest first, without overlaps: what waiting time leaves out (C7). `to` is null while
   * one runs. Needed to know how long something had waited at an earlier instant (C20).
   */
  pauses: FactPause[];
  reworkCycles: number | null;
  reviewers: number;
  comments: number;
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  size: number;
  reviewGrade: ReviewGrade | null;
  flags: FactFlag[];
};
