import { waitedSeconds } from '../cycle-time/censored.metric.ts';
import type { Clock } from '../cycle-time/cycle-time.terms.ts';
import { type DurationRow, endOfRow, readStageBounds } from '../cycle-time/stage-bounds.metric.ts';
import type { ReviewTurn } from '../pull-requests/review-turn.ts';
import { type Instant, instantOf, instantOrNull } from '../time/instant.ts';
import { type WorkCalendar, workSeconds } from '../time/work-calendar.ts';
import type { AgreementMetric } from './agreement.terms.ts';
import type { AgreementWait } from './agreement-progress.metric.ts';

/** A facts row, with what an agreement reads from it. */
export type AgreementRow = DurationRow & {
  pullRequestId: string;
  authorId: string | null;
  reviewTurns: readonly ReviewTurn[];
};

export type WaitQuestion = {
  metric: AgreementMetric;
  clock: Clock;
  now: Instant;
  /** Whose hours count: the author's team's, or the reviewer's for a request (B13). */
  calendarOfAuthor: (accountId: string | null) => WorkCalendar;
  /** Of those who may give the first review; absent: as the author's. */
  calendarOfPickup?: (authorId: string | null, askedIds: readonly string[]) => WorkCalendar;
  calendarOfReviewer: (accountId: string | null) => WorkCalendar;
};

/** Stages that leave drafts and closed spells out (C7); all others are plain end − start (B8). */
const waiting: readonly AgreementMetric[] = ['pickup', 'first-response', 'review', 'merge-wait'];
/** What goes on after the merge. */
const shipping: readonly AgreementMetric[] = ['merge-to-production', 'lead-time'];

/** What waited, or still waits, on a pull request: nothing before the stage began; one for each request for a review. */
export function readWaits(row: AgreementRow, question: WaitQuestion): AgreementWait[] {
  const { metric } = question;
  return metric === 'review-request'
    ? row.reviewTurns.filter(isOfPeople).map((turn) => readTurn(row, turn, question))
    : readStage(row, metric, question);
}

function readStage(
  row: AgreementRow,
  metric: Exclude<AgreementMetric, 'review-request'>,
  question: WaitQuestion,
): AgreementWait[] {
  const { clock, now } = question;
  const bounds = readStageBounds(row, metric, clock);
  const startAt = metric === 'coding' ? codingStart(row) : bounds.startAt;
  if (startAt === null || startAt > now) {
    return [];
  }
  const finishAt = bounds.finishAt === null ? null : Math.max(bounds.finishAt, startAt);
  const endedAt = finishAt ?? endOfStage(row, metric);
  const pauses = waiting.includes(metric) ? row.pauses : [];
  const calendar = calendarOfStage(row, metric, question);
  const until = endedAt === null ? now : Math.max(endedAt, startAt);
  const seconds =
    (finishAt === null ? null : bounds.seconds) ??
    waitedSeconds({ pauses }, startAt, until, clock, calendar);
  return [
    {
      ...{ id: row.pullRequestId, pullRequestId: row.pullRequestId, authorId: row.authorId },
      ...{ startAt, seconds, reviewerName: null, reviewerId: null },
      state: finishAt === null ? stateOf(endedAt) : 'finished',
    },
  ];
}

/** A first answer is waited for by the hours of those who may give it, all else by the author's (B13). */
function calendarOfStage(
  { authorId, askedIds }: AgreementRow,
  metric: AgreementMetric,
  { calendarOfAuthor, calendarOfPickup = calendarOfAuthor }: WaitQuestion,
): WorkCalendar {
  return metric === 'pickup' || metric === 'first-response'
    ? calendarOfPickup(authorId, askedIds ?? [])
    : calendarOfAuthor(authorId);
}

/** A commit that came after the opening was there from the start. */
function codingStart({ firstCommitAt, readyAt }: AgreementRow): Instant | null {
  const first = instantOrNull(firstCommitAt);
  const ready = instantOrNull(readyAt);
  return first === null || ready === null ? first : Math.min(first, ready);
}

/** When a stage ended that never finished: with the pull request, or for what is to be shipped, when it was closed unmerged. */
function endOfStage(row: AgreementRow, metric: AgreementMetric): Instant | null {
  return shipping.includes(metric) && row.mergedAt !== null ? null : endOfRow(row);
}

const stateOf = (endedAt: Instant | null) => (endedAt === null ? 'open' : 'ended');

function readTurn(
  row: AgreementRow,
  turn: ReviewTurn,
  { clock, now, calendarOfReviewer }: WaitQuestion,
): AgreementWait {
  const startAt = instantOf(turn.requestedAt);
  const endedAt = instantOrNull(turn.endedAt);
  const until = Math.max(endedAt ?? now, startAt);
  const accountId = turn.reviewerKind === 'account' ? turn.reviewerId : turn.answeredById;
  const seconds =
    clock === 'work' ? workSeconds(calendarOfReviewer(accountId), startAt, until) : until - startAt;
  return {
    id: `${row.pullRequestId} ${turn.reviewerName} ${startAt}`,
    ...{ pullRequestId: row.pullRequestId, authorId: row.authorId, startAt, seconds },
    ...{ reviewerName: turn.reviewerName, reviewerId: accountId },
    state: turn.outcome === 'answered' ? 'finished' : stateOf(endedAt),
  };
}

/** Machines that are asked answer at once, or never (B1). */
function isOfPeople({ reviewerName }: ReviewTurn): boolean {
  return !/\[bot\]$|-robot$|-bot$|-ci$|-testing$/iu.test(reviewerName);
}
