import { type Instant, instantOf, isUpTo } from '../time/instant.ts';
import { isMergeCommit } from './first-commit.ts';
import type { PullRequestHistory } from './pull-request-history.ts';
import type { ReviewAct } from './review-acts.ts';

/** Something that changed the code under review (C14). */
export type Push = { at: Instant; kind: 'commit' | 'force_push'; sha: string | null };

/** One cycle: a blocking review, and the push that answered it. */
export type ReworkCycle = { reviewedAt: Instant; pushedAt: Instant };

/** Force pushes, and commits that are no merges at their committer date; earliest first. */
export function readPushes(history: PullRequestHistory): Push[] {
  const pushes: Push[] = [];
  for (const commit of history.commits) {
    if (!isMergeCommit(commit)) {
      pushes.push({ at: instantOf(commit.committedAt), kind: 'commit', sha: commit.sha });
    }
  }
  for (const event of history.timelineEvents) {
    if (event.kind === 'head_ref_force_pushed') {
      pushes.push({ at: instantOf(event.occurredAt), kind: 'force_push', sha: event.afterSha });
    }
  }
  return pushes.sort((a, b) => a.at - b.at);
}

/** A change request, or a comment with at least one remark in the code (B6, C14). */
export function isBlocking(act: ReviewAct): boolean {
  if (act.state === 'CHANGES_REQUESTED') {
    return true;
  }
  return act.state !== 'APPROVED' && act.inlineComments > 0;
}

/**
 * The most cycles that one reviewer's blocking reviews brought about (B6); 0: nobody's did. The arguments are those of
 * `readReworkCycles`.
 */
export function countMostCycles(
  counting: readonly ReviewAct[],
  pushes: readonly Push[],
  until: Instant | null,
): number {
  const reviewers = new Set(counting.filter(isBlocking).map((act) => act.authorId));
  let most = 0;
  for (const reviewer of reviewers) {
    const own = counting.filter((act) => act.authorId === reviewer);
    most = Math.max(most, readReworkCycles(own, pushes, until).length);
  }
  return most;
}

/** Where rework began and ended, both not before `readyAt`. */
export type ReworkSpan = {
  from: Instant;
  to: Instant;
  /** The review that it began with. Null: the first review approved, or none blocked before the approval; then `from` is `to`. */
  blocking: ReviewAct | null;
};

/** First blocking review → final approval (B6). Null without a final approval, or when it was never ready. */
export function readReworkSpan(
  counting: readonly ReviewAct[],
  finalApprovalAt: Instant | null,
  readyAt: Instant | null,
): ReworkSpan | null {
  if (finalApprovalAt === null || readyAt === null) {
    return null;
  }
  const wasApprovedAtOnce = counting[0]?.state === 'APPROVED';
  const first = counting.find((act) => isBlocking(act) && act.at <= finalApprovalAt);
  const blocking = wasApprovedAtOnce ? null : (first ?? null);
  const to = Math.max(finalApprovalAt, readyAt);
  return { from: Math.max(blocking?.at ?? to, readyAt), to, blocking };
}

/**
 * How often a push followed blocking reviews, up to `until` (null: no limit). A review comes before a push of the same
 * second. `counting` and `pushes` must ascend.
 */
export function readReworkCycles(
  counting: readonly ReviewAct[],
  pushes: readonly Push[],
  until: Instant | null,
): ReworkCycle[] {
  const blocking = counting.filter((act) => isBlocking(act) && isUpTo(until, act.at));
  const cycles: ReworkCycle[] = [];
  let next = 0;
  for (const push of pushes) {
    if (!isUpTo(until, push.at)) {
      break;
    }
    const answered = blocking[next];
    if (answered !== undefined && answered.at <= push.at) {
      cycles.push({ reviewedAt: answered.at, pushedAt: push.at });
      while ((blocking[next]?.at ?? Number.POSITIVE_INFINITY) <= push.at) {
        next += 1;
      }
    }
  }
  return cycles;
}
