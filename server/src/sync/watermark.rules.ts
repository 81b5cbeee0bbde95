/** Read again, in case GitHub's lists run behind its clock. */
const OVERLAP_MS = 10 * 60_000;

/** Deployments are listed by creation while their statuses still change: younger ones are read again. */
const STATUS_GRACE_MS = 7 * 86_400_000;

/** Everything last updated before this is stored already, or not wanted. Null: all of it is to be read. */
export function stopBefore(watermarkAt: Date | null, historyFrom: Date | null): Date | null {
  return boundOf(watermarkAt, OVERLAP_MS, historyFrom);
}

/** Every deployment created before this is stored with its last status, or not wanted. Null: all are to be read. */
export function settledBefore(watermarkAt: Date | null, historyFrom: Date | null): Date | null {
  return boundOf(watermarkAt, STATUS_GRACE_MS, historyFrom);
}

function boundOf(watermarkAt: Date | null, backMs: number, historyFrom: Date | null): Date | null {
  const bounds = [
    ...(watermarkAt === null ? [] : [watermarkAt.getTime() - backMs]),
    ...(historyFrom === null ? [] : [historyFrom.getTime()]),
  ];
  return bounds.length === 0 ? null : new Date(Math.max(...bounds));
}

export function isBefore(instant: Date, bound: Date | null): boolean {
  return bound !== null && instant.getTime() < bound.getTime();
}
