import { formatCount } from './number.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Keeps a number and its unit on one line. */
const NBSP = '\u00a0';

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const head = `${formatCount(big)}${NBSP}${bigUnit}`;
  return small === 0 ? head : `${head} ${small}${NBSP}${smallUnit}`;
}

/**
 * Seconds as people say them, in at most two units: `45 s`, `12 min`, `4 h 12 min`, `3 d 4 h`, `412 d`.
 * Rounded to the smaller unit that is shown.
 */
export function formatDuration(seconds: number): string {
  if (Math.round(seconds) < MINUTE) {
    return `${Math.round(seconds)}${NBSP}s`;
  }
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) {
    return `${minutes}${NBSP}min`;
  }
  if (minutes < 24 * 60) {
    return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  }
  const hours = Math.round(seconds / HOUR);
  if (hours < 100 * 24) {
    return join(Math.floor(hours / 24), 'd', hours % 24, 'h');
  }
  return `${formatCount(Math.round(seconds / DAY))}${NBSP}d`;
}

/** Working time, where a day is no unit: `45 s`, `12 min`, `30 h 12 min`. */
export function formatWorkDuration(seconds: number): string {
  if (seconds < 24 * HOUR) {
    return formatDuration(seconds);
  }
  const minutes = Math.round(seconds / MINUTE);
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/**
 * One unit for an axis, without a remainder: `30 min`, `6 h`, `2 d`. With the `step` of the axis all its labels are of
 * the step's unit (`24 h`, `36 h`, `48 h`), since in a larger one two of them could read alike.
 */
export function formatTick(seconds: number, step = seconds): string {
  if (seconds === 0) {
    return '0';
  }
  if (step < MINUTE) {
    return `${formatCount(seconds)}${NBSP}s`;
  }
  if (step < HOUR) {
    return `${formatCount(Math.round(seconds / MINUTE))}${NBSP}min`;
  }
  if (step < DAY) {
    return `${formatCount(Math.round(seconds / HOUR))}${NBSP}h`;
  }
  return `${formatCount(Math.round(seconds / DAY))}${NBSP}d`;
}

/** For a table's narrow cells: the same as {@link formatDuration}, an em dash where nothing is known. */
export function formatOptionalDuration(seconds: number | null): string {
  return seconds === null ? '–' : formatDuration(seconds);
}
