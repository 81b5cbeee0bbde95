import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import {
  findMix,
  findOverlap,
  findStillOpen,
  type Reach,
} from '@bellwether/shared/interventions/caveats.rules';
import { describeSide } from '@bellwether/shared/interventions/compare-durations.metric';
import { findPeak, findTrendBefore } from '@bellwether/shared/interventions/course-caveats.rules';
import type {
  Caveat,
  DurationComparison,
  EffectWeek,
} from '@bellwether/shared/interventions/interventions.schema';
import {
  findLastYear,
  findWorkingDays,
  findYearEnd,
} from '@bellwether/shared/interventions/season-caveats.rules';
import { type Windows, yearEarlier } from '@bellwether/shared/interventions/windows.rules';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { daysBetween } from '@bellwether/shared/time/calendar-day';
import { instantOf } from '@bellwether/shared/time/instant';
import { startOfDay } from '@bellwether/shared/time/local-day';
import { loadSamples } from './compare.service.ts';
import type { Frame } from './frame.types.ts';
import { loadOpenWaits } from './open-waits.store.ts';
import { isWithheld, within } from './sides.metric.ts';
import type { StageSample } from './stage-samples.store.ts';

export type CaveatQuestion = {
  windows: Windows;
  rules: FactRules;
  now: Date;
  own: Reach;
  others: readonly Reach[];
  clock: Clock;
  /** Null: the chosen metric is a rate. */
  duration: {
    metric: CycleTimeMetric;
    comparison: DurationComparison;
    samples: readonly StageSample[];
    weeks: readonly EffectWeek[];
  } | null;
};

/** Why the comparison may say more, or less, than the change did; what is withheld has none of its numbers told here either. */
export async function findCaveats(frame: Frame, question: CaveatQuestion): Promise<Caveat[]> {
  const { windows, rules, own, others, duration } = question;
  const always = [
    findOverlap(own, others, windows),
    findWorkingDays(rules.calendar, windows.before, windows.after),
    findYearEnd(windows.before, windows.after),
  ];
  const ofDuration =
    duration === null || duration.comparison.withheld !== null
      ? []
      : [
          ...courseOf(question.windows, duration),
          mixOf(duration.samples, windows, frame.zone),
          await lastYearOf(frame, question, duration.metric),
          ...(await stillOpenOf(frame, question, duration)),
        ];
  return [...ofDuration, ...always].filter((caveat) => caveat !== null);
}

type Duration = NonNullable<CaveatQuestion['duration']>;

function courseOf(windows: Windows, { comparison, weeks }: Duration): (Caveat | null)[] {
  const shift = comparison.shift?.shift ?? null;
  const before = weeks.filter(({ part }) => part === 'before');
  const apart = daysBetween(windows.before.from, windows.after.from) / 7;
  const isClear = comparison.verdict === 'clearly-less' || comparison.verdict === 'clearly-more';
  return isClear ? [findTrendBefore(before, shift, apart), findPeak(before, shift)] : [];
}

function mixOf(samples: readonly StageSample[], windows: Windows, zone: string): Caveat | null {
  const kinded = (all: readonly StageSample[]) =>
    all.map(({ repositoryId, sizeClass, seconds }) => ({
      kind: `${repositoryId} ${sizeClass}`,
      seconds,
    }));
  const before = within(samples, windows.before, zone);
  const after = within(samples, windows.after, zone);
  return findMix(kinded(before), kinded(after), 'size and repository');
}

async function lastYearOf(
  frame: Frame,
  { windows, clock }: CaveatQuestion,
  metric: CycleTimeMetric,
): Promise<Caveat | null> {
  const [before, after] = [yearEarlier(windows.before), yearEarlier(windows.after)];
  const samples = await loadSamples(frame, metric, clock, { before, after });
  const sides = [within(samples, before, frame.zone), within(samples, after, frame.zone)] as const;
  if (isWithheld(sides)) {
    return null;
  }
  const [early, late] = sides.map((side) => describeSide(side.map(({ seconds }) => seconds)));
  return early === undefined || late === undefined ? null : findLastYear(early, late);
}

/**
 * For waiting for an answer alone: what is not answered is not among the durations. How much that is, is withheld where one or
 * two people hidden from the caller stand behind it.
 */
async function stillOpenOf(
  frame: Frame,
  { windows, clock, rules, now }: CaveatQuestion,
  { metric, samples }: Duration,
): Promise<(Caveat | null)[]> {
  if (metric !== 'pickup' && metric !== 'first-response') {
    return [];
  }
  const found: (Caveat | null)[] = [];
  for (const side of ['before', 'after'] as const) {
    const closeAt = Math.min(startOfDay(windows[side].to, frame.zone), instantOf(now));
    const open = await loadOpenWaits(frame.db.pool, metric, frame.choice, closeAt, {
      ...{ clock, rules, oneByOne: frame.sight.oneByOne },
    });
    const finished = within(samples, windows[side], frame.zone).map(({ seconds }) => seconds);
    const told = isWithheld([open]) ? null : open.map(({ seconds }) => seconds);
    found.push(findStillOpen({ metric, side }, finished, told));
  }
  return found;
}
