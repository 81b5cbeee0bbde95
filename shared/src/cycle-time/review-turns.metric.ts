import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import type { Instant } from '../time/instant.ts';
import { type DurationFigures, describeDurations } from './duration-figures.metric.ts';

/** One request for a review (B5), its instants in seconds. Shape: `ReviewTurn`. */
export type TurnRow = {
  /** Whose turn it is: an account's or a team's node id, else the name it went by. */
  reviewer: string;
  requestedAt: Instant;
  /** Null: it waits. */
  endedAt: Instant | null;
  outcome: 'answered' | 'removed' | 'closed' | 'open';
};

/** The turns that were answered in a bucket (B0.1), and those that were not: both are heard by the median (B4.5, B5). */
export type TurnFigures = DurationFigures & {
  /** Of `censored`: waited at the close of the bucket. */
  waiting: number;
  /** Of `censored`: taken back, or the pull request ended first, within the bucket. */
  lost: number;
};

/** How long a turn had lasted by an instant, by the clock that was asked for. */
export type MeasureTurn<T extends TurnRow> = (turn: T, until: Instant) => number;

/** One entry per bucket, empty ones too. Nobody has waited longer than until `now`. */
export function summariseTurns<T extends TurnRow>(
  turns: Iterable<T>,
  buckets: readonly Bucket[],
  now: Instant,
  measure: MeasureTurn<T>,
): TurnFigures[] {
  const tallies = buckets.map(emptyTally);
  for (const turn of turns) {
    countEnded(turn, buckets, tallies, measure);
    for (const [index, { to }] of buckets.entries()) {
      if (turn.requestedAt < to && (turn.endedAt === null || turn.endedAt >= to)) {
        const until = Math.max(turn.requestedAt, Math.min(to, now));
        tallies[index]?.waiting.push(measure(turn, until));
      }
    }
  }
  return tallies.map(({ answered, lost, waiting }) => ({
    ...describeDurations(answered, [...lost, ...waiting]),
    ...{ waiting: waiting.length, lost: lost.length },
  }));
}

type Tally = { answered: number[]; lost: number[]; waiting: number[] };

function emptyTally(): Tally {
  return { answered: [], lost: [], waiting: [] };
}

function countEnded<T extends TurnRow>(
  turn: T,
  buckets: readonly Bucket[],
  tallies: readonly Tally[],
  measure: MeasureTurn<T>,
): void {
  if (turn.endedAt !== null) {
    const tally = tallies[bucketIndexOf(buckets, turn.endedAt)];
    const list = turn.outcome === 'answered' ? tally?.answered : tally?.lost;
    list?.push(measure(turn, turn.endedAt));
  }
}

/** The turns of each reviewer, in the order of their first one. */
export function groupByReviewer<T extends TurnRow>(turns: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const turn of turns) {
    const own = groups.get(turn.reviewer);
    if (own === undefined) {
      groups.set(turn.reviewer, [turn]);
    } else {
      own.push(turn);
    }
  }
  return groups;
}
