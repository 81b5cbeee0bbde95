import { type Instant, instantOf, isUpTo } from '../time/instant.ts';
import type { Actors } from './actors.ts';
import type { PullRequestHistory, ReviewState } from './pull-request-history.ts';

/** One submitted review, or an inline comment that stands alone (C6). */
export type ReviewAct = {
  at: Instant;
  authorId: string | null;
  isSomeoneElse: boolean;
  state: ReviewState;
  inlineComments: number;
  commitSha: string | null;
  /** Order within one second; 0 for an inline comment that stands alone. */
  databaseId: number;
};

/** Every review act by anyone at any time, earliest first. An inline comment has its review's instant (C6). */
export function readReviewActs(history: PullRequestHistory, actors: Actors): ReviewAct[] {
  const acts = new Map<number, ReviewAct>();
  for (const review of history.reviews) {
    acts.set(review.databaseId, {
      at: instantOf(review.submittedAt),
      authorId: review.authorId,
      isSomeoneElse: actors.isSomeoneElse(review.authorId),
      state: review.state,
      inlineComments: 0,
      commitSha: review.commitSha,
      databaseId: review.databaseId,
    });
  }
  const alone: ReviewAct[] = [];
  for (const comment of history.reviewComments) {
    const act = comment.reviewDatabaseId === null ? undefined : acts.get(comment.reviewDatabaseId);
    if (act !== undefined) {
      act.inlineComments += 1;
    } else {
      alone.push({
        at: instantOf(comment.createdAt),
        authorId: comment.authorId,
        isSomeoneElse: actors.isSomeoneElse(comment.authorId),
        state: 'COMMENTED',
        inlineComments: 1,
        commitSha: null,
        databaseId: 0,
      });
    }
  }
  return [...acts.values(), ...alone].sort((a, b) => a.at - b.at || a.databaseId - b.databaseId);
}

/** The acts that count as a review by someone else: up to the end, the same second included (C3, C5). */
export function countingActs(acts: readonly ReviewAct[], endAt: Instant | null): ReviewAct[] {
  return acts.filter((act) => act.isSomeoneElse && isUpTo(endAt, act.at));
}
