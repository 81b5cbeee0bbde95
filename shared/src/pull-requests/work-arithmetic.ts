import { formatHoursExactly } from '../time/format-duration.ts';
import { dateOf, type Instant, type Span } from '../time/instant.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';

const DAY = 86_400;
/** Up to so many stretches are spelled out one by one. */
const mostSpelled = 6;

/**
 * How working time adds up, to be checked by hand, in the zone's own clock: `Fri 14:00–17:00 3 h + Mon 09:00–10:30 1 h 30 min =
 * 4 h 30 min`. Of many stretches the first and the last are spelled out, and those between them counted by their length.
 */
export function spellWork(spans: readonly Span[], timeZone: string, total: number): string {
  if (spans.length === 0) {
    return total === 0 ? 'No working hours in between: 0 s' : formatHoursExactly(total);
  }
  const [first, last] = [spans[0], spans.at(-1)];
  const isLong = first !== undefined && last !== undefined && last.to - first.from > 6 * DAY;
  const spell = (span: Span) => spellSpan(span, timeZone, isLong);
  const addends =
    spans.length <= mostSpelled
      ? spans.map(spell)
      : [
          ...spans.slice(0, 1).map(spell),
          ...countLengths(spans.slice(1, -1)),
          ...spans.slice(-1).map(spell),
        ];
  return `${addends.join(' + ')} = ${formatHoursExactly(total)}`;
}

/** `Fri 14:00–17:00 3 h`, with the day of the month when `withDate`. */
function spellSpan({ from, to }: Span, timeZone: string, withDate: boolean): string {
  const day = withDate ? localDate(from, timeZone) : localWeekday(from, timeZone);
  // The midnight that ends a day is written as its 24th hour.
  const end = localClock(to, timeZone);
  const shown = end === '00:00' ? '24:00' : end;
  return `${day} ${localClock(from, timeZone)}–${shown} ${formatHoursExactly(to - from)}`;
}

/** `12 × 8 h`, the most frequent length first. */
function countLengths(spans: readonly Span[]): string[] {
  const counts = new Map<number, number>();
  for (const { from, to } of spans) {
    counts.set(to - from, (counts.get(to - from) ?? 0) + 1);
  }
  return [...counts]
    .sort(([lengthA, a], [lengthB, b]) => b - a || lengthB - lengthA)
    .map(([length, count]) =>
      count === 1 ? formatHoursExactly(length) : `${count} × ${formatHoursExactly(length)}`,
    );
}

function toLocal(instant: Instant, timeZone: string): Date {
  return dateOf(instant + zoneOffsets(timeZone).at(instant));
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function localWeekday(instant: Instant, timeZone: string): string {
  return weekdays[toLocal(instant, timeZone).getUTCDay()] ?? '';
}

function localDate(instant: Instant, timeZone: string): string {
  const local = toLocal(instant, timeZone);
  const month = months[local.getUTCMonth()] ?? '';
  return `${localWeekday(instant, timeZone)} ${local.getUTCDate()} ${month}`;
}

/** `14:00`; with seconds where there are any. */
function localClock(instant: Instant, timeZone: string): string {
  const text = toLocal(instant, timeZone).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}
