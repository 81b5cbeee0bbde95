import type { HistoryMonths } from './connections.schema.ts';

/** The first instant that is read: midnight UTC, that many calendar months before today. Null: all history. */
export function historyFrom(months: HistoryMonths, now: Date): Date | null {
  if (months === null) {
    return null;
  }
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth() - months;
  const lastDayOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(now.getUTCDate(), lastDayOfMonth)));
}
