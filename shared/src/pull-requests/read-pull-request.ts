import { type Instant, instantOf, instantOrNull } from '../time/instant.ts';
import { type Actors, readActors } from './actors.ts';
import { type AiSign, readAiSigns } from './ai-assistance.ts';
import { type ApprovalReading, readApprovals } from './approvals.ts';
import type { AuthorClass } from './author-class.rules.ts';
import { type ComplexityReading, readComplexity } from './complexity.ts';
import { type ConversationComment, countingComments, readConversation } from './conversation.ts';
import type { FactRules } from './fact-rules.ts';
import { type FirstCommitReading, readFirstCommit } from './first-commit.ts';
import { type PickupHours, readAskedIds, readPickupHours } from './pickup-hours.ts';
import { type PickupStart, readPickupStart } from './pickup-start.ts';
import type { PullRequestHistory } from './pull-request-history.ts';
import { countingActs, type ReviewAct, readReviewActs } from './review-acts.ts';
import type { ReviewTurn } from './review-turn.ts';
import { readReviewTurns } from './review-turns.ts';
import {
  countMostCycles,
  type Push,
  type ReworkCycle,
  type ReworkSpan,
  readPushes,
  readReworkCycles,
  readReworkSpan,
} from './rework.ts';
import { readSize, type SizeReading } from './size.ts';
import { readSpells, type SpellReading } from './spells.ts';

/**
 * What the events of one pull request come to, before any number is formed. The facts and the receipts are both made
 * from it, so that a receipt can never tell another story than the number it explains.
 */
export type PullRequestReading = {
  history: PullRequestHistory;
  rules: FactRules;
  actors: Actors;
  authorClass: AuthorClass;
  createdAt: Instant;
  mergedAt: Instant | null;
  deployedAt: Instant | null;
  spells: SpellReading;
  first: FirstCommitReading;
  /** By anyone, at any time; earliest first. */
  acts: ReviewAct[];
  /** By someone else, up to the end. */
  countingActs: ReviewAct[];
  conversation: ConversationComment[];
  /** By someone else, up to the end. */
  countingComments: ConversationComment[];
  firstReviewAt: Instant | null;
  firstResponseAt: Instant | null;
  approvals: ApprovalReading;
  pushes: Push[];
  /** Null: nobody else has reviewed. */
  reworkCycles: ReworkCycle[] | null;
  /** Null: nobody else has reviewed. */
  mostCyclesOfReviewer: number | null;
  /** Null: there is no final approval. */
  rework: ReworkSpan | null;
  reviewTurns: ReviewTurn[];
  /** The people who were asked one by one before the first review. */
  askedIds: string[];
  pickupHours: PickupHours;
  pickupStart: PickupStart;
  size: SizeReading;
  complexity: ComplexityReading;
  aiSigns: AiSign[];
};

export function readPullRequest(history: PullRequestHistory, rules: FactRules): PullRequestReading {
  const { pullRequest } = history;
  const actors = readActors(history, rules);
  const createdAt = instantOf(pullRequest.createdAt);
  const spells = readSpells(history);
  const acts = readReviewActs(history, actors);
  const counting = countingActs(acts, spells.endAt);
  const conversation = readConversation(history.issueComments, actors);
  const comments = countingComments(conversation, spells.endAt);
  const approvals = readApprovals(counting);
  const pushes = readPushes(history);
  const firstReviewAt = counting[0]?.at ?? null;
  const finalApprovalAt = approvals.finalApproval?.at ?? null;
  const reworkUntil = finalApprovalAt ?? spells.endAt;
  const hasReview = firstReviewAt !== null;
  const { generatedPatterns } = history.repository;
  const reviewTurns = readReviewTurns(history, acts, actors, spells.endAt);
  const askedIds = readAskedIds(reviewTurns, firstReviewAt, actors);
  const size = readSize(pullRequest, history.files, generatedPatterns, rules.size);
  return {
    history,
    rules,
    actors,
    authorClass: actors.classOf(pullRequest.authorId),
    createdAt,
    mergedAt: instantOrNull(pullRequest.mergedAt),
    deployedAt: instantOrNull(history.deployment?.finishedAt ?? null),
    spells,
    first: readFirstCommit(history.commits, createdAt, rules),
    acts,
    countingActs: counting,
    conversation,
    countingComments: comments,
    firstReviewAt,
    firstResponseAt: earlier(firstReviewAt, comments[0]?.at ?? null),
    approvals,
    pushes,
    reworkCycles: hasReview ? readReworkCycles(counting, pushes, reworkUntil) : null,
    mostCyclesOfReviewer: hasReview ? countMostCycles(counting, pushes, reworkUntil) : null,
    rework: readReworkSpan(counting, finalApprovalAt, spells.readyAt),
    reviewTurns,
    askedIds,
    pickupHours: readPickupHours(rules, pullRequest.authorId, askedIds),
    pickupStart: readPickupStart(rules.pickupStart, {
      ...{ readyAt: spells.readyAt, firstReviewAt, pushes, turns: reviewTurns, actors },
    }),
    size,
    complexity: readComplexity(history.files, size, rules.complexity),
    aiSigns: readAiSigns(history, actors, rules.aiAssistance),
  };
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return Math.min(a, b);
}
