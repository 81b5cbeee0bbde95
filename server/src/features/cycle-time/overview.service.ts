import type {
  CycleTimeInput,
  CycleTimeOverview,
  DurationBucket,
  DurationSummary,
  StageMeans,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import type { AppContext } from '../../app-context.ts';
import { readAnnotations } from './annotations.service.ts';
import { rateDataQuality } from './data-quality.metric.ts';
import { loadStreamStates } from './data-quality.store.ts';
import { readDurations } from './durations.service.ts';
import { type Period, readPeriod } from './period.rules.ts';
import { poolStageMeans } from './stage-means.metric.ts';
import { sumStages } from './stage-means.store.ts';

/**
 * The metric per bucket and over the whole period, the same for the period before, the stages, and what stands behind
 * it all. `zone` cuts days, weeks and months.
 * @throws AppError `invalid_input` when the period has too many buckets.
 */
export async function readOverview(
  app: Pick<AppContext, 'db' | 'clock' | 'sample'>,
  input: CycleTimeInput,
  zone = 'UTC',
): Promise<CycleTimeOverview> {
  const { filter, metric } = input;
  const now = instantOf(app.clock());
  const period = readPeriod(filter, input.bucket, zone);
  const [durations, stages, streams, annotations] = await Promise.all([
    readBothPeriods(app, input, period, now),
    readStages(app, input, period),
    loadStreamStates(app.db.pool, filter.repositories),
    readAnnotations(app, filter),
  ]);
  return {
    definitionVersion,
    zone,
    now: formatInstant(dateOf(now)),
    metric,
    clock: metric === 'pickup' ? input.clock : 'wall',
    bucketedBy: durationTerms[metric].bucketedBy,
    rule: durationTerms[metric].rule,
    ...durations,
    ...stages,
    annotations,
    quality: rateDataQuality(streams),
  };
}

async function readBothPeriods(
  { db }: Pick<AppContext, 'db'>,
  { filter, metric, clock }: CycleTimeInput,
  period: Period,
  now: number,
): Promise<Pick<CycleTimeOverview, 'buckets' | 'summary' | 'previous'>> {
  const { from, previousFrom, previousBuckets } = period;
  const question = { filter, metric, clock, now, calendar: defaultWorkCalendar };
  const [before, current] = await readDurations(db, question, [previousBuckets, period.buckets]);
  return {
    buckets: current?.buckets ?? [],
    summary: toSummary(current?.whole),
    previous: {
      from: formatInstant(dateOf(previousFrom)),
      to: formatInstant(dateOf(from)),
      buckets: before?.buckets ?? [],
      summary: toSummary(before?.whole),
    },
  };
}

function toSummary(whole: DurationBucket | undefined): DurationSummary {
  if (whole === undefined) {
    throw new Error('a period has no entry of its own');
  }
  const { isPartial: _, ...summary } = whole;
  return summary;
}

async function readStages(
  { db }: Pick<AppContext, 'db'>,
  { filter }: CycleTimeInput,
  { from, to, previousFrom, buckets }: Period,
): Promise<{
  stages: StageMeans[];
  stagesSummary: StageMeans;
  stagesPrevious: StageMeans;
}> {
  // Bucket 0 is the whole period before.
  const sums = await sumStages(db.pool, filter, [
    previousFrom,
    ...buckets.map((bucket) => bucket.from),
    to,
  ]);
  const inPeriod = sums.filter(({ bucket }) => bucket > 0);
  return {
    stages: buckets.map(({ start }, index) =>
      poolStageMeans(
        start,
        sums.filter(({ bucket }) => bucket === index + 1),
      ),
    ),
    stagesSummary: poolStageMeans(from, inPeriod),
    stagesPrevious: poolStageMeans(
      previousFrom,
      sums.filter(({ bucket }) => bucket === 0),
    ),
  };
}
