import type { CompareDimension } from '@bellwether/shared/cycle-time/compare.terms';
import type { FactPause } from '@bellwether/shared/pull-requests/pull-request-facts';
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
import { teamsInScope } from '../../db/row-scope-conditions.ts';
import type { DurationQuery } from './durations.store.ts';
import { selectHidden } from './hidden-people.store.ts';
import { readPacked } from './packed-numbers.ts';
import { sizeClassSql } from './size-class-sql.ts';
import { runsUntil, stageExpressions } from './stage-expressions.store.ts';

export type CompareQuery = DurationQuery & { by: CompareDimension };

/** The stages that ended in the buckets, by one value of the dimension: each one's bucket and length in seconds. */
export type EndedByValue = { key: string; buckets: Int32Array; seconds: Int32Array };

/** A stage of a value that was under way at an instant. */
export type RunningByValue = {
  key: string;
  startAt: Instant;
  pauses: FactPause[];
  authorId: string | null;
  askedIds: string[];
};

/** One scan; the order statistics are the pure functions'. */
export async function loadEndedByValue(
  db: Queryable,
  query: CompareQuery,
): Promise<EndedByValue[]> {
  const parameters = createParameters();
  const { rows } = await db.query<{ key: string; buckets: string; seconds: string }>(
    `select key, array_to_string(array_agg(bucket), ',') as buckets,
       array_to_string(array_agg(seconds), ',') as seconds
     from (${endedRows(query, parameters)}) as ended group by key`,
    parameters.values,
  );
  return rows.map(({ key, buckets, seconds }) => ({
    ...{ key, buckets: readPacked(buckets), seconds: readPacked(seconds) },
  }));
}

/** What was under way at `at`. */
export async function loadRunningByValue(
  db: Queryable,
  { metric, clock, choice, by }: Omit<CompareQuery, 'borders'>,
  at: Instant,
): Promise<RunningByValue[]> {
  const stage = stageExpressions(metric, clock);
  if (stage.startAt === null) {
    return [];
  }
  const parameters = createParameters();
  const { key, join } = partBy(by, choice, parameters);
  const moment = `${parameters.add(dateOf(at))}::timestamptz`;
  const { rows } = await db.query<{
    key: string;
    start_at: Date;
    pauses: { from: string; to: string | null }[];
    author_id: string | null;
    asked_ids: string[] | null;
  }>(
    `select * from (
       select ${key} as key, ${stage.startAt} as start_at, ${runsUntil(stage)} as until,
         f.pauses, f.author_id, f.asked_ids
       from pull_request_facts as f ${join}
       where ${countedBy(by, choice)} and ${choosePullRequests(choice, parameters)}
     ) as stages
     where start_at < ${moment} and (until is null or until >= ${moment})`,
    parameters.values,
  );
  return rows.map((row) => ({
    key: row.key,
    startAt: instantOf(row.start_at),
    pauses: row.pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
    authorId: row.author_id,
    askedIds: row.asked_ids ?? [],
  }));
}

/** Somebody hidden from the caller behind the stages of a value that ended in a bucket. */
export async function findBehindValues(
  db: Queryable,
  query: CompareQuery,
  { oneByOne }: Sight,
): Promise<{ key: string; bucket: number; person: string }[]> {
  const parameters = createParameters();
  const ended = endedRows(query, parameters);
  const { rows } = await db.query<{ key: string; bucket: number; person: string }>(
    selectHidden(ended, ['key', 'bucket'], oneByOne, parameters),
    parameters.values,
  );
  return rows;
}

function endedRows(
  { metric, clock, choice, borders, by }: CompareQuery,
  parameters: Parameters,
): string {
  const stage = stageExpressions(metric, clock);
  const { key, join } = partBy(by, choice, parameters);
  const dates = borders.map(dateOf);
  const from = `${parameters.add(dates[0])}::timestamptz`;
  const to = `${parameters.add(dates.at(-1))}::timestamptz`;
  const narrow = stage.notAfterFinish === null ? '' : ` and ${stage.notAfterFinish} < ${to}`;
  return `select ${key} as key, ${stage.seconds} as seconds,
      width_bucket(${stage.finishAt}, ${parameters.add(dates)}::timestamptz[]) - 1 as bucket,
      case when f.author_class = 'human' then f.author_id end as author_id
    from pull_request_facts as f ${join}
    where ${stage.finishAt} >= ${from} and ${stage.finishAt} < ${to}${narrow}
      and ${stage.seconds} is not null and ${countedBy(by, choice)}
      and ${choosePullRequests(choice, parameters)}`;
}

/** Who is counted: machines too where classes are compared, and what a rule counts apart where rules are (B14). */
function countedBy(by: CompareDimension, choice: PullRequestChoice): string {
  if (by === 'rule') {
    return "f.exclusion_effect = 'separate'";
  }
  return by === 'author-class' ? 'f.exclusion is null' : isCountedIn(choice);
}

/** SQL of the value of a facts row `f`; a row with several values comes once for each. */
function partBy(
  by: CompareDimension,
  { scope }: PullRequestChoice,
  parameters: Parameters,
): { key: string; join: string } {
  switch (by) {
    case 'repository':
      return {
        key: `r.owner || '/' || r.name`,
        join: 'join repositories as r on r.id = f.repository_id',
      };
    case 'label':
      return {
        key: 'l.name',
        join: 'join pull_request_labels as l on l.pull_request_id = f.pull_request_id',
      };
    case 'team':
      return {
        key: 'g.name',
        join: `join (${authorsByTeam(teamsInScope(scope, parameters))}) as g on g.account_id = f.author_id`,
      };
    case 'size':
      return { key: sizeClassSql, join: '' };
    case 'ai':
      return { key: 'f.is_ai_assisted::text', join: '' };
    case 'tier':
      return { key: 'f.tier', join: '' };
    case 'author-class':
      return { key: 'f.author_class', join: '' };
    case 'base-branch':
      return { key: 'f.base_branch', join: '' };
    case 'rule':
      return { key: 'f.exclusion', join: '' };
  }
}

/** Whichever account of its people it is, on the team itself or on one below it. */
function authorsByTeam(teams: string): string {
  return `with recursive above as (
      select id as team_id, id as at from teams where removed_at is null
      union
      select above.team_id, t.parent_id from above join teams as t on t.id = above.at
      where t.parent_id is not null
    ), members as (
      select above.at as team_id, a.id, a.person_id
      from team_members as m join above on above.team_id = m.team_id
        join accounts as a on a.id = m.account_id
    )
    select distinct coalesce(t.organization || '/', '') || t.slug as name, own.account_id
    from (select team_id, id as account_id from members
      union select members.team_id, a.id from members join accounts as a on a.person_id = members.person_id) as own
      join teams as t on t.id = own.team_id
    where t.removed_at is null and t.id in (${teams})`;
}
