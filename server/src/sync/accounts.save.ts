import {
  classifyAccount,
  defaultAuthorClassRules,
} from '@bellwether/shared/pull-requests/author-class.rules';
import type { Queryable } from '../db/queryable.types.ts';
import type { GithubAccount } from '../github/actor.schema.ts';
import { type TableShape, upsertRows } from './upsert.ts';

const accountsTable: TableShape = {
  table: 'accounts',
  columns: ['id', 'login', 'type', 'avatarUrl'],
  key: ['id'],
  // REST gives another address than GraphQL, and none is taken from it.
  keepKnown: ['avatarUrl'],
};

/** How ids of a page are spelled here. */
export type AccountIds = (id: string | null) => string | null;

/**
 * Stores the accounts and makes a person for each new human one. GitHub has two spellings of a node id for old accounts:
 * an account known by its login under the other spelling keeps the id that is stored, and the answer translates.
 */
export async function saveAccounts(
  tx: Queryable,
  accounts: readonly GithubAccount[],
): Promise<AccountIds> {
  if (accounts.length === 0) {
    return (id) => id;
  }
  const aliases = await findAliases(tx, accounts);
  const rows = accounts.map((account) => ({
    ...account,
    id: aliases.get(account.id) ?? account.id,
  }));
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  await upsertRows(tx, accountsTable, unique);
  await linkPeople(tx, unique);
  return (id) => (id === null ? null : (aliases.get(id) ?? id));
}

async function findAliases(
  tx: Queryable,
  accounts: readonly GithubAccount[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; login: string; type: string }>(
    'select id, login, type from accounts where login = any($1)',
    [accounts.map((account) => account.login)],
  );
  const stored = new Map(rows.map((row) => [`${row.type} ${row.login}`, row.id]));
  const aliases = new Map<string, string>();
  for (const { id, type, login } of accounts) {
    const known = stored.get(`${type} ${login}`);
    if (known !== undefined && known !== id && isOldSpelling(known) !== isOldSpelling(id)) {
      aliases.set(id, known);
    }
  }
  return aliases;
}

/** Old node ids are base64 of `04:User123`, new ones begin with letters and an underscore. */
function isOldSpelling(id: string): boolean {
  return /^MD[A-Za-z0-9+/]+=*$/.test(id);
}

async function linkPeople(tx: Queryable, accounts: readonly GithubAccount[]): Promise<void> {
  const humans = accounts.filter(
    (account) => classifyAccount(account, defaultAuthorClassRules) === 'human',
  );
  if (humans.length === 0) {
    return;
  }
  await tx.query(
    `with fresh as materialized (
       select id, login, gen_random_uuid() person_id from accounts
       where person_id is null and id = any($1)
     ), people_added as (
       insert into people (id, display_name) select person_id, login from fresh
     )
     update accounts set person_id = fresh.person_id from fresh where accounts.id = fresh.id`,
    [humans.map((account) => account.id)],
  );
}
