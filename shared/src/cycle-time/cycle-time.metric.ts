import { calendarOfPickup, type HoursRules } from '../pull-requests/pickup-hours.ts';
import { kaplanMeierMedian } from '../stats/kaplan-meier.ts';
import { mean } from '../stats/mean.ts';
import { medianInterval80 } from '../stats/median-interval.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import { type Bucket, bucketIndexOf, firstBucketClosingAfter } from '../time/buckets.ts';
import { dateOf, formatInstant, type Instant } from '../time/instant.ts';
import { runsUntil, waitedSeconds } from './censored.metric.ts';
import type { DurationBucket } from './cycle-time.schema.ts';
import type { Clock, CycleTimeMetric } from './cycle-time.terms.ts';
import { addExcluded, type Excluded, leftOutAs } from './excluded.metric.ts';
import { type DurationRow, readStageBounds } from './stage-bounds.metric.ts';

export type DurationQuestion = HoursRules & {
  metric: CycleTimeMetric;
  clock: Clock;
  /** A bucket that holds it is still filling. Null: all are over. */
  now: Instant | null;
};

/** Fewer than this many: dots, no percentiles (B0.6). */
export const fewestForPercentiles = 5;
/** A larger censored share makes the median Kaplan–Meier's (B4.5). */
export const largestCensoredShare = 0.1;

/** One entry per bucket: the durations of humans' pull requests whose stage ended in it, in seconds (B0, C20). */
export function summariseDurations(
  rows: Iterable<DurationRow>,
  buckets: readonly Bucket[],
  question: DurationQuestion,
): DurationBucket[] {
  const tallies = buckets.map(emptyTally);
  for (const row of rows) {
    countRow(row, buckets, tallies, question);
  }
  return buckets.map((bucket, index) =>
    summariseTally(bucket, tallies[index] ?? emptyTally(), question),
  );
}

type Running = { row: DurationRow; startAt: Instant };

type Tally = {
  seconds: number[];
  excluded: Excluded;
  running: Running[];
};

function emptyTally(): Tally {
  return { seconds: [], excluded: {}, running: [] };
}

function countRow(
  row: DurationRow,
  buckets: readonly Bucket[],
  tallies: readonly Tally[],
  { metric, clock }: DurationQuestion,
): void {
  const bounds = readStageBounds(row, metric, clock);
  const leftOut = leftOutAs(row);
  if (bounds.seconds !== null && bounds.finishAt !== null) {
    const tally = tallies[bucketIndexOf(buckets, bounds.finishAt)];
    if (leftOut === null) {
      tally?.seconds.push(bounds.seconds);
    } else if (tally !== undefined) {
      addExcluded(tally.excluded, leftOut, 1);
    }
  }
  if (leftOut !== null || bounds.startAt === null) {
    return;
  }
  const until = runsUntil(row, bounds);
  for (
    let index = firstBucketClosingAfter(buckets, bounds.startAt);
    (buckets[index]?.to ?? Number.POSITIVE_INFINITY) <= until && index < buckets.length;
    index += 1
  ) {
    tallies[index]?.running.push({ row, startAt: bounds.startAt });
  }
}

function summariseTally(bucket: Bucket, tally: Tally, question: DurationQuestion): DurationBucket {
  const sorted = ascending(tally.seconds);
  const n = sorted.length;
  const censored = tally.running.length;
  const isEnough = n >= fewestForPercentiles;
  const isKaplanMeier =
    isEnough &&
    (question.metric === 'pickup' || question.metric === 'first-response') &&
    censored > largestCensoredShare * (n + censored);
  const median = isKaplanMeier
    ? medianWithRunning(sorted, tally.running, closeOrNow(bucket, question), question)
    : percentile(sorted, 0.5);
  return {
    start: formatInstant(dateOf(bucket.start)),
    end: formatInstant(dateOf(bucket.to)),
    isPartial: question.now !== null && bucket.from <= question.now && question.now < bucket.to,
    n,
    p50: isEnough ? median : null,
    p75: isEnough ? percentile(sorted, 0.75) : null,
    p90: isEnough ? percentile(sorted, 0.9) : null,
    mean: mean(sorted),
    interval80: isEnough ? medianInterval80(sorted) : null,
    censored,
    isKaplanMeier,
    excluded: tally.excluded,
  };
}

/** A bucket that is still filling closes later: nobody has waited longer than until now. */
function closeOrNow(bucket: Bucket, { now }: DurationQuestion): Instant {
  return now === null ? bucket.to : Math.min(bucket.to, now);
}

function medianWithRunning(
  finished: readonly number[],
  running: readonly Running[],
  closeAt: Instant,
  question: DurationQuestion,
): number | null {
  return kaplanMeierMedian([
    ...finished.map((duration) => ({ duration, isFinished: true })),
    ...running.map(({ row, startAt }) => ({
      duration: waitedSeconds(
        row,
        startAt,
        closeAt,
        question.clock,
        calendarOfPickup(question, row.authorId, row.askedIds ?? []),
      ),
      isFinished: false,
    })),
  ]);
}
