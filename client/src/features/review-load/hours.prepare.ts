import type { ReviewPatterns } from '@bellwether/shared/review-load/review-load.schema';
import type { HeatModel } from '../../charts/depth.types.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** When reviews are done, by weekday and hour of the reviewer's own clock. */
export function prepareHours(week: NonNullable<ReviewPatterns['hours']>): HeatModel {
  const most = Math.max(1, ...week.flat());
  const total = week.flat().reduce((sum, count) => sum + count, 0);
  return {
    rows: days,
    columns: hours,
    columnTicks: [0, 6, 12, 18],
    cells: days.flatMap((day, row) =>
      hours.map((hour, column) => {
        const count = week[row]?.[column] ?? 0;
        return {
          strength: count === 0 ? null : count / most,
          readout: {
            title: `${day}, ${hour}`,
            facts: [{ label: 'Reviews', value: formatCount(count) }],
            note: null,
          },
        };
      }),
    ),
    summary: summarise(week, total),
    table: {
      columns: ['Day', ...hours],
      rows: days.map((day, row) => [
        day,
        ...hours.map((_, column) => formatCount(week[row]?.[column] ?? 0)),
      ]),
    },
  };
}

/** Outside Monday to Friday, 08:00 to 18:00. */
function summarise(week: readonly (readonly number[])[], total: number): string {
  const late = week.reduce(
    (sum, day, index) =>
      sum +
      day.reduce(
        (inner, count, hour) => (index > 4 || hour < 8 || hour >= 18 ? inner + count : inner),
        0,
      ),
    0,
  );
  return `${formatCountOf(total, 'review')}, ${formatCount(late)} of them at the weekend or outside 08:00 to 18:00.`;
}
