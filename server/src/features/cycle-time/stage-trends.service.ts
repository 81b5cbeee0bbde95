import type { CycleTimeInput } from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  type CycleTimeMetric,
  defaultClockOf,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import type {
  Durations,
  StageTrends,
  StageTrendsInput,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { hoursOf } from '@bellwether/shared/pull-requests/pickup-hours';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { queryOf, readDurations } from './durations.service.ts';
import { readPeriod } from './period.rules.ts';
import { tellApart, tellMakers } from './rule-names.rules.ts';
import { loadDefinitions } from './rules-in-force.store.ts';
import { withholdDurations } from './withhold.service.ts';

const stagesOfLife = [
  'coding',
  'pickup',
  'first-response',
  'review',
  'merge-wait',
  'merge-to-production',
] as const satisfies readonly CycleTimeMetric[];

/**
 * Every stage of a change's life by buckets, each by its own clock unless one is asked for (B13).
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readStageTrends(
  app: Pick<AppContext, 'db' | 'clock'>,
  { filter, bucket, clock }: StageTrendsInput,
  sight: Sight,
  zone = 'UTC',
): Promise<StageTrends> {
  const stages: Durations[] = [];
  for (const metric of stagesOfLife) {
    const input = { filter, bucket, metric, clock: clock ?? defaultClockOf(metric) };
    stages.push(await readOneClock(app, input, sight, zone));
  }
  return { zone, now: formatInstant(dateOf(instantOf(app.clock()))), stages };
}

/**
 * One metric by one clock, in the period and the one before.
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readOneClock(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: CycleTimeInput,
  sight: Sight,
  zone = 'UTC',
): Promise<Durations> {
  const filter = await chooseForTotals(db.pool, sight, input.filter);
  const period = readPeriod(input.filter, input.bucket, zone);
  const { rules } = await loadDefinitions(db);
  const now = instantOf(clock());
  const { metric } = input;
  const question = {
    filter,
    metric,
    clock: input.clock,
    now,
    ...hoursOf(rules),
  };
  const periods = [period.previousBuckets, period.buckets];
  const durations = readDurations(db, question, periods);
  const [before, current] = await withholdDurations(
    db,
    sight,
    queryOf(question, periods),
    durations,
    rules.exclusions,
  );
  if (before === undefined || current === undefined) {
    throw new Error('a period has no answer');
  }
  const left = current.whole.excluded;
  return {
    ...{ metric, clock: input.clock, buckets: current.buckets, summary: current.whole },
    previous: { buckets: before.buckets, summary: before.whole },
    apart: tellApart(left, rules.exclusions, seesEverybody(sight)),
    makers: tellMakers(left, rules.exclusions, seesEverybody(sight)),
  };
}
