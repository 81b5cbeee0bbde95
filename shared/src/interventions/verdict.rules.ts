/**
 * What can be said of a difference, by its 95 % interval alone:
 * `clearly-less`, `clearly-more`: the interval leaves no difference out;
 * `about-the-same`: it holds no difference, and nothing larger than a quarter of what was before;
 * `cannot-tell`: it holds no difference, and large ones too;
 * `not-enough`: too few stand on one side to compare at all.
 */
export const verdicts = [
  'clearly-less',
  'clearly-more',
  'about-the-same',
  'cannot-tell',
  'not-enough',
] as const;
export type Verdict = (typeof verdicts)[number];

/** Fewer durations than this on a side are not compared. */
export const fewestDurations = 10;
/** Fewer events than this on both sides together are not compared. */
export const fewestEvents = 5;
/** A difference up to this share of what was before is a small one. */
export const smallShare = 0.25;

/** Of durations: an interval of the shift, beside the median before, all in one unit. */
export function judgeShift(
  counts: { before: number; after: number },
  shift: { low: number; high: number } | null,
  medianBefore: number | null,
): Verdict {
  if (shift === null || Math.min(counts.before, counts.after) < fewestDurations) {
    return 'not-enough';
  }
  if (shift.high < 0) {
    return 'clearly-less';
  }
  if (shift.low > 0) {
    return 'clearly-more';
  }
  const small = smallShare * (medianBefore ?? 0);
  return shift.low >= -small && shift.high <= small ? 'about-the-same' : 'cannot-tell';
}

/** Of rates: an interval of the ratio after : before; `high` null: without an upper bound. */
export function judgeRatio(
  events: number,
  interval: { low: number; high: number | null } | null,
): Verdict {
  if (interval === null || events < fewestEvents) {
    return 'not-enough';
  }
  const high = interval.high ?? Number.POSITIVE_INFINITY;
  if (high < 1) {
    return 'clearly-less';
  }
  if (interval.low > 1) {
    return 'clearly-more';
  }
  return interval.low >= 1 - smallShare && high <= 1 / (1 - smallShare)
    ? 'about-the-same'
    : 'cannot-tell';
}
