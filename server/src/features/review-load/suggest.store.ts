import type { RowScope } from '@bellwether/shared/access/row-scope';
import { createParameters, isInScope } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { PERSON_KEY } from './people-keys.store.ts';

export type AskedAbout = {
  id: string;
  repositoryId: string;
  owner: string;
  name: string;
  number: number;
  title: string;
  connectionId: string | null;
  isArchived: boolean;
  isInaccessible: boolean;
  state: string;
  /** Key of the person; null: a machine, or a deleted account. */
  author: string | null;
  authorLogin: string | null;
  paths: string[];
  /** Logins that are asked now. */
  asked: string[];
};

/** The pull request, if the scope holds it. */
export async function findAskedAbout(
  db: Queryable,
  scope: RowScope,
  id: string,
): Promise<AskedAbout | null> {
  const parameters = createParameters();
  const { rows } = await db.query<AskedAbout>(
    `select p.id, p.repository_id as "repositoryId", r.owner, r.name, p.number, p.title,
       r.connection_id as "connectionId", r.is_archived as "isArchived",
       r.inaccessible_since is not null as "isInaccessible", p.state,
       case when f.author_class = 'human' then ${PERSON_KEY} end as author, a.login as "authorLogin",
       array(select path from pull_request_files as file where file.pull_request_id = p.id order by path limit 400) as paths,
       array(select q.reviewer_name from review_requests as q
         where q.pull_request_id = p.id and q.reviewer_kind = 'account' order by 1) as asked
     from pull_requests as p join pull_request_facts as f on f.pull_request_id = p.id
       join repositories as r on r.id = p.repository_id left join accounts as a on a.id = p.author_id
     where p.id = ${parameters.add(id)} and ${isInScope(scope, parameters)}`,
    parameters.values,
  );
  return rows[0] ?? null;
}

/** How many open pull requests wait for a review by each of the people. */
export async function countOpenByPerson(
  db: Queryable,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ key: string; count: number }>(
    `select ${PERSON_KEY} as key, count(distinct q.pull_request_id)::int as count
     from review_requests as q join pull_request_facts as f on f.pull_request_id = q.pull_request_id
       join accounts as a on lower(a.login) = lower(q.reviewer_name)
     where q.reviewer_kind = 'account' and f.state = 'open' and not f.is_draft
       and (a.id = any($1::text[]) or a.person_id::text = any($1::text[]))
     group by 1`,
    [keys],
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** Accounts of the teams that the person is on, as keys: whoever works beside them, though they have not reviewed here yet. */
export async function loadTeammates(db: Queryable, key: string): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>(
    `select distinct ${PERSON_KEY} as key from team_members as m join accounts as a on a.id = m.account_id
     where m.team_id in (
       select own.team_id from team_members as own join accounts as b on b.id = own.account_id
         join teams as t on t.id = own.team_id and t.removed_at is null
       where b.id = $1 or b.person_id::text = $1)`,
    [key],
  );
  return rows.map((row) => row.key);
}

/** Per person the distinct pull requests of an author that they reviewed since. */
export async function countReviewsOfAuthor(
  db: Queryable,
  author: string,
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ key: string; count: number }>(
    `select ${PERSON_KEY} as key, count(distinct f.pull_request_id)::int as count
     from pull_request_facts as f
       cross join lateral unnest(f.reviewer_ids, f.reviewed_ats) as act (id, at)
       join accounts as a on a.id = act.id
     where f.last_reviewed_at >= $2 and act.at >= $2
       and f.author_id in (select id from accounts where id = $1 or person_id::text = $1)
     group by 1`,
    [author, since],
  );
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** Of accounts, those that are people by their class in the facts: everybody but who is known as a machine. */
export async function loadMachines(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    `select ${PERSON_KEY} as key from accounts as a
     where (a.id = any($1::text[]) or a.person_id::text = any($1::text[]))
       and (a.type <> 'User' or exists (select from pull_request_facts as f
         where f.author_id = a.id and f.author_class <> 'human'))`,
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}
