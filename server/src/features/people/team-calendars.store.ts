import type { TeamTimes } from '@bellwether/shared/people/working-times.rules';
import type { Queryable } from '../../db/queryable.types.ts';
import type { StoredTimes } from './profiles.store.ts';

export type StoredTeamTimes = TeamTimes & { version: number };

/** Every team that there is now, with what was said of it. */
export async function loadTeamTimes(db: Queryable): Promise<StoredTeamTimes[]> {
  const { rows } = await db.query<StoredTeamTimes>(
    `select t.id, t.name, t.parent_id "parentId", c.time_zone "timeZone", c.working_hours "workingHours",
       coalesce(c.version, 0) "version"
     from teams t left join team_calendars c on c.team_id = t.id
     where t.removed_at is null order by lower(t.name), t.id`,
  );
  return rows;
}

export async function saveTeamTimes(
  tx: Queryable,
  teamId: string,
  { timeZone, workingHours, version }: StoredTimes,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into team_calendars (team_id, time_zone, working_hours, version, changed_at)
     values ($1, $2, $3, $4, $5)
     on conflict (team_id) do update set time_zone = excluded.time_zone,
       working_hours = excluded.working_hours, version = excluded.version, changed_at = excluded.changed_at`,
    [teamId, timeZone, workingHours === null ? null : JSON.stringify(workingHours), version, now],
  );
}
