import { type Instant, instantOf, isUpTo } from '../time/instant.ts';
import type { Actors } from './actors.ts';
import type { ReviewTurn } from './review-turn.ts';
import type { Push } from './rework.ts';

/** From when a first review is waited for: since it was ready, or not before somebody was asked for one (B4.6). */
export const pickupStarts = ['ready', 'requested'] as const;
export type PickupStartRule = (typeof pickupStarts)[number];

/** Where the wait for a first review begins; null: it was never ready. */
export type PickupStart = {
  at: Instant | null;
  /**
   * ready: when it was ready; requested: when the first review was asked for; pushed: with the last commit before the first
   * review, for what was asked for earlier or never.
   */
  why: 'ready' | 'requested' | 'pushed';
};

type Told = {
  readyAt: Instant | null;
  firstReviewAt: Instant | null;
  /** Earliest first. */
  pushes: readonly Push[];
  turns: readonly ReviewTurn[];
  actors: Actors;
};

/**
 * The later of `readyAt` and the first request for a review by a person or a team (B4.6). The request is not before the last
 * commit that came before the first review; one that came after the review, or never, is taken to be that commit. Where nobody was asked and nobody has reviewed, it is waited for since it was ready.
 */
export function readPickupStart(rule: PickupStartRule, told: Told): PickupStart {
  const { readyAt, firstReviewAt } = told;
  const asked = rule === 'ready' ? null : impute(told);
  if (readyAt === null || asked === null || asked.at <= readyAt) {
    return { at: readyAt, why: 'ready' };
  }
  // An early review is no wait, whenever it was asked for (B4.2).
  return firstReviewAt !== null && firstReviewAt < readyAt ? { at: readyAt, why: 'ready' } : asked;
}

type Asked = { at: Instant; why: Exclude<PickupStart['why'], 'ready'> };

/** Null: nothing stands for a request. */
function impute({ firstReviewAt, pushes, turns, actors }: Told): Asked | null {
  const requestedAt = firstRequest(turns, actors);
  const isTooLate = requestedAt !== null && !isUpTo(firstReviewAt, requestedAt);
  const requested: Asked | null =
    requestedAt === null || isTooLate ? null : { at: requestedAt, why: 'requested' };
  const pushedAt = firstReviewAt === null ? undefined : lastCommit(pushes, firstReviewAt);
  return pushedAt === undefined || (requested !== null && requested.at >= pushedAt)
    ? requested
    : { at: pushedAt, why: 'pushed' };
}

function lastCommit(pushes: readonly Push[], until: Instant): Instant | undefined {
  return pushes.findLast(({ kind, at }) => kind === 'commit' && at <= until)?.at;
}

/** Of the first that asked a person or a team; machines answer at once, or never (B1). */
function firstRequest(turns: readonly ReviewTurn[], actors: Actors): Instant | null {
  const first = turns.find(
    ({ reviewerKind, reviewerId }) =>
      reviewerKind === 'team' || reviewerId === null || actors.isSomeoneElse(reviewerId),
  );
  return first === undefined ? null : instantOf(first.requestedAt);
}
