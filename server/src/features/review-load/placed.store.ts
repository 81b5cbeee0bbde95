import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { minutesOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';

/** A change with where it lies, who wrote it and who read it when. */
export type StoredChange = {
  id: string;
  repositoryId: string;
  minutes: number;
  /** Null: a machine, or nobody who is known. */
  author: string | null;
  readyAt: Date | null;
  mergedAt: Date | null;
  endAt: Date | null;
  pickupSeconds: number | null;
  pauses: { from: string; to: string | null }[];
  /** Review acts by people, earliest first; both lists are as long. */
  reviewers: string[];
  reviewedAts: Date[];
  paths: string[];
};

/** Of a change that touches more, the first by name tell where it lies. */
const MOST_PATHS = 400;

const COLUMNS = `f.pull_request_id as id, f.repository_id as "repositoryId", ${minutesOf('f.size')} as minutes,
  case when f.author_class = 'human' then (select ${PERSON_KEY} from accounts as a where a.id = f.author_id) end as author,
  f.ready_at as "readyAt", f.merged_at as "mergedAt", coalesce(f.merged_at, f.closed_at) as "endAt",
  f.pickup_seconds as "pickupSeconds", f.pauses, f.reviewed_ats as "reviewedAts",
  array(select coalesce(${PERSON_KEY}, act.id)
    from unnest(f.reviewer_ids) with ordinality as act (id, place) left join accounts as a on a.id = act.id
    order by act.place) as reviewers,
  array(select path from pull_request_files as file where file.pull_request_id = f.pull_request_id
    order by path limit ${MOST_PATHS}) as paths`;

/** The chosen changes that were reviewed or merged in `[from, to)`: the latest `limit`, and how many there are. */
export async function loadChanges(
  db: Queryable,
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<{ changes: StoredChange[]; total: number }> {
  const parameters = createParameters();
  const [start, end] = [parameters.add(dateOf(from)), parameters.add(dateOf(to))];
  const { rows } = await db.query<StoredChange & { total: number }>(
    `select ${COLUMNS}, picked.total from (
       select f.pull_request_id as id, count(*) over ()::int as total
       from pull_request_facts as f
       where (f.merged_at >= ${start} and f.merged_at < ${end}
           or f.last_reviewed_at >= ${start} and exists (select from unnest(f.reviewed_ats) as act (at)
             where act.at >= ${start} and act.at < ${end}))
         and f.exclusion is null and ${choosePullRequests(choice, parameters)}
       order by greatest(f.merged_at, f.last_reviewed_at) desc, f.pull_request_id
       limit ${parameters.add(limit)}
     ) as picked join pull_request_facts as f on f.pull_request_id = picked.id
     order by f.pull_request_id`,
    parameters.values,
  );
  return {
    total: rows[0]?.total ?? 0,
    changes: rows.map(({ total: _, ...row }) => row),
  };
}

/** The latest `limit` changes of the repository before `before`, the change itself left out. */
export async function loadLastChanges(
  db: Queryable,
  repositoryId: string,
  id: string,
  since: Date,
  limit: number,
): Promise<StoredChange[]> {
  const { rows } = await db.query<StoredChange>(
    `select ${COLUMNS} from pull_request_facts as f
     where f.repository_id = $1 and f.pull_request_id <> $2 and f.created_at >= $3
       and f.exclusion is null and (f.last_reviewed_at is not null or f.merged_at is not null)
     order by f.created_at desc, f.pull_request_id limit $4`,
    [repositoryId, id, since, limit],
  );
  return rows;
}

export type StoredSources = {
  repositoryId: string;
  repository: string;
  teamPaths: { pattern: string; teamName: string }[];
  lines: { line: number; pattern: string; problem: string | null }[];
};

/** What cuts these repositories into areas. */
export async function loadAreaSources(
  db: Queryable,
  repositoryIds: readonly string[],
): Promise<StoredSources[]> {
  const { rows } = await db.query<StoredSources>(
    `select r.id as "repositoryId", r.owner || '/' || r.name as repository,
       coalesce((select json_agg(json_build_object('pattern', p.pattern, 'teamName', t.name) order by p.pattern)
         from team_paths as p join teams as t on t.id = p.team_id
         where p.repository_id = r.id and t.removed_at is null), '[]') as "teamPaths",
       coalesce((select json_agg(json_build_object('line', l.line, 'pattern', l.pattern, 'problem', l.problem)
         order by l.line) from code_owners_lines as l
         where l.repository_id = r.id and r.code_owners_path is not null), '[]') as lines
     from repositories as r where r.id = any($1::text[])`,
    [repositoryIds],
  );
  return rows;
}
