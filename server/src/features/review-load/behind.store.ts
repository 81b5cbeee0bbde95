import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { minutesOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';

export type ReviewedRow = {
  id: string;
  repositoryId: string;
  repository: string;
  number: number;
  title: string;
  author: string | null;
  size: number;
  minutes: number;
  /** Keys of the people with a review act in the period. */
  reviewers: string[];
  reviewedAt: Date;
  paths: string[];
};

/**
 * The chosen pull requests with a review act in `[from, to)`, by `reviewer` and of `author` where they are given (keys;
 * `machines`: written by none of the people); the latest reviewed first.
 */
export async function loadReviewed(
  db: Queryable,
  choice: PullRequestChoice,
  [from, to]: readonly [Instant, Instant],
  { reviewer, author, withPaths }: { reviewer?: string; author?: string; withPaths: boolean },
): Promise<ReviewedRow[]> {
  const parameters = createParameters();
  const [start, end] = [parameters.add(dateOf(from)), parameters.add(dateOf(to))];
  const paths = withPaths
    ? 'array(select path from pull_request_files as file where file.pull_request_id = f.pull_request_id order by path limit 400)'
    : "'{}'::text[]";
  const { rows } = await db.query<ReviewedRow>(
    `select p.id, f.repository_id as "repositoryId", r.owner || '/' || r.name as repository, p.number, p.title,
       w.login as author, f.size, ${minutesOf('f.size')} as minutes, seen.reviewers, seen.at as "reviewedAt", ${paths} as paths
     from pull_request_facts as f
       cross join lateral (
         select array_agg(distinct ${PERSON_KEY}) as reviewers, max(act.at) as at
         from unnest(f.reviewer_ids, f.reviewed_ats) as act (id, at) join accounts as a on a.id = act.id
         where act.at >= ${start} and act.at < ${end}
       ) as seen
       join pull_requests as p on p.id = f.pull_request_id join repositories as r on r.id = p.repository_id
       left join accounts as w on w.id = f.author_id
     where f.last_reviewed_at >= ${start} and seen.at is not null and f.exclusion is null
       and ${choosePullRequests(choice, parameters)}
       and ${isBy(reviewer, parameters.add)} and ${isWrittenBy(author, parameters.add)}
     order by seen.at desc, p.id`,
    parameters.values,
  );
  return rows;
}

function isBy(reviewer: string | undefined, add: (value: unknown) => string): string {
  return reviewer === undefined ? 'true' : `${add(reviewer)} = any(seen.reviewers)`;
}

function isWrittenBy(author: string | undefined, add: (value: unknown) => string): string {
  if (author === undefined) {
    return 'true';
  }
  return author === 'machines'
    ? "f.author_class <> 'human'"
    : `f.author_class = 'human' and coalesce(w.person_id::text, w.id) = ${add(author)}`;
}
