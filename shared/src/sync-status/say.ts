const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const THIN_SPACE = '\u202f';
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `2 340` */
export function sayCount(count: number): string {
  return counts.format(count).replaceAll(',', THIN_SPACE);
}

/** `1 pull request`, `2 340 pull requests` */
export function sayCountOf(count: number, one: string): string {
  return `${sayCount(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** One unit, rounded down: `12 minutes`, `3 hours`; under a minute `less than a minute`. */
export function sayAge(ms: number): string {
  const unit = units.find(([, length]) => ms >= length);
  return unit === undefined ? 'less than a minute' : sayCountOf(Math.floor(ms / unit[1]), unit[0]);
}
