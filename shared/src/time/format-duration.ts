const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Working time to the second, where a day is no unit: `30 h 12 min`. */
export function formatHoursExactly(seconds: number): string {
  return formatIn(units.slice(1), seconds);
}

/** A duration to the second, for sums that people check: `1 d 3 h 1 min 9 s`. */
export function formatDurationExactly(seconds: number): string {
  return formatIn(units, seconds);
}

function formatIn(
  among: readonly (readonly [name: string, length: number])[],
  seconds: number,
): string {
  const parts: string[] = [];
  let rest = Math.round(seconds);
  for (const [name, length] of among) {
    const count = Math.floor(rest / length);
    if (count > 0) {
      parts.push(`${count} ${name}`);
    }
    rest -= count * length;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
