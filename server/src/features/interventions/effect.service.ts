import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { cycleTimeMetrics } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type {
  DurationComparison,
  InterventionEffect,
  InterventionEffectInput,
} from '@bellwether/shared/interventions/interventions.schema';
import { isDurationMetric } from '@bellwether/shared/interventions/interventions.terms';
import { chooseWindows, type Windows } from '@bellwether/shared/interventions/windows.rules';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { dayOf } from '@bellwether/shared/time/calendar-day';
import { formatInstant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import { limitTo } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { findCaveats } from './caveats.service.ts';
import { compareSamples, loadSamples } from './compare.service.ts';
import { readReadings, readRules, readZone } from './foundations.store.ts';
import type { Frame } from './frame.types.ts';
import { loadInterventions, type StoredIntervention } from './interventions.store.ts';
import { compareAllRates, countWeeks, loadEvents } from './rates.service.ts';
import { mayKnow } from './reach.rules.ts';
import { describeWeeks, thinOut, within } from './sides.metric.ts';
import type { StageSample } from './stage-samples.store.ts';
import {
  type Beholder,
  frameOf,
  loadBeholder,
  requireIntervention,
  toIntervention,
} from './visible-interventions.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Before against after: the chosen metric in full, all others beside it, the caveats, and what the numbers stand on. Days are
 * those of the organisation's zone (B0.8).
 * @throws AppError `not_found` also for an intervention that is not theirs to know of
 */
export async function readEffect(
  { db, clock }: Context,
  input: InterventionEffectInput,
  sight: Sight,
  writing: RowScope | null,
): Promise<InterventionEffect> {
  const zone = await readZone(db.pool);
  const beholder = await loadBeholder(db.pool, sight, writing);
  const row = await requireIntervention(db.pool, input.interventionId, beholder);
  const now = clock();
  const windows = chooseWindows(row, dayOf(now.getTime(), zone), input.weeks ?? null);
  const metric = input.metric ?? row.metric;
  const chosen = { metric, clock: input.clock ?? row.clock };
  const frame = await frameOf(db, row, beholder, zone);
  const compared =
    windows.state === 'compared'
      ? await compareAll(frame, row, beholder, windows, { ...chosen, now })
      : NOTHING_YET;
  const readings = await readReadings(
    db.pool,
    limitTo(beholder.visible.repositories, row.repositoryIds),
  );
  return {
    intervention: toIntervention(row, beholder),
    ...{ definitionVersion, now: formatInstant(now), zone, ...chosen, windows, ...compared },
    annotations: [{ on: row.startedOn, text: row.title }],
    basis: {
      metric: rateBasis(metric, readings),
      rates: rateBasis('incident-rate', readings),
    },
  };
}

type Compared = Pick<
  InterventionEffect,
  'outcome' | 'dots' | 'weeks' | 'rateWeeks' | 'durations' | 'rates' | 'caveats'
>;

const NOTHING_YET: Compared = {
  ...{ outcome: null, dots: null, weeks: [], rateWeeks: [], durations: [], rates: [] },
  caveats: [],
};

type Chosen = { metric: InterventionEffect['metric']; clock: Clock; now: Date };

async function compareAll(
  frame: Frame,
  row: StoredIntervention,
  beholder: Beholder,
  windows: Windows,
  { metric, clock, now }: Chosen,
): Promise<Compared> {
  const { durations, own } = await compareEach(frame, windows, metric, clock);
  const events = await loadEvents(frame, windows);
  const rates = compareAllRates(events, windows, frame.zone);
  const weeks = own === null ? [] : describeWeeks(own.samples, windows, frame.zone);
  const rate = rates.find((one) => one.metric === metric);
  const others = (await loadInterventions(frame.db.pool)).filter((one) =>
    mayKnow(one, beholder.visible),
  );
  const rules = await readRules(frame.db.pool);
  const caveats = await findCaveats(frame, {
    ...{ windows, rules, now, own: row, others, clock },
    duration: own === null ? null : { ...own, weeks },
  });
  return {
    outcome: outcomeOf(own?.comparison, rate),
    dots: own === null ? null : dotsOf(own.samples, windows, frame.zone),
    ...{ weeks, rateWeeks: countWeeks(events, windows, frame.zone), durations, rates, caveats },
  };
}

type Own = { metric: CycleTimeMetric; comparison: DurationComparison; samples: StageSample[] };

/** Every duration by the clock, one after the other: the embedded database answers one question at a time. */
async function compareEach(
  frame: Frame,
  windows: Windows,
  chosen: InterventionEffect['metric'],
  clock: Clock,
): Promise<{ durations: DurationComparison[]; own: Own | null }> {
  const durations: DurationComparison[] = [];
  let own: Own | null = null;
  for (const metric of cycleTimeMetrics) {
    const samples = await loadSamples(frame, metric, clock, windows);
    const comparison = compareSamples(samples, windows, frame.zone, { metric, clock });
    durations.push(comparison);
    if (isDurationMetric(chosen) && metric === chosen) {
      own = { metric, comparison, samples };
    }
  }
  return { durations, own };
}

function outcomeOf(
  duration: DurationComparison | undefined,
  rate: InterventionEffect['rates'][number] | undefined,
): InterventionEffect['outcome'] {
  if (duration !== undefined) {
    return { kind: 'duration', comparison: duration };
  }
  return rate === undefined ? null : { kind: 'rate', comparison: rate };
}

/** Null: some of them are people's whom the caller does not see one by one. */
function dotsOf(
  samples: readonly StageSample[],
  windows: Windows,
  zone: string,
): InterventionEffect['dots'] {
  if (samples.some(({ hiddenPerson }) => hiddenPerson !== null)) {
    return null;
  }
  const secondsIn = (window: Windows['before']) =>
    thinOut(within(samples, window, zone).map(({ seconds }) => seconds));
  return { before: secondsIn(windows.before), after: secondsIn(windows.after) };
}
