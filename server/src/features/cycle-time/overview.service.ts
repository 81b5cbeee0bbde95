import type {
  CycleTimeInput,
  CycleTimeOverview,
  DataQuality,
  DurationSummary,
  ShownBucket,
  ShownStageMeans,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { hoursOf } from '@bellwether/shared/pull-requests/pickup-hours';
import { metricStreams } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import { limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';
import { readAnnotations } from './annotations.service.ts';
import { rateDataQuality } from './data-quality.metric.ts';
import { countDeployments } from './data-quality.store.ts';
import { queryOf, readDurations } from './durations.service.ts';
import { readReadings } from './foundations.store.ts';
import { type Period, readPeriod } from './period.rules.ts';
import { loadDefinitions } from './rules-in-force.store.ts';
import { poolStageMeans } from './stage-means.metric.ts';
import { sumStages } from './stage-means.store.ts';
import { showStages, withholdDurations, withholdMerged } from './withhold.service.ts';

/**
 * The metric per bucket and over the whole period, the same for the period before, the stages, and what stands behind
 * it all. `zone` cuts days, weeks and months.
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readOverview(
  app: Pick<AppContext, 'db' | 'clock' | 'sample'>,
  input: CycleTimeInput,
  sight: Sight,
  zone = 'UTC',
): Promise<CycleTimeOverview> {
  const { filter, metric } = input;
  const choice = await chooseForTotals(app.db.pool, sight, filter);
  const visible = await loadVisibleRepositories(app.db.pool, sight.scope);
  const repositories = limitTo(visible, filter.repositories);
  const now = instantOf(app.clock());
  const period = readPeriod(filter, input.bucket, zone);
  const [durations, stages, quality, annotations] = await Promise.all([
    readBothPeriods(app, input, choice, sight, period, now),
    readStages(app, input.clock, choice, sight, period),
    readQuality(app, metric, repositories),
    readAnnotations(app, filter, repositories, sight),
  ]);
  return {
    definitionVersion,
    zone,
    now: formatInstant(dateOf(now)),
    metric,
    clock: input.clock,
    bucketedBy: durationTerms[metric].bucketedBy,
    rule: durationTerms[metric].rule,
    ...durations,
    ...stages,
    annotations,
    quality,
  };
}

/** Deployments are counted only for a metric that stands on them. */
async function readQuality(
  { db }: Pick<AppContext, 'db'>,
  metric: CycleTimeInput['metric'],
  repositories: readonly string[] | null,
): Promise<DataQuality> {
  const readings = await readReadings(db.pool, repositories);
  const needsDeployments = (metricStreams[metric] as readonly string[]).includes('deployments');
  const deployments = needsDeployments ? await countDeployments(db.pool, repositories) : undefined;
  return rateDataQuality(readings, metric, deployments);
}

async function readBothPeriods(
  { db }: Pick<AppContext, 'db'>,
  { metric, clock }: CycleTimeInput,
  filter: PullRequestChoice,
  sight: Sight,
  period: Period,
  now: number,
): Promise<Pick<CycleTimeOverview, 'buckets' | 'summary' | 'previous'>> {
  const { from, previousFrom, previousBuckets } = period;
  const { rules } = await loadDefinitions(db);
  const question = { filter, metric, clock, now, ...hoursOf(rules) };
  const periods = [previousBuckets, period.buckets];
  const durations = readDurations(db, question, periods);
  const query = queryOf(question, periods);
  const [before, current] = await withholdDurations(db, sight, query, durations, rules.exclusions);
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

function toSummary(whole: ShownBucket | undefined): DurationSummary {
  if (whole === undefined) {
    throw new Error('a period has no entry of its own');
  }
  const { isPartial: _, ...summary } = whole;
  return summary;
}

async function readStages(
  { db }: Pick<AppContext, 'db'>,
  clock: Clock,
  choice: PullRequestChoice,
  sight: Sight,
  { from, to, previousFrom, buckets }: Period,
): Promise<{
  stages: ShownStageMeans[];
  stagesSummary: ShownStageMeans;
  stagesPrevious: ShownStageMeans;
}> {
  // Bucket 0 is the whole period before.
  const borders = [previousFrom, ...buckets.map((bucket) => bucket.from), to];
  const [sums, { previous, current }] = await Promise.all([
    sumStages(db.pool, clock, choice, borders),
    withholdMerged(db, sight, 'stages', choice, borders),
  ]);
  const inPeriod = sums.filter(({ bucket }) => bucket > 0);
  return {
    stages: buckets.map(({ start }, index) => {
      const own = sums.filter(({ bucket }) => bucket === index + 1);
      return showStages(poolStageMeans(start, own), current.cells[index] ?? true);
    }),
    stagesSummary: showStages(poolStageMeans(from, inPeriod), current.whole),
    stagesPrevious: showStages(
      poolStageMeans(
        previousFrom,
        sums.filter(({ bucket }) => bucket === 0),
      ),
      previous.whole,
    ),
  };
}
