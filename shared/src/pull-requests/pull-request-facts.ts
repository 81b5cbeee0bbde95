import type { AuthorClass } from './author-class.rules.ts';
import type { ComplexityFactor } from './complexity.ts';
import type { ExclusionEffect } from './exclusion.rules.ts';
import type { ReviewTurn } from './review-turn.ts';
import type { Tier } from './tier.ts';

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
 * Null: not known, or not reached yet; 0: known to be none (C2). Field by field: the column of the same name in the export, where
 * it has one. Each stage stands by both clocks: `…WorkSeconds` is the part of `…Seconds` inside working hours (B13).
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
  /** Where a first review is waited for from a later instant than `readyAt` (B4.6). Null: from `readyAt`. */
  pickupStartAt: Date | null;
  firstReviewAt: Date | null;
  firstResponseAt: Date | null;
  firstApprovalAt: Date | null;
  finalApprovalAt: Date | null;
  mergedAt: Date | null;
  closedAt: Date | null;
  deployedAt: Date | null;
  deploymentId: string | null;
  codingSeconds: number | null;
  codingWorkSeconds: number | null;
  pickupSeconds: number | null;
  pickupWorkSeconds: number | null;
  firstResponseSeconds: number | null;
  firstResponseWorkSeconds: number | null;
  reviewSeconds: number | null;
  reviewWorkSeconds: number | null;
  mergeWaitSeconds: number | null;
  mergeWaitWorkSeconds: number | null;
  reviewCycleSeconds: number | null;
  reviewCycleWorkSeconds: number | null;
  timeToMergeSeconds: number | null;
  timeToMergeWorkSeconds: number | null;
  mergeToProductionSeconds: number | null;
  mergeToProductionWorkSeconds: number | null;
  leadTimeSeconds: number | null;
  leadTimeWorkSeconds: number | null;
  draftSeconds: number | null;
  parkedSeconds: number;
  /**
   * Draft and parked spells as one, earliest first, without overlaps: what waiting time leaves out (C7). `to` is null while
   * one runs. Needed to know how long something had waited at an earlier instant (C20).
   */
  pauses: FactPause[];
  reworkCycles: number | null;
  /** The most cycles that one reviewer asked for (B6). Null: nobody else has reviewed. */
  mostCyclesOfReviewer: number | null;
  /** First blocking review → final approval, waiting time; 0: approved at once; null: no final approval (B6). */
  reworkSeconds: number | null;
  reworkWorkSeconds: number | null;
  /** Every review act by someone else at any time, earliest first: who, and when; both lists are as long (C6, C21). */
  reviewerIds: string[];
  reviewedAts: Date[];
  /** The last of them; null: there is none. */
  lastReviewedAt: Date | null;
  /** Who was asked for a review, and what came of it, in the order of asking (B5). */
  reviewTurns: ReviewTurn[];
  /** The people who were asked one by one before the first review: by their hours it is waited for (B13). */
  askedIds: string[];
  reviewers: number;
  comments: number;
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  size: number;
  /** How hard it is to judge, what makes it so, and how much review that asks for (B10). */
  complexity: number;
  complexityFactors: ComplexityFactor[];
  tier: Tier;
  /** Its branch, labels, author or commits say that an AI agent wrote it or a part of it. */
  isAiAssisted: boolean;
  reviewGrade: ReviewGrade | null;
  flags: FactFlag[];
};
