import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { type Calendars, loadCalendars } from '../../db/load-calendars.ts';
import { loadReadings } from '../../db/load-readings.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** When everybody works. */
export type EverybodysCalendars = Calendars;

export async function readCalendars(db: Queryable, now: Date): Promise<EverybodysCalendars> {
  return await loadCalendars(db, now);
}

/** How far each of the repositories (null: all) was read. */
export async function readReadings(
  db: Queryable,
  repositories: readonly string[] | null,
): Promise<RepositoryReading[]> {
  return await loadReadings(db, repositories);
}
