import { loadRulesInForce } from '../../db/load-definition-settings.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredPerson = { id: string; displayName: string };

export type StoredAccount = {
  id: string;
  login: string;
  name: string | null;
  type: string;
  avatarUrl: string | null;
  personId: string | null;
};

/** What an account did in what was read. */
export type AccountActivity = {
  accountId: string;
  pullRequests: number;
  reviews: number;
  firstAt: Date;
  lastAt: Date;
};

/** Commits of pull requests with an address, for each account that GitHub names as their author (null: none). */
export type EmailUse = {
  email: string;
  accountId: string | null;
  commits: number;
  lastAt: Date;
};

export async function loadPeople(db: Queryable): Promise<StoredPerson[]> {
  const { rows } = await db.query<StoredPerson>(
    'select id, display_name "displayName" from people',
  );
  return rows;
}

const ACCOUNT_COLUMNS = 'id, login, name, type, avatar_url "avatarUrl", person_id "personId"';

export async function loadAccounts(db: Queryable): Promise<StoredAccount[]> {
  const { rows } = await db.query<StoredAccount>(
    `select ${ACCOUNT_COLUMNS} from accounts order by lower(login), id`,
  );
  return rows;
}

export async function loadPersonEmails(
  db: Queryable,
): Promise<{ email: string; personId: string }[]> {
  const { rows } = await db.query<{ email: string; personId: string }>(
    'select email, person_id "personId" from person_emails order by email',
  );
  return rows;
}

/** Authors of pull requests and of reviews that are not answers on their own (B4.1). */
export async function loadActivity(db: Queryable): Promise<AccountActivity[]> {
  const { rows } = await db.query<AccountActivity>(
    `select account_id "accountId", sum(pull_request)::int "pullRequests", sum(review)::int reviews,
       min(at) "firstAt", max(at) "lastAt"
     from (
       select author_id account_id, created_at at, 1 pull_request, 0 review from pull_requests
       where author_id is not null
       union all
       select r.author_id, r.submitted_at, 0, 1 from reviews r
       join pull_requests p on p.id = r.pull_request_id
       where r.author_id is not null and r.author_id is distinct from p.author_id
     ) acts group by account_id`,
  );
  return rows;
}

export async function loadEmailUses(db: Queryable): Promise<EmailUse[]> {
  const { rows } = await db.query<EmailUse>(
    `select lower(author_email) email, author_id "accountId", count(distinct sha)::int commits,
       max(authored_at) "lastAt"
     from pull_request_commits where author_email <> ''
     group by lower(author_email), author_id order by 1, 2`,
  );
  return rows;
}

export async function countCommits(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(distinct sha)::int n from pull_request_commits',
  );
  return rows[0]?.n ?? 0;
}

export async function loadMemberships(
  db: Queryable,
): Promise<{ accountId: string; teamId: string; teamName: string }[]> {
  const { rows } = await db.query<{ accountId: string; teamId: string; teamName: string }>(
    `select m.account_id "accountId", t.id "teamId", t.name "teamName"
     from team_members m join teams t on t.id = m.team_id
     where t.removed_at is null order by lower(t.name)`,
  );
  return rows;
}

/** The rules by which accounts are people or not (B1). */
export async function loadAuthorClassRules(db: Queryable) {
  return (await loadRulesInForce(db)).authorClasses;
}

/** Makes a person for each account that has none: one that was no human when it was stored, or came another way. */
export async function addMissingPeople(
  db: Queryable,
  accountIds: readonly string[],
): Promise<void> {
  await db.query(
    `with fresh as materialized (
       select id, coalesce(name, login) display_name, gen_random_uuid() person_id from accounts
       where person_id is null and id = any($1) order by id for update
     ), people_added as (
       insert into people (id, display_name) select person_id, display_name from fresh
     )
     update accounts set person_id = fresh.person_id from fresh where accounts.id = fresh.id`,
    [accountIds],
  );
}
