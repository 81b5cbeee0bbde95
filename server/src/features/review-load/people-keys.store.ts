import type { Queryable } from '../../db/queryable.types.ts';

/** SQL of the key of the person behind the account `a`: accounts of one person are one. */
export const PERSON_KEY = 'coalesce(a.person_id::text, a.id)';

/** Somebody as the answers know them. */
export type KnownPerson = {
  key: string;
  name: string;
  /** Of several accounts the first by login. */
  login: string;
  accountIds: string[];
};

/** The people behind keys; one whose account is gone is left out. */
export async function loadPeople(
  db: Queryable,
  keys: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const { rows } = await db.query<KnownPerson>(
    `select ${PERSON_KEY} as key, coalesce(max(p.display_name), max(a.name), min(a.login)) as name,
       (array_agg(a.login order by lower(a.login)))[1] as login, array_agg(a.id order by lower(a.login)) as "accountIds"
     from accounts as a left join people as p on p.id = a.person_id
     where a.id = any($1::text[]) or a.person_id::text = any($1::text[])
     group by 1`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The key of each account. */
export async function loadKeys(
  db: Queryable,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; key: string }>(
    `select a.id, ${PERSON_KEY} as key from accounts as a where a.id = any($1::text[])`,
    [accountIds],
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

export type AccountOfLogin = { id: string; login: string; key: string };

/** Accounts by login, in lower case. */
export async function loadAccountsByLogin(
  db: Queryable,
  logins: readonly string[],
): Promise<Map<string, AccountOfLogin>> {
  const { rows } = await db.query<AccountOfLogin>(
    `select a.id, a.login, ${PERSON_KEY} as key from accounts as a where lower(a.login) = any($1::text[])`,
    [logins.map((login) => login.toLowerCase())],
  );
  return new Map(rows.map((row) => [row.login.toLowerCase(), row]));
}

/** Days away: the first, and the first one back. */
export type DaysAway = { fromOn: string; toOn: string };

/**
 * The days away of people, by key, of all that hold today, yesterday or tomorrow in UTC: what day it is, each person's own
 * clock says. The longest first.
 */
export async function loadAbsencesAround(
  db: Queryable,
  now: Date,
): Promise<Map<string, DaysAway[]>> {
  const { rows } = await db.query<{ key: string; days: DaysAway[] }>(
    `select person_id::text as key, json_agg(json_build_object('fromOn', from_on::text,
       'toOn', to_on::text) order by to_on desc, from_on) as days
     from person_absences
     where from_on <= ($1::timestamptz at time zone 'UTC')::date + 1
       and to_on >= ($1::timestamptz at time zone 'UTC')::date group by 1`,
    [now],
  );
  return new Map(rows.map(({ key, days }) => [key, days]));
}
