import type { Queryable } from '../../db/queryable.types.ts';
import { readTeamTimes, type StoredTeamTimes } from '../../db/team-times.ts';
import type { StoredTimes } from './profiles.store.ts';

/** Every team that there is now, with what was said of it. */
export async function loadTeamTimes(db: Queryable): Promise<StoredTeamTimes[]> {
  return await readTeamTimes(db);
}

type SavedTeamTimes = StoredTimes & { holidaysOn: readonly string[] };

export async function saveTeamTimes(
  tx: Queryable,
  teamId: string,
  { timeZone, workingHours, holidayRegion, holidaysOn, version }: SavedTeamTimes,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into team_calendars
       (team_id, time_zone, working_hours, holiday_region, holidays_on, version, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (team_id) do update set time_zone = excluded.time_zone,
       working_hours = excluded.working_hours, holiday_region = excluded.holiday_region,
       holidays_on = excluded.holidays_on, version = excluded.version, changed_at = excluded.changed_at`,
    [
      ...[teamId, timeZone, workingHours === null ? null : JSON.stringify(workingHours)],
      ...[holidayRegion, holidaysOn, version, now],
    ],
  );
}
