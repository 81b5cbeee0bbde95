import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import {
  compareDurations,
  describeSide,
} from '@bellwether/shared/interventions/compare-durations.metric';
import type {
  DurationComparison,
  SideOfDurations,
} from '@bellwether/shared/interventions/interventions.schema';
import type { Windows } from '@bellwether/shared/interventions/windows.rules';
import { startOfDay } from '@bellwether/shared/time/local-day';
import type { Frame } from './frame.types.ts';
import { isWithheld, within } from './sides.metric.ts';
import { loadStageSamples, type StageSample } from './stage-samples.store.ts';

/** The samples of all that the windows span, those of the rollout too. */
export async function loadSamples(
  { db, choice, sight, zone }: Frame,
  metric: CycleTimeMetric,
  clock: Clock,
  { before, after }: Pick<Windows, 'before' | 'after'>,
): Promise<StageSample[]> {
  return await loadStageSamples(db.pool, {
    ...{ metric, clock, choice, oneByOne: sight.oneByOne },
    from: startOfDay(before.from, zone),
    to: startOfDay(after.to, zone),
  });
}

/** Before against after; withheld when one of the sides is about one or two people hidden from the caller. */
export function compareSamples(
  samples: readonly StageSample[],
  windows: Pick<Windows, 'before' | 'after'>,
  zone: string,
  { metric, clock }: { metric: CycleTimeMetric; clock: Clock },
): DurationComparison {
  const before = within(samples, windows.before, zone);
  const after = within(samples, windows.after, zone);
  if (isWithheld([before, after])) {
    return { metric, clock, ...WITHHELD };
  }
  const secondsOf = (own: readonly StageSample[]) => own.map(({ seconds }) => seconds);
  return {
    ...{ metric, clock, ...compareDurations(secondsOf(before), secondsOf(after)) },
    withheld: null,
  };
}

const NOBODY: SideOfDurations = { ...describeSide([]), n: null };

const WITHHELD: Omit<DurationComparison, 'metric' | 'clock'> = {
  ...{ before: NOBODY, after: NOBODY, shift: null, test: null },
  verdict: 'not-enough',
  withheld: 'too-few-people',
};
