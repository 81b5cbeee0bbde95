import type { TeamTimes } from '@bellwether/shared/people/working-times.rules';
import type { Queryable } from './queryable.types.ts';

export type StoredTeamTimes = TeamTimes & { version: number };

/** Every team that there is now, by name, with what was said of it. */
export async function readTeamTimes(db: Queryable): Promise<StoredTeamTimes[]> {
  const { rows } = await db.query<StoredTeamTimes>(
    `select t.id, t.name, t.parent_id "parentId", c.time_zone "timeZone", c.working_hours "workingHours",
       c.holiday_region "holidayRegion", coalesce(c.holidays_on, '{}') "holidaysOn",
       coalesce(c.version, 0) "version"
     from teams t left join team_calendars c on c.team_id = t.id
     where t.removed_at is null order by lower(t.name), t.id`,
  );
  return rows;
}

/**
 * The teams that each account is on: all accounts of a person are on the teams of one of them. Accounts on no team are
 * left out.
 */
export async function readTeamsOfAccounts(db: Queryable): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ accountId: string; teamIds: string[] }>(
    `select a.id "accountId", array_agg(distinct m.team_id::text) "teamIds"
     from accounts a
       join accounts b on b.id = a.id or b.person_id = a.person_id
       join team_members m on m.account_id = b.id
       join teams t on t.id = m.team_id and t.removed_at is null
     group by a.id order by a.id`,
  );
  return new Map(rows.map(({ accountId, teamIds }) => [accountId, teamIds]));
}
