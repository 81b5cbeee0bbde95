/** Read again, in case GitHub's lists run behind its clock. */
const OVERLAP_MS = 10 * 60_000;

/** Everything last updated before this is stored already, or not wanted. Null: all of it is to be read. */
export function stopBefore(watermarkAt: Date | null, historyFrom: Date | null): Date | null {
  const candidates = [
    watermarkAt === null ? null : watermarkAt.getTime() - OVERLAP_MS,
    historyFrom === null ? null : historyFrom.getTime(),
  ].filter((instant) => instant !== null);
  return candidates.length === 0 ? null : new Date(Math.max(...candidates));
}

export function isBefore(instant: Date, bound: Date | null): boolean {
  return bound !== null && instant.getTime() < bound.getTime();
}
