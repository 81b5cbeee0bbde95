import type { WeeklyPattern } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import type { HeatModel } from '../../charts/depth.types.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { clockWords } from './clock-words.prepare.ts';
import { sayDuration } from './trend.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

export const weekLayers = ['ready', 'reviewed', 'pickup'] as const;
export type WeekLayer = (typeof weekLayers)[number];

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const longDays = [
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
];
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const columnTicks = [0, 6, 9, 12, 15, 18, 21];

type Cell = WeeklyPattern['cells'][number];

/** Seven days by 24 hours. Of fewer than five a cell says how many, and no median (B0.6). */
export function prepareWeek(week: WeeklyPattern, layer: WeekLayer): HeatModel {
  const most = Math.max(0, ...week.cells.map((cell) => cell[layer] ?? 0));
  const say = sayDuration(week);
  return {
    rows: days,
    columns: hours,
    columnTicks,
    cells: week.cells.map((cell, place) => {
      const value = cell[layer];
      const isNothing = value === null || most === 0 || (layer !== 'pickup' && value === 0);
      return {
        strength: isNothing ? null : value / most,
        readout: {
          title: nameSlot(place),
          facts: [
            { label: 'Became ready', value: countOrDash(cell.ready) },
            { label: 'First reviews', value: countOrDash(cell.reviewed) },
            ...(cell.pickup === null
              ? []
              : [{ label: `Median wait, ${clockWords[week.clock]}`, value: say(cell.pickup) }]),
          ],
          note: noteOf(cell),
        },
      };
    }),
    summary: summarise(week, layer),
    table: {
      columns: ['Hour', 'Became ready', 'First reviews', 'Median wait'],
      rows: week.cells.flatMap((cell, place) =>
        cell.ready === 0 && cell.reviewed === 0
          ? []
          : [
              [
                nameSlot(place),
                countOrDash(cell.ready),
                countOrDash(cell.reviewed),
                cell.pickup === null ? '–' : say(cell.pickup),
              ],
            ],
      ),
    },
  };
}

function nameSlot(place: number): string {
  const hour = place % 24;
  return `${days[Math.floor(place / 24)]}, ${hours[hour]}:00 to ${String(hour + 1).padStart(2, '0')}:00`;
}

function noteOf(cell: Cell): string | null {
  if (cell.ready === null) {
    return WITHHELD;
  }
  return cell.ready > 0 && cell.pickup === null
    ? `${formatCount(cell.pickedUp ?? 0)} of them picked up: too few for a median.`
    : null;
}

/** The strongest day of a layer in words, in one sentence. */
function summarise(week: WeeklyPattern, layer: WeekLayer): string {
  const zone = week.zone.replaceAll('_', ' ');
  if (layer === 'pickup') {
    const slowest = findMost(week.cells.map(({ pickup }) => pickup));
    const say = sayDuration(week);
    return slowest === null
      ? `No hour of the week has five pull requests that were picked up (${zone}).`
      : `What becomes ready ${nameSlot(slowest.place)} waits longest: half of it more than ${say(slowest.value)} (${clockWords[week.clock]}, ${zone}).`;
  }
  const sums = days.map((_, day) =>
    week.cells.slice(day * 24, day * 24 + 24).reduce((sum, cell) => sum + (cell[layer] ?? 0), 0),
  );
  const busiest = findMost(sums);
  const total = week[layer];
  const what = layer === 'ready' ? 'pull request' : 'first review';
  if (total === null) {
    return WITHHELD;
  }
  const verb = layer === 'ready' ? ' became ready' : '';
  return busiest === null || busiest.value === 0
    ? `No ${what} in this period.`
    : `${formatCountOf(total, what)}${verb}, most of them on ${longDays[busiest.place]} (${zone}).`;
}

function findMost(values: readonly (number | null)[]): { place: number; value: number } | null {
  let found: { place: number; value: number } | null = null;
  for (const [place, value] of values.entries()) {
    if (value !== null && (found === null || value > found.value)) {
      found = { place, value };
    }
  }
  return found;
}
