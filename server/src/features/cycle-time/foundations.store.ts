import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { type Calendars, loadCalendars } from '../../db/load-calendars.ts';
import { loadReadings } from '../../db/load-readings.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** How far each of the repositories (null: all) was read. */
export async function readReadings(
  db: Queryable,
  repositories: readonly string[] | null,
): Promise<RepositoryReading[]> {
  return await loadReadings(db, repositories);
}

/** When everybody works. */
export async function readCalendars(db: Queryable, now: Date): Promise<Calendars> {
  return await loadCalendars(db, now);
}
