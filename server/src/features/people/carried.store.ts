import type { Carried } from '@bellwether/shared/people/people.schema';
import type { SaidTimes } from '@bellwether/shared/people/working-times.rules';
import type { Queryable } from '../../db/queryable.types.ts';

type CarriedRow = Carried['users'][number];
type Profile = SaidTimes & { personId: string; version: number };

/** What hangs on a person beside accounts and addresses, and the table that holds it. */
const TABLES = { users: 'users', absences: 'person_absences', notes: 'private_notes' } as const;
type CarriedKind = keyof typeof TABLES;

/** Those of the people who have neither an account nor an address left. */
export async function findBarePeople(
  tx: Queryable,
  ids: readonly string[],
): Promise<{ id: string; displayName: string }[]> {
  const { rows } = await tx.query<{ id: string; displayName: string }>(
    `select id, display_name "displayName" from people p where id = any($1::uuid[])
       and not exists (select 1 from accounts where person_id = p.id)
       and not exists (select 1 from person_emails where person_id = p.id)`,
    [ids],
  );
  return rows;
}

/** Locks the rows that hang on the people. */
export async function lockCarried(
  tx: Queryable,
  kind: CarriedKind,
  personIds: readonly string[],
): Promise<CarriedRow[]> {
  const { rows } = await tx.query<CarriedRow>(
    `select id, person_id "fromPersonId" from ${TABLES[kind]}
     where person_id = any($1::uuid[]) order by id for update`,
    [personIds],
  );
  return rows;
}

/** Hangs rows on another person: those that still hang where they did. */
export async function moveCarried(
  tx: Queryable,
  kind: CarriedKind,
  ids: readonly string[],
  fromPersonId: string,
  toPersonId: string,
): Promise<void> {
  await tx.query(
    `update ${TABLES[kind]} set person_id = $3 where id::text = any($1::text[]) and person_id = $2`,
    [ids, fromPersonId, toPersonId],
  );
}

/** How many of the rows hang on somebody else; those that were removed are none. */
export async function countElsewhere(
  tx: Queryable,
  kind: CarriedKind,
  ids: readonly string[],
  personId: string,
): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int n from ${TABLES[kind]}
     where id::text = any($1::text[]) and person_id is distinct from $2`,
    [ids, personId],
  );
  return rows[0]?.n ?? 0;
}

export async function lockProfiles(
  tx: Queryable,
  personIds: readonly string[],
): Promise<Profile[]> {
  const { rows } = await tx.query<Profile>(
    `select person_id "personId", time_zone "timeZone", working_hours "workingHours",
       holiday_region "holidayRegion", version
     from person_profiles where person_id = any($1::uuid[]) order by person_id for update`,
    [personIds],
  );
  return rows;
}

export async function removeProfiles(tx: Queryable, personIds: readonly string[]): Promise<void> {
  await tx.query('delete from person_profiles where person_id = any($1::uuid[])', [personIds]);
}

/** What users may see of their own follows their person: open pages learn of it by this number. */
export async function touchUsersOf(tx: Queryable, personIds: readonly string[]): Promise<void> {
  await tx.query(
    'update users set access_version = access_version + 1 where person_id = any($1::uuid[])',
    [personIds],
  );
}

/** People on whom a user, working times or absences hang: they are somebody without any account too. */
export async function loadPeopleWithProfiles(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select person_id "id" from users where person_id is not null
     union select person_id from person_profiles union select person_id from person_absences`,
  );
  return new Set(rows.map(({ id }) => id));
}
