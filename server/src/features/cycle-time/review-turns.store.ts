import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { TurnRow } from '@bellwether/shared/cycle-time/review-turns.metric';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope, teamsInScope } from '../../db/row-scope-conditions.ts';

/** One request for a review (B5), with where it was asked. */
export type StoredTurn = TurnRow & {
  name: string;
  isTeam: boolean;
  /** Whose hours count: the reviewer's, or of a team whoever answered. Null: nobody's in particular. */
  accountId: string | null;
  /** The person, else the account. Null: a team that nobody answered for. */
  person: string | null;
  /** The caller may see this reviewer one by one. */
  isSeen: boolean;
  pullRequestId: string;
};

type Row = Omit<StoredTurn, 'requestedAt' | 'endedAt'> & {
  requestedAt: Date;
  endedAt: Date | null;
};

/**
 * People's and teams' turns that were under way in `[from, to)`, by pull requests that count. Machines that were asked are
 * left out (B1), by their type: whoever is asked by name is a person, else.
 */
export async function loadTurns(
  db: Queryable,
  choice: PullRequestChoice,
  { from, to }: { from: Instant; to: Instant },
  { oneByOne }: Sight,
): Promise<StoredTurn[]> {
  const parameters = createParameters();
  const start = `${parameters.add(dateOf(from))}::timestamptz`;
  const end = `${parameters.add(dateOf(to))}::timestamptz`;
  const seen = oneByOne === null ? 'false' : isSeenBy(oneByOne, parameters);
  const { rows } = await db.query<Row>(
    `select f.pull_request_id as "pullRequestId", t."reviewerName" as name,
       coalesce(t."reviewerId", t."reviewerName") as reviewer, t."reviewerKind" = 'team' as "isTeam",
       t."requestedAt", t."endedAt", t.outcome, a.id as "accountId",
       coalesce(a.person_id::text, a.id) as person,
       coalesce(${seen}, false) as "isSeen"
     from pull_request_facts as f
       cross join lateral jsonb_to_recordset(f.review_turns) as t("reviewerKind" text, "reviewerId" text,
         "reviewerName" text, "requestedAt" timestamptz, "endedAt" timestamptz, outcome text, "answeredById" text)
       left join accounts as a
         on a.id = case when t."reviewerKind" = 'team' then t."answeredById" else t."reviewerId" end
     where f.review_turns <> '[]' and f.created_at < ${end}
       and (f.state = 'open' or coalesce(f.merged_at, f.closed_at) >= ${start})
       and t."requestedAt" < ${end} and (t."endedAt" is null or t."endedAt" >= ${start})
       and (a.id is null or (a.type = 'User' and a.login not like '%[bot]'))
       and ${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows.map((row) => ({
    ...row,
    requestedAt: instantOf(row.requestedAt),
    endedAt: row.endedAt === null ? null : instantOf(row.endedAt),
  }));
}

/** SQL of whether the reviewer `a`, or the team `t`, is the caller's to see. */
function isSeenBy(oneByOne: RowScope, parameters: Parameters): string {
  return oneByOne.teamIds === 'all'
    ? 'true'
    : `(a.id in (${accountsInScope(oneByOne, parameters)}) or t."reviewerId" in (
        select github_id from teams where id in (${teamsInScope(oneByOne, parameters)})))`;
}

/** What the pull requests are called. */
export async function loadTitles(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, { id: string; repository: string; number: number; title: string }>> {
  const { rows } = await db.query<{
    id: string;
    repository: string;
    number: number;
    title: string;
  }>(
    `select p.id, r.owner || '/' || r.name as repository, p.number, p.title
     from pull_requests as p join repositories as r on r.id = p.repository_id where p.id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
