import { waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import type {
  CycleTimeInput,
  DurationBucket,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { kaplanMeierMedian } from '@bellwether/shared/stats/kaplan-meier';
import type { Bucket } from '@bellwether/shared/time/buckets';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { WorkCalendar } from '@bellwether/shared/time/work-calendar';
import type { Database } from '../../db/open-database.ts';
import { assembleBucket, needsKaplanMeier, spreadRunning } from './duration-buckets.metric.ts';
import { type DurationQuery, loadDurations, tallyDurations } from './durations.store.ts';
import { countRunningStages, loadRunningStages } from './running-stages.store.ts';

export type DurationQuestion = Pick<CycleTimeInput, 'metric' | 'clock'> & {
  filter: DurationQuery['choice'];
  now: Instant;
  calendar: WorkCalendar;
};

/**
 * One entry per bucket, empty ones too, equal to `summariseDurations` over the same facts (C20). `buckets` must follow
 * one another without gaps.
 */
export async function readDurations(
  db: Database,
  question: DurationQuestion,
  buckets: readonly Bucket[],
): Promise<DurationBucket[]> {
  const { metric, clock, filter } = question;
  const borders = [...buckets.slice(0, 1).map(({ from }) => from), ...buckets.map(({ to }) => to)];
  const query: DurationQuery = { metric, clock, choice: filter, borders };
  const tallies = new Map(
    (await tallyDurations(db.pool, query)).map((tally) => [tally.bucket, tally]),
  );
  const running = spreadRunning(await countRunningStages(db.pool, query), buckets.length);
  const crowded = buckets.flatMap((_, index) =>
    needsKaplanMeier(metric, tallies.get(index)?.n ?? 0, running[index] ?? 0) ? [index] : [],
  );
  const medians = await readMediansWithRunning(db, question, query, crowded);
  return buckets.map((bucket, index) => {
    const median = medians.get(index);
    const kaplanMeier = median === undefined ? undefined : { median };
    return assembleBucket(
      bucket,
      tallies.get(index),
      running[index] ?? 0,
      kaplanMeier,
      question.now,
    );
  });
}

/** Kaplan–Meier's median of the buckets named: what finished in each, and what was under way at its close (B4.5). */
async function readMediansWithRunning(
  db: Database,
  { clock, calendar, now }: DurationQuestion,
  query: DurationQuery,
  buckets: readonly number[],
): Promise<Map<number, number | null>> {
  if (buckets.length === 0) {
    return new Map();
  }
  const closeOf = (bucket: number) => query.borders[bucket + 1] ?? 0;
  const finished = await loadDurations(db.pool, query, buckets);
  const stages = await loadRunningStages(db.pool, query, buckets.map(closeOf));
  const watched = stages.map((stage) => ({
    ...stage,
    pauses: stage.pauses.map(({ from, to }) => ({
      from: dateOf(from),
      to: to === null ? null : dateOf(to),
    })),
  }));
  return new Map(
    buckets.map((bucket) => {
      const closeAt = closeOf(bucket);
      const running = watched
        .filter(({ startAt, until }) => startAt < closeAt && (until === null || until >= closeAt))
        .map((stage) => ({
          // A bucket that is still filling closes later: nobody has waited longer than until now.
          duration: waitedSeconds(stage, stage.startAt, Math.min(closeAt, now), clock, calendar),
          isFinished: false,
        }));
      const ended = (finished.get(bucket) ?? []).map((duration) => ({
        duration,
        isFinished: true,
      }));
      return [bucket, kaplanMeierMedian([...ended, ...running])];
    }),
  );
}
