import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';

/** How a clock is named beside its numbers: the label always says which (B13). */
export const clockWords: Readonly<Record<Clock, string>> = {
  wall: 'all hours',
  work: 'working hours',
};

/** `1 d 4 h elapsed`, `6 h 30 min working`. */
export function sayByClock(seconds: number, clock: Clock): string {
  return clock === 'work'
    ? `${formatWorkDuration(seconds)} working`
    : `${formatDuration(seconds)} elapsed`;
}

/** Both at once, elapsed first: `1 d 4 h elapsed · 6 h 30 min working`; null: neither is known. */
export function sayBothClocks(
  clock: Clock,
  seconds: number | null,
  otherSeconds: number | null,
): string | null {
  const other: Clock = clock === 'wall' ? 'work' : 'wall';
  const both: Record<Clock, number | null> = { wall: null, work: null };
  both[clock] = seconds;
  both[other] = otherSeconds;
  const words = (['wall', 'work'] as const).flatMap((one) => {
    const value = both[one];
    return value === null ? [] : [sayByClock(value, one)];
  });
  return words.length === 0 ? null : words.join(' · ');
}
