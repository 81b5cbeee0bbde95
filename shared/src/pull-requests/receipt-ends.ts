import type { Instant } from '../time/instant.ts';
import type { ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { commitUrl, makeStep, nameOf, reviewUrl, sayEvent, sayReview } from './receipt-words.ts';

export type StageEnd =
  | 'first_commit'
  | 'opened'
  | 'ready'
  | 'asked'
  | 'first_review'
  | 'first_response'
  | 'final_approval'
  | 'merged'
  | 'deployed';

type Effect = 'start' | 'end';

type Describe = (reading: PullRequestReading, effect: Effect) => ReceiptStep | null;

/** The event that a stage starts or ends with, in words; null while it has not happened. */
export function explainEnd(
  reading: PullRequestReading,
  end: StageEnd,
  effect: Effect,
): ReceiptStep | null {
  return describers[end](reading, effect);
}

const describers: Readonly<Record<StageEnd, Describe>> = {
  first_commit: (reading, effect) => {
    const { firstCommit, firstCommitAt } = reading.first;
    return firstCommit === null
      ? null
      : makeStep(
          firstCommitAt,
          `First commit ${firstCommit.sha.slice(0, 8)}, by its author date`,
          effect,
          'B3',
          commitUrl(reading, firstCommit.sha),
        );
  },
  opened: (reading, effect) =>
    makeStep(reading.createdAt, sayOpened(reading), effect, 'B8', urlOf(reading)),
  ready: explainReady,
  asked: explainAsked,
  first_review: (reading, effect) => {
    const [act] = reading.countingActs;
    return act === undefined
      ? null
      : makeStep(act.at, sayReview(reading, act), effect, 'B4', reviewUrl(reading, act));
  },
  first_response: explainFirstResponse,
  final_approval: (reading, effect) => {
    const act = reading.approvals.finalApproval;
    return act === null
      ? null
      : makeStep(
          act.at,
          `${sayReview(reading, act)}: the last approval in force`,
          effect,
          'B7',
          reviewUrl(reading, act),
        );
  },
  merged: (reading, effect) =>
    explainEvent(
      reading,
      reading.mergedAt,
      'merged',
      effect,
      'Merged',
      (name) => `${name} merged it`,
    ),
  deployed: (reading, effect) =>
    reading.deployedAt === null
      ? null
      : makeStep(
          reading.deployedAt,
          'The first production deployment that contains it finished',
          effect,
          'B9',
        ),
};

function explainReady(reading: PullRequestReading, effect: Effect): ReceiptStep | null {
  const { readyAt, beganAsDraft } = reading.spells;
  if (readyAt === null) {
    return null;
  }
  if (!beganAsDraft) {
    const text = `${sayOpened(reading)}, ready for review`;
    return makeStep(readyAt, text, effect, 'B2', urlOf(reading));
  }
  return explainEvent(
    reading,
    readyAt,
    'ready_for_review',
    effect,
    'Made ready for review',
    (name) => `${name} made it ready for review`,
  );
}

const askedWords = {
  requested: 'A review was asked for',
  pushed:
    'The last commit before the first review: nobody was asked after it, so it counts as the request',
} as const;

/** The later of ready and the request for a review, where that is what first reviews are waited for from (B4.6). */
function explainAsked(reading: PullRequestReading, effect: Effect): ReceiptStep | null {
  const { at, why } = reading.pickupStart;
  return why === 'ready'
    ? explainReady(reading, effect)
    : makeStep(at, askedWords[why], effect, 'B4.6', urlOf(reading));
}

function explainFirstResponse(reading: PullRequestReading, effect: Effect): ReceiptStep | null {
  const [comment] = reading.countingComments;
  const isComment = comment !== undefined && comment.at !== reading.firstReviewAt;
  if (!isComment || comment.at !== reading.firstResponseAt) {
    return describers.first_review(reading, effect);
  }
  const text = `${nameOf(reading, comment.authorId)} commented in the conversation`;
  return makeStep(comment.at, text, effect, 'B4', urlOf(reading));
}

function explainEvent(
  reading: PullRequestReading,
  at: Instant | null,
  kind: string,
  effect: Effect,
  without: string,
  withActor: (name: string) => string,
): ReceiptStep | null {
  if (at === null) {
    return null;
  }
  const rule = kind === 'merged' ? 'B8' : 'B2';
  const text = sayEvent(reading, kind, at, { withActor, without });
  return makeStep(at, text, effect, rule, urlOf(reading));
}

function sayOpened(reading: PullRequestReading): string {
  return `${nameOf(reading, reading.history.pullRequest.authorId)} opened it`;
}

function urlOf(reading: PullRequestReading): string {
  return reading.history.pullRequest.url;
}
