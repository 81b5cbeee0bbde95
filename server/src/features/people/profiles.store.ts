import type { Grant } from '@bellwether/shared/access/access.rules';
import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import type { OrganisationTimes, SaidTimes } from '@bellwether/shared/people/working-times.rules';
import { loadSettingsInForce } from '../../db/load-definition-settings.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** What was said of a person or a team. Version 0: nothing, ever. */
export type StoredTimes = SaidTimes & { version: number };

export type ProfilePerson = {
  id: string;
  displayName: string;
  accounts: { id: string; login: string; name: string | null; avatarUrl: string | null }[];
  /** Those that they are on themselves. */
  teamIds: string[];
  said: StoredTimes;
};

/** Null: there is no such person. */
export async function loadProfilePerson(
  db: Queryable,
  personId: string,
): Promise<ProfilePerson | null> {
  const { rows } = await db.query<Omit<ProfilePerson, 'said'> & StoredTimes>(
    `select p.id, p.display_name "displayName", f.time_zone "timeZone", f.working_hours "workingHours",
       f.holiday_region "holidayRegion", coalesce(f.version, 0) "version",
       coalesce((select json_agg(json_build_object('id', a.id, 'login', a.login, 'name', a.name,
           'avatarUrl', a.avatar_url) order by lower(a.login), a.id)
         from accounts a where a.person_id = p.id), '[]') "accounts",
       array(select distinct t.id::text from team_members m join accounts a on a.id = m.account_id
         join teams t on t.id = m.team_id
         where a.person_id = p.id and t.removed_at is null) "teamIds"
     from people p left join person_profiles f on f.person_id = p.id where p.id = $1`,
    [personId],
  );
  const [row] = rows;
  if (row === undefined) {
    return null;
  }
  const { timeZone, workingHours, holidayRegion, version, ...person } = row;
  return { ...person, said: { timeZone, workingHours, holidayRegion, version } };
}

export async function saveProfileTimes(
  tx: Queryable,
  personId: string,
  { timeZone, workingHours, holidayRegion, version }: StoredTimes,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into person_profiles (person_id, time_zone, working_hours, holiday_region, version, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (person_id) do update set time_zone = excluded.time_zone,
       working_hours = excluded.working_hours, holiday_region = excluded.holiday_region,
       version = excluded.version, changed_at = excluded.changed_at`,
    [
      ...[personId, timeZone, workingHours === null ? null : JSON.stringify(workingHours)],
      ...[holidayRegion, version, now],
    ],
  );
}

/** When the organisation works, as it is in force. */
export async function loadOrganisationTimes(db: Queryable): Promise<OrganisationTimes> {
  return organisationTimes((await loadSettingsInForce(db)).active.settings);
}

export type UserWithRights = {
  name: string;
  personId: string | null;
  grants: Grant[];
  accountIds: string[];
};

/** Everybody who may enter, by name. */
export async function loadUsersWithRights(db: Queryable): Promise<UserWithRights[]> {
  const { rows } = await db.query<UserWithRights>(
    `select u.name, u.person_id "personId",
       coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id))
         from role_grants g where g.user_id = u.id), '[]') "grants",
       array(select a.id from accounts a where a.person_id = u.person_id) "accountIds"
     from users u where u.deactivated_at is null order by lower(u.name), u.id`,
  );
  return rows;
}
