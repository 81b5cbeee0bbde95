const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
/** Narrow, and keeps the groups of one number on one line. */
const THIN_SPACE = '\u202f';

/** Whole numbers with thin spaces between thousands: `12 340`. */
export function formatCount(value: number): string {
  return counts.format(value).replaceAll(',', THIN_SPACE);
}

/** `1 pull request`, `2 340 pull requests`. */
export function formatCountOf(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/**
 * A ratio in 0..1 as a percentage: `64 %`. One decimal where a whole number would lie,
 * which is below 10 % and just short of 100 %: nothing but all is `100 %`, nothing but none is `0 %`.
 */
export function formatShare(ratio: number): string {
  const percent = ratio * 100;
  if (ratio <= 0 || ratio >= 1) {
    return `${Math.round(percent)}${THIN_SPACE}%`;
  }
  if (percent > 99) {
    return `${(Math.floor(percent * 10) / 10).toFixed(1)}${THIN_SPACE}%`;
  }
  if (percent < 10) {
    return `${Math.max(0.1, Math.round(percent * 10) / 10).toFixed(1)}${THIN_SPACE}%`;
  }
  return `${Math.round(percent)}${THIN_SPACE}%`;
}

/** A rate: `12 a second`, `0.4 a second`. */
export function formatRate(perSecond: number): string {
  const value = perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond);
  return `${value} a second`;
}
