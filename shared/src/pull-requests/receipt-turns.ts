import { formatDurationExactly, formatHoursExactly } from '../time/format-duration.ts';
import { type Instant, instantOf } from '../time/instant.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep, nameOf } from './receipt-words.ts';
import type { ReviewTurn } from './review-turn.ts';
import { measureSpan } from './stages.ts';

const mostListed = 12;

/** Who was asked for a review, and what came of each request (B5). */
export function explainTurns(reading: PullRequestReading, facts: PullRequestFacts): Receipt {
  const turns = facts.reviewTurns;
  const listed = turns.slice(0, mostListed);
  const more = turns.length - listed.length;
  return {
    metric: 'review-turns',
    label: 'Requests for a review',
    unit: 'count',
    value: turns.length,
    clock: null,
    rule: 'B5',
    steps: [
      ...listed.flatMap((turn) => explainTurn(reading, turn)),
      ...(more === 0 ? [] : [makeStep(null, `${more} more requests`, 'info', 'B5')]),
    ],
    arithmetic: turns.length === 0 ? 'Nobody was asked' : countOutcomes(turns),
    whyNull: null,
  };
}

const outcomeWords: Readonly<Record<ReviewTurn['outcome'], string>> = {
  answered: 'answered',
  removed: 'taken back',
  closed: 'ended with the pull request',
  open: 'waiting',
};

function countOutcomes(turns: readonly ReviewTurn[]): string {
  const outcomes = Object.keys(outcomeWords) as ReviewTurn['outcome'][];
  const counted = outcomes.flatMap((outcome) => {
    const count = turns.filter((turn) => turn.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcomeWords[outcome]}`];
  });
  return `${counted.join(' + ')} = ${turns.length}`;
}

function explainTurn(reading: PullRequestReading, turn: ReviewTurn): ReceiptStep[] {
  const { reviewerName, reviewerKind, outcome } = turn;
  const from = instantOf(turn.requestedAt);
  const whom = reviewerKind === 'team' ? `The team ${reviewerName}` : reviewerName;
  const asked = makeStep(from, `${whom} was asked`, 'start', 'B5');
  if (turn.endedAt === null) {
    return [asked, makeStep(null, `${reviewerName}: ${whyOpen(turn)}`, 'info', 'B5')];
  }
  const to = instantOf(turn.endedAt);
  const text = `${reviewerName}: ${explainEnd(reading, turn)} after ${sayBoth(reading, from, to)}`;
  return [asked, makeStep(to, text, outcome === 'answered' ? 'end' : 'ignored', 'B5')];
}

function explainEnd(reading: PullRequestReading, turn: ReviewTurn): string {
  switch (turn.outcome) {
    case 'answered':
      return turn.reviewerKind === 'team'
        ? `${nameOf(reading, turn.answeredById)} reviewed first of the team`
        : 'reviewed';
    case 'removed':
      return 'the request was taken back';
    default:
      return `the pull request ended first${isUnknownTeam(turn) ? `: ${unknownTeam}` : ''}`;
  }
}

const unknownTeam = 'who belongs to the team is not known here';

function isUnknownTeam({ reviewerKind, reviewerId }: ReviewTurn): boolean {
  return reviewerKind === 'team' && reviewerId === null;
}

function whyOpen(turn: ReviewTurn): string {
  return isUnknownTeam(turn) ? `no answer is known: ${unknownTeam}` : 'no answer yet';
}

/** Waiting time by both clocks, of the author's team; the reviewer's own hours are those of the page on review load. */
function sayBoth(reading: PullRequestReading, from: Instant, to: Instant): string {
  const { wall, work } = measureSpan(reading, { from, to }, reading.spells.pauses);
  return `${formatDurationExactly(wall ?? 0)}, ${formatHoursExactly(work ?? 0)} of it in working hours`;
}
