import { zoneOffsets } from './zone-offsets.ts';

const DAY_MS = 86_400_000;
const pad = (value: number) => String(value).padStart(2, '0');

/** The day, `2026-03-01`, that the calendar on the wall of a zone shows at an instant in milliseconds. */
export function dayOf(atMs: number, timeZone: string): string {
  const at = Math.floor(atMs / 1000);
  return dayText(new Date((at + zoneOffsets(timeZone).at(at)) * 1000));
}

/** So many days later; before, when negative. Days are counted by the calendar, so no change of clocks moves them. */
export function addDays(day: string, days: number): string {
  return dayText(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS));
}

/** Days from the first to the second; negative when the second lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function dayText(date: Date): string {
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}
