import { waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import type {
  CycleTimeInput,
  DurationBucket,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { calendarOfPickup, type HoursRules } from '@bellwether/shared/pull-requests/pickup-hours';
import { kaplanMeierMedian } from '@bellwether/shared/stats/kaplan-meier';
import { type Bucket, wholePeriod } from '@bellwether/shared/time/buckets';
import type { Instant } from '@bellwether/shared/time/instant';
import type { Database } from '../../db/open-database.ts';
import {
  assembleBucket,
  needsKaplanMeier,
  pool,
  spreadRunning,
  type Tally,
  tallyBuckets,
} from './duration-buckets.metric.ts';
import { type DurationQuery, loadEndedStages } from './durations.store.ts';
import {
  countRunningStages,
  loadRunningStages,
  type RunningStage,
} from './running-stages.store.ts';

/** With the calendars by which waits are told (B13). */
export type DurationQuestion = Pick<CycleTimeInput, 'metric' | 'clock'> & {
  filter: DurationQuery['choice'];
  now: Instant;
} & HoursRules;

/** One period by buckets, and as a whole. */
export type PeriodDurations = { buckets: DurationBucket[]; whole: DurationBucket };

/**
 * One entry per bucket, empty ones too, and one for all of them pooled; equal to `summariseDurations` over the same facts
 * (C20). All buckets of all periods must follow one another without gaps; no period may be without buckets.
 */
export async function readDurations(
  db: Database,
  question: DurationQuestion,
  periods: readonly (readonly Bucket[])[],
): Promise<PeriodDurations[]> {
  const buckets = periods.flat();
  const query = queryOf(question, periods);
  const [ended, runningCounts] = await Promise.all([
    loadEndedStages(db.pool, query),
    countRunningStages(db.pool, query),
  ]);
  const tallies = tallyBuckets(ended, buckets.length);
  const running = spreadRunning(runningCounts, buckets.length);
  const counted = buckets.map((bucket, index) => ({
    bucket,
    tally: tallies[index] ?? pool([]),
    censored: running[index] ?? 0,
  }));
  let start = 0;
  const wholes = periods.map((period) => {
    const own = counted.slice(start, start + period.length);
    start += period.length;
    return poolPeriod(own);
  });
  const entries = await describe(db, question, query, [...counted, ...wholes]);
  return periods.map((period, index) => {
    const before = periods.slice(0, index).flat().length;
    const whole = entries[buckets.length + index];
    if (whole === undefined) {
      throw new Error('a period has no entry of its own');
    }
    return { buckets: entries.slice(before, before + period.length), whole };
  });
}

/** The question to the database: all buckets of all periods at once. */
export function queryOf(
  { metric, clock, filter }: DurationQuestion,
  periods: readonly (readonly Bucket[])[],
): DurationQuery {
  const buckets = periods.flat();
  const borders = [...buckets.slice(0, 1).map(({ from }) => from), ...buckets.map(({ to }) => to)];
  return { metric, clock, choice: filter, borders };
}

type Counted = { bucket: Bucket; tally: Tally; censored: number };

function poolPeriod(own: readonly Counted[]): Counted {
  const [first, last] = [own.at(0), own.at(-1)];
  return {
    bucket: wholePeriod(first?.bucket.from ?? 0, last?.bucket.to ?? 0),
    tally: pool(own.map(({ tally }) => tally)),
    censored: last?.censored ?? 0,
  };
}

async function describe(
  db: Database,
  question: DurationQuestion,
  query: DurationQuery,
  counted: readonly Counted[],
): Promise<DurationBucket[]> {
  const isCrowded = ({ tally, censored }: Counted) =>
    needsKaplanMeier(question.metric, tally.sorted.length, censored);
  const closes = counted.filter(isCrowded).map(({ bucket }) => bucket.to);
  const stages = closes.length === 0 ? [] : await loadRunningStages(db.pool, query, closes);
  return counted.map((one) => {
    const kaplanMeier = isCrowded(one)
      ? { median: medianWithRunning(one, stages, question) }
      : undefined;
    return assembleBucket(one.bucket, one.tally, one.censored, kaplanMeier, question.now);
  });
}

/** Kaplan–Meier's median of what finished in the bucket and what was under way at its close (B4.5). */
function medianWithRunning(
  { bucket, tally }: Counted,
  stages: readonly RunningStage[],
  question: DurationQuestion,
): number | null {
  const { clock, now } = question;
  const closeAt = bucket.to;
  // A bucket that is still filling closes later: nobody has waited longer than until now.
  const seenUntil = Math.min(closeAt, now);
  const running = stages
    .filter(({ startAt, until }) => startAt < closeAt && (until === null || until >= closeAt))
    .map((stage) => ({
      duration: waitedSeconds(
        stage,
        stage.startAt,
        seenUntil,
        clock,
        calendarOfPickup(question, stage.authorId, stage.askedIds),
      ),
      isFinished: false,
    }));
  const finished = Array.from(tally.sorted, (duration) => ({ duration, isFinished: true }));
  return kaplanMeierMedian([...finished, ...running]);
}
