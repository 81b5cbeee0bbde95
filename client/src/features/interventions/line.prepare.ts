import type {
  EffectWeek,
  InterventionEffect,
} from '@bellwether/shared/interventions/interventions.schema';
import { addDays } from '@bellwether/shared/time/calendar-day';
import type { Fact, Mark, TrendColumn, TrendModel } from '../../charts/chart.types.ts';
import { formatDay, formatShortDate } from '../../format/date.ts';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { countOrDash, WITHHELD } from '../cycle-time/withheld-words.prepare.ts';

export const partWords = { before: 'Before', rollout: 'Rollout', after: 'After' } as const;

type Line = Pick<InterventionEffect, 'weeks' | 'clock' | 'intervention' | 'windows'>;

/** The weekly medians through the change, which is marked where it began and where it was in place (B0.3, B0.7). */
export function prepareLine({ weeks, clock, intervention, windows }: Line): TrendModel {
  const say = clock === 'work' ? formatWorkDuration : formatDuration;
  const columns = weeks.map((week) => prepareColumn(week, say));
  const top = Math.max(0, ...columns.flatMap(({ median, band }) => [median ?? 0, band?.[1] ?? 0]));
  const yTicks = durationTicks(top);
  return {
    columns,
    marks: marksOf(weeks, intervention, windows),
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: weeks.map(({ from }, index) => ({ index, label: shortDay(from) })),
    columnName: 'week',
    summary: `Weekly medians before and after “${intervention.title}”, from ${formatDay(intervention.startedOn)} on.`,
    table: {
      columns: ['Week', 'Part', 'n', 'Median', 'p75', 'p90'],
      rows: weeks.map((week) => [
        titleOf(week),
        partWords[week.part],
        countOrDash(week.n),
        ...[week.p50, week.p75, week.p90].map((seconds) => (seconds === null ? '–' : say(seconds))),
      ]),
    },
  };
}

export const shortDay = (day: string) => formatShortDate(`${day}T12:00:00Z`, 'UTC');

export function titleOf({ from, to }: Pick<EffectWeek, 'from' | 'to'>): string {
  return `${shortDay(from)} to ${shortDay(addDays(to, -1))}`;
}

function prepareColumn(week: EffectWeek, say: (seconds: number) => string): TrendColumn {
  const fact = (label: string, seconds: number | null): Fact[] =>
    seconds === null ? [] : [{ label, value: say(seconds) }];
  return {
    key: week.from,
    median: week.p50,
    band: week.p75 === null || week.p90 === null ? null : [week.p75, week.p90],
    previous: null,
    isPartial: week.part === 'rollout',
    dots: [],
    readout: {
      title: `${titleOf(week)}, ${partWords[week.part].toLowerCase()}`,
      facts: [
        { label: 'Pull requests', value: countOrDash(week.n) },
        ...fact('Median (p50)', week.p50),
        ...fact('p75', week.p75),
        ...fact('p90', week.p90),
      ],
      note: noteOf(week),
    },
  };
}

function noteOf(week: EffectWeek): string | null {
  if (week.withheld !== null) {
    return WITHHELD;
  }
  if (week.p50 === null) {
    return week.n === 0 ? 'Nothing finished here.' : 'Fewer than 5: too few for a median.';
  }
  return week.part === 'rollout' ? 'The rollout is left out of the comparison.' : null;
}

/** Where the weeks after begin, and where those before end. */
export function marksOf(
  weeks: readonly Pick<EffectWeek, 'from' | 'part'>[],
  { title, startedOn }: InterventionEffect['intervention'],
  windows: InterventionEffect['windows'],
): Mark[] {
  const began = weeks.findIndex(({ part }) => part !== 'before');
  const settled = weeks.findIndex(({ part }) => part === 'after');
  const hasRollout = windows.state === 'compared' && windows.rollout !== null;
  return [
    { position: began - 0.5, label: `${shortDay(startedOn)}: ${title}` },
    ...(hasRollout && settled > began
      ? [{ position: settled - 0.5, label: `${shortDay(weeks[settled]?.from ?? '')}: in place` }]
      : []),
  ].filter(({ position }) => position >= -0.5);
}
