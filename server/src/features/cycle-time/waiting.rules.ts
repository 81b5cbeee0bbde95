import type { WaitingItem } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { PullRequestReading } from '@bellwether/shared/pull-requests/read-pull-request';
import type { ReviewAct } from '@bellwether/shared/pull-requests/review-acts';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import { secondsOutside } from '@bellwether/shared/time/spans';

export type Wait = Pick<WaitingItem, 'waitsFor' | 'waitsOn'> & {
  since: Instant;
  /** Drafts and closed spells left out (C7). */
  seconds: number;
};

type Turn = Pick<Wait, 'waitsFor' | 'waitsOn' | 'since'>;

/**
 * What an open pull request waits for, on whom and since when. `asked`: logins and `org/team` whose review is requested
 * now. In this order: a standing change request waits for its author until a push, then for whoever objected; an approval
 * in force waits for the merge; without a review it waits for the first one; remarks in the code wait for their author
 * until a push or a word, and then for another look. Null: it is no longer open, or has never been ready.
 */
export function readWait(
  reading: PullRequestReading,
  asked: readonly string[],
  now: Instant,
): Wait | null {
  const { readyAt, endAt, pauses } = reading.spells;
  if (readyAt === null || endAt !== null) {
    return null;
  }
  const turn = readTurn(reading, asked, readyAt);
  const since = Math.max(turn.since, readyAt);
  return { ...turn, since, seconds: secondsOutside(pauses, since, now) };
}

function readTurn(reading: PullRequestReading, asked: readonly string[], readyAt: Instant): Turn {
  const { approvals, countingActs } = reading;
  const [firstObjection] = approvals.standingObjections;
  if (firstObjection !== undefined) {
    return afterObjections(reading, firstObjection, asked);
  }
  if (approvals.finalApproval !== null) {
    return { waitsFor: 'merge', waitsOn: authorOf(reading), since: approvals.finalApproval.at };
  }
  const lastReview = countingActs.at(-1);
  if (lastReview === undefined) {
    return { waitsFor: 'first-review', waitsOn: [...asked], since: readyAt };
  }
  return afterRemarks(reading, lastReview, asked);
}

function afterObjections(
  reading: PullRequestReading,
  first: ReviewAct,
  asked: readonly string[],
): Turn {
  const objections = reading.approvals.standingObjections;
  const last = objections.reduce((a, b) => (b.at > a.at ? b : a), first);
  const push = reading.pushes.find(({ at }) => at >= last.at);
  if (push === undefined) {
    return { waitsFor: 'author', waitsOn: authorOf(reading), since: last.at };
  }
  const objectors = objections.flatMap(({ authorId }) => reading.actors.loginOf(authorId) ?? []);
  return { waitsFor: 'review', waitsOn: [...new Set([...objectors, ...asked])], since: push.at };
}

function afterRemarks(
  reading: PullRequestReading,
  lastReview: ReviewAct,
  asked: readonly string[],
): Turn {
  const remark = reading.countingActs.findLast(
    (act) => act.state === 'COMMENTED' && act.inlineComments > 0,
  );
  if (remark === undefined) {
    return { waitsFor: 'review', waitsOn: [...asked], since: lastReview.at };
  }
  const answeredAt = firstAnswer(reading, remark.at);
  return answeredAt === null
    ? { waitsFor: 'author', waitsOn: authorOf(reading), since: remark.at }
    : { waitsFor: 'review', waitsOn: [...asked], since: Math.max(answeredAt, lastReview.at) };
}

/** The author's next push, review reply or comment. */
function firstAnswer({ history, pushes, acts }: PullRequestReading, after: Instant) {
  const { authorId } = history.pullRequest;
  const answers = [
    ...pushes.map(({ at }) => at),
    ...acts.filter((act) => act.authorId === authorId).map(({ at }) => at),
    ...history.issueComments
      .filter((comment) => comment.authorId === authorId)
      .map(({ createdAt }) => instantOf(createdAt)),
  ].filter((at) => at >= after);
  return answers.length === 0 ? null : Math.min(...answers);
}

function authorOf({ history, actors }: PullRequestReading): string[] {
  const login = actors.loginOf(history.pullRequest.authorId);
  return login === null ? [] : [login];
}
