import type {
  DurationComparison,
  InterventionEffect,
  SideOfDurations,
} from '@bellwether/shared/interventions/interventions.schema';
import type { SpreadModel, SpreadRow } from '../../charts/spread.types.ts';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { logDurationTicks } from '../../format/duration-ticks.ts';
import { formatCount } from '../../format/number.ts';
import { sayOutcome } from './verdict-words.prepare.ts';

/** Seconds: what took less is drawn at the edge, since a logarithmic axis has no zero. */
const SHORTEST = 60;

type Dots = InterventionEffect['dots'];

/**
 * Two rows over one logarithmic axis: each single duration as a dot (`dots` null: none may be told apart), the middle half as
 * a box, the median as a line with its 80 % interval.
 */
export function prepareSpread(comparison: DurationComparison, dots: Dots): SpreadModel {
  const { before, after, clock } = comparison;
  const say = clock === 'work' ? formatWorkDuration : formatDuration;
  const values = [
    ...(dots?.before ?? []),
    ...(dots?.after ?? []),
    ...[before, after].flatMap((side) => [side.p25, side.p90]),
  ].filter((value) => value !== null);
  const least = Math.min(...(values.length === 0 ? [SHORTEST] : values));
  const ticks = logDurationTicks(Math.max(SHORTEST, least), Math.max(SHORTEST, ...values));
  const [low, high] = [ticks[0]?.value ?? 1, ticks.at(-1)?.value ?? 10];
  const place = (seconds: number) =>
    (Math.log(Math.max(seconds, low)) - Math.log(low)) / (Math.log(high) - Math.log(low));
  return {
    rows: [
      prepareRow('Before', before, dots?.before ?? [], place, say),
      prepareRow('After', after, dots?.after ?? [], place, say),
    ],
    ticks: ticks.map(({ value, label }, index) => ({
      value: place(value),
      label: index === 0 && least < value ? `≤ ${label}` : label,
    })),
    summary: `${sayOutcome({ kind: 'duration', comparison })}.`,
    table: {
      columns: ['Side', 'n', 'p25', 'Median', '80 % interval', 'p75', 'p90'],
      rows: [tableRow('Before', before, say), tableRow('After', after, say)],
    },
  };
}

type Say = (seconds: number) => string;

function prepareRow(
  label: string,
  side: SideOfDurations,
  dots: readonly number[],
  place: (seconds: number) => number,
  say: Say,
): SpreadRow {
  const { n, p25, p50, p75, interval80 } = side;
  const median = p50 === null ? 'too few for a median' : `median ${say(p50)}`;
  return {
    label,
    words: n === null ? 'withheld' : `${median} · n = ${formatCount(n)}`,
    isAfter: label === 'After',
    dots: dots.map((seconds, index) => ({ x: place(seconds), y: jitter(index) })),
    box: p25 === null || p75 === null ? null : [place(p25), place(p75)],
    median: p50 === null ? null : place(p50),
    interval: interval80 === null ? null : [place(interval80[0]), place(interval80[1])],
  };
}

const GOLDEN = 0.618_033_988_75;

/** Spreads dots over the height of their row, evenly and each time alike: 0..1. */
function jitter(index: number): number {
  return (index * GOLDEN) % 1;
}

function tableRow(label: string, side: SideOfDurations, say: Say): string[] {
  const cell = (seconds: number | null) => (seconds === null ? '–' : say(seconds));
  const { n, p25, p50, p75, p90, interval80 } = side;
  const interval = interval80 === null ? '–' : `${say(interval80[0])} – ${say(interval80[1])}`;
  return [
    label,
    n === null ? '–' : formatCount(n),
    ...[cell(p25), cell(p50), interval, cell(p75), cell(p90)],
  ];
}
