import { type PersonChange, personChangeSchema } from '@bellwether/shared/people/people.schema';
import type { Queryable } from '../../db/queryable.types.ts';
import type { StoredAccount, StoredPerson } from './people.store.ts';

export type StoredChange = {
  id: string;
  change: PersonChange;
  changedAt: Date;
  changedBy: string | null;
  undoneAt: Date | null;
};

/** Locks people, always in the same order, so that two changes wait for each other and none waits for ever. */
export async function lockPeople(tx: Queryable, ids: readonly string[]): Promise<StoredPerson[]> {
  const { rows } = await tx.query<StoredPerson>(
    `select id, display_name "displayName" from people where id = any($1::uuid[]) order by id for update`,
    [ids],
  );
  return rows;
}

export async function lockAccountsOf(
  tx: Queryable,
  personIds: readonly string[],
): Promise<StoredAccount[]> {
  return await lockAccounts(tx, 'person_id = any($1::uuid[])', personIds);
}

export async function lockAccountsById(
  tx: Queryable,
  ids: readonly string[],
): Promise<StoredAccount[]> {
  return await lockAccounts(tx, 'id = any($1::text[])', ids);
}

async function lockAccounts(tx: Queryable, where: string, values: readonly string[]) {
  const { rows } = await tx.query<StoredAccount>(
    `select id, login, name, type, avatar_url "avatarUrl", person_id "personId"
     from accounts where ${where} order by id for update`,
    [values],
  );
  return rows;
}

export type OwnedEmail = { email: string; personId: string };

export async function loadEmailsOf(
  tx: Queryable,
  personIds: readonly string[],
): Promise<OwnedEmail[]> {
  const { rows } = await tx.query<OwnedEmail>(
    'select email, person_id "personId" from person_emails where person_id = any($1::uuid[]) order by email',
    [personIds],
  );
  return rows;
}

export async function loadOwnersOfEmails(
  tx: Queryable,
  emails: readonly string[],
): Promise<OwnedEmail[]> {
  const { rows } = await tx.query<OwnedEmail>(
    'select email, person_id "personId" from person_emails where email = any($1::text[]) order by email for update',
    [emails],
  );
  return rows;
}

/** Those of the addresses that a commit carries. */
export async function findUsedEmails(tx: Queryable, emails: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ email: string }>(
    `select distinct lower(author_email) email from pull_request_commits
     where lower(author_email) = any($1::text[])`,
    [emails],
  );
  return rows.map(({ email }) => email);
}

export async function addPerson(tx: Queryable, person: StoredPerson): Promise<void> {
  await tx.query(
    'insert into people (id, display_name) values ($1, $2) on conflict (id) do nothing',
    [person.id, person.displayName],
  );
}

export async function renamePerson(
  tx: Queryable,
  { id, displayName }: StoredPerson,
): Promise<void> {
  await tx.query('update people set display_name = $2 where id = $1', [id, displayName]);
}

export async function moveAccount(
  tx: Queryable,
  accountId: string,
  personId: string | null,
): Promise<void> {
  await tx.query('update accounts set person_id = $2 where id = $1', [accountId, personId]);
}

/** Null: the address belongs to nobody again. */
export async function moveEmail(
  tx: Queryable,
  email: string,
  personId: string | null,
): Promise<void> {
  await (personId === null
    ? tx.query('delete from person_emails where email = $1', [email])
    : tx.query(
        `insert into person_emails (email, person_id) values ($1, $2)
         on conflict (email) do update set person_id = excluded.person_id`,
        [email, personId],
      ));
}

/** Removes those of the people who have neither an account nor an address left, and on whom nothing else hangs. */
export async function removeEmptyPeople(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query(
    `delete from people p where p.id = any($1::uuid[])
       and not exists (select 1 from accounts where person_id = p.id)
       and not exists (select 1 from person_emails where person_id = p.id)
       and not exists (select 1 from users where person_id = p.id)
       and not exists (select 1 from person_profiles where person_id = p.id)
       and not exists (select 1 from person_absences where person_id = p.id)
       and not exists (select 1 from private_notes where person_id = p.id)`,
    [ids],
  );
}

export async function addChange(
  tx: Queryable,
  change: PersonChange,
  { at, by }: { at: Date; by: string | null },
): Promise<void> {
  const { kind, ...detail } = change;
  await tx.query(
    'insert into person_changes (kind, detail, changed_at, changed_by) values ($1, $2, $3, $4)',
    [kind, JSON.stringify(detail), at, by],
  );
}

/** Newest first. */
export async function loadChanges(db: Queryable, limit: number): Promise<StoredChange[]> {
  return await queryChanges(db, 'true order by changed_at desc, id limit $1', [limit]);
}

export async function lockChange(tx: Queryable, id: string): Promise<StoredChange | null> {
  const [found] = await queryChanges(tx, 'id = $1 for update', [id]);
  return found ?? null;
}

/** Pairs that somebody said are not one person. */
export async function loadDismissedPairs(db: Queryable): Promise<Set<string>> {
  const changes = await queryChanges(db, `kind = 'dismiss' and undone_at is null`, []);
  return new Set(changes.flatMap(({ change }) => (change.kind === 'dismiss' ? change.pairs : [])));
}

export async function markUndone(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query('update person_changes set undone_at = $2 where id = $1', [id, at]);
}

type ChangeRow = {
  id: string;
  kind: string;
  detail: object;
  changedAt: Date;
  changedBy: string | null;
  undoneAt: Date | null;
};

async function queryChanges(
  db: Queryable,
  condition: string,
  values: unknown[],
): Promise<StoredChange[]> {
  const { rows } = await db.query<ChangeRow>(
    `select id, kind, detail, changed_at "changedAt", changed_by "changedBy", undone_at "undoneAt"
     from person_changes where ${condition}`,
    values,
  );
  return rows.map(({ kind, detail, ...row }) => ({
    ...row,
    change: personChangeSchema.parse({ kind, ...detail }),
  }));
}

/** What charts show by team may have changed: open pages and kept results must know. */
export async function announceNewData(tx: Queryable): Promise<void> {
  await tx.query(`select nextval('data_version_seq')`);
}
