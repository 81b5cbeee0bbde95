import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  createParameters,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { actsOf, minutesOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';

/** Which of the chosen pull requests: reviewed in `[from, to)`. */
export type ReviewedQuestion = {
  choice: PullRequestChoice;
  from: Instant;
  to: Instant;
  /** A key: with a review act of theirs in the period; absent: of anybody. */
  reviewer?: string;
  /** A key, or `machines`: written by none of the people; absent: by whomever. */
  author?: string;
};

export type ReviewedRow = {
  id: string;
  repository: string;
  number: number;
  title: string;
  author: string | null;
  size: number;
  minutes: number;
  /** Keys of the people with a review act in the period. */
  reviewers: string[];
  reviewedAt: Date;
};

/** The latest reviewed `limit` of them, how many there are in all and their minutes; `ids`: of these alone. */
export async function loadReviewed(
  db: Queryable,
  question: ReviewedQuestion,
  { limit, ids }: { limit: number; ids?: readonly string[] },
): Promise<{ rows: ReviewedRow[]; total: number; minutes: number }> {
  const parameters = createParameters();
  const acts = actsWithin(question, parameters);
  const some =
    ids === undefined ? 'true' : `act.pull_request_id = any(${parameters.add(ids)}::text[])`;
  const { rows } = await db.query<ReviewedRow & { total: number; sum: number }>(
    `select p.id, r.owner || '/' || r.name as repository, p.number, p.title, w.login as author, picked.size,
       picked.minutes, picked.total, picked.sum, picked.at as "reviewedAt",
       (select array_agg(distinct ${PERSON_KEY}) from review_acts as act join accounts as a on a.id = act.reviewer_id
         where act.pull_request_id = picked.id and ${acts.isWithin}) as reviewers
     from (
       select *, count(*) over ()::int as total, sum(minutes) over ()::int as sum from (${acts.select(some)}) as counted
       order by at desc, id limit ${parameters.add(limit)}
     ) as picked
       join pull_requests as p on p.id = picked.id join repositories as r on r.id = p.repository_id
       left join accounts as w on w.id = picked.author_id
     order by picked.at desc, p.id`,
    parameters.values,
  );
  return {
    ...{ total: rows[0]?.total ?? 0, minutes: rows[0]?.sum ?? 0 },
    rows: rows.map(({ total: _, sum: __, ...row }) => row),
  };
}

/** Where a reviewed change lies. */
export type ReviewedPlace = { id: string; repositoryId: string; minutes: number; paths: string[] };

/** Of a change that touches more, the first by name tell where it lies. */
const MOST_PATHS = 400;

/** Where all of them lie, the latest reviewed first: areas are told apart by rules that no query knows. */
export async function loadReviewedPlaces(
  db: Queryable,
  question: ReviewedQuestion,
): Promise<ReviewedPlace[]> {
  const parameters = createParameters();
  const { rows } = await db.query<ReviewedPlace>(
    `select counted.id, p.repository_id as "repositoryId", counted.minutes,
       array(select path from pull_request_files as file where file.pull_request_id = counted.id
         order by path limit ${MOST_PATHS}) as paths
     from (${actsWithin(question, parameters).select('true')}) as counted join pull_requests as p on p.id = counted.id
     order by counted.at desc, counted.id`,
    parameters.values,
  );
  return rows;
}

/** SQL of the pull requests with an act in the period, one row each, where a condition on `act` holds. */
function actsWithin(
  { choice, from, to, reviewer, author }: ReviewedQuestion,
  parameters: Parameters,
) {
  const [start, end] = [parameters.add(dateOf(from)), parameters.add(dateOf(to))];
  const isWithin = `act.at >= ${start} and act.at < ${end}`;
  const isBy =
    reviewer === undefined ? 'true' : `bool_or(${PERSON_KEY} = ${parameters.add(reviewer)})`;
  const isWrittenBy = writtenBy(author, parameters);
  return {
    isWithin,
    select: (condition: string) => `select act.pull_request_id as id, act.author_id, act.size,
        ${minutesOf('act.size')} as minutes, max(act.at) as at
      from ${actsOf(choice, parameters)} join accounts as a on a.id = act.reviewer_id
        left join accounts as w on w.id = act.author_id
      where ${isWithin} and ${isWrittenBy} and ${condition}
      group by act.pull_request_id, act.author_id, act.size having ${isBy}`,
  };
}

function writtenBy(author: string | undefined, parameters: Parameters): string {
  if (author === undefined) {
    return 'true';
  }
  return author === 'machines'
    ? "act.author_class <> 'human'"
    : `act.author_class = 'human' and coalesce(w.person_id::text, w.id) = ${parameters.add(author)}`;
}
