import type { Instant } from './instant.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** The instant at which a day of the local calendar, `2026-03-01`, begins. */
export function startOfDay(day: string, timeZone: string): Instant {
  return zoneOffsets(timeZone).instantOfLocal(Date.parse(`${day}T00:00:00Z`) / 1000);
}
