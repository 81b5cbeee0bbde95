import type { RowScope } from '@bellwether/shared/access/row-scope';
import { serviceKeyOf } from '@bellwether/shared/delivery/judge-deployments.metric';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type Parameters,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope } from '../../db/row-scope-conditions.ts';
import { heldTeams } from './team-deployments.store.ts';

export type LeadTimeQuestion = {
  /** Half-open: when the deployment finished. */
  from: Instant;
  to: Instant;
  /** Null: all. */
  repositories: readonly string[] | null;
  teams: readonly string[];
  scope: RowScope;
  /** Who may be told apart. Null: nobody; `everybody`: nobody is hidden. */
  seen: RowScope | null | 'everybody';
};

/** Seconds from the first commit to production, over pull requests by people (B15). */
export type LeadTimes = {
  n: number;
  p50: number | null;
  /** People behind it whom the caller may not see one by one. */
  hiddenPeople: string[];
};

/** Over all services: each pull request by the first deployment that brought it (B9.2). */
export async function loadLeadTime(db: Queryable, question: LeadTimeQuestion): Promise<LeadTimes> {
  const parameters = createParameters();
  const { rows } = await db.query<LeadTimes>(
    `select count(*)::int as n, percentile_cont(0.5) within group (order by f.lead_time_seconds) as p50,
       ${hiddenPeople(question, parameters)} as "hiddenPeople"
     from pull_request_facts as f join accounts as a on a.id = f.author_id
     where f.deployed_at >= ${within(question, parameters, 'from')} and f.deployed_at < ${within(question, parameters, 'to')}
       and f.lead_time_seconds is not null and ${isCounted} and ${chosen(question, parameters)}`,
    parameters.values,
  );
  return rows[0] ?? { n: 0, p50: null, hiddenPeople: [] };
}

/** By service: each counts where it was brought to that service, so one may count several times (B9.2). */
export async function loadLeadTimesByService(
  db: Queryable,
  question: LeadTimeQuestion,
): Promise<Map<string, LeadTimes>> {
  const parameters = createParameters();
  const { rows } = await db.query<LeadTimes & { repositoryId: string; track: string }>(
    `select d.repository_id as "repositoryId", d.track, count(*)::int as n,
       percentile_cont(0.5) within group (
         order by greatest(extract(epoch from d.finished_at - f.first_commit_at), 0)) as p50,
       ${hiddenPeople(question, parameters)} as "hiddenPeople"
     from deployment_facts as d cross join lateral unnest(d.pull_request_ids) as brought (id)
     join pull_request_facts as f on f.pull_request_id = brought.id
     join accounts as a on a.id = f.author_id
     where d.finished_at >= ${within(question, parameters, 'from')} and d.finished_at < ${within(question, parameters, 'to')}
       and f.first_commit_at is not null and ${isCounted} and ${chosen(question, parameters)}
     group by d.repository_id, d.track`,
    parameters.values,
  );
  return new Map(rows.map((row) => [serviceKeyOf(row), row]));
}

/** By team of the author, those below it included; the first deployment counts. */
export async function loadLeadTimesByTeam(
  db: Queryable,
  question: LeadTimeQuestion,
): Promise<Map<string, LeadTimes>> {
  const parameters = createParameters();
  const { rows } = await db.query<LeadTimes & { teamId: string }>(
    `with recursive ${heldTeams}
     select held.team_id as "teamId", count(*)::int as n,
       percentile_cont(0.5) within group (order by f.lead_time_seconds) as p50,
       ${hiddenPeople(question, parameters)} as "hiddenPeople"
     from pull_request_facts as f join accounts as a on a.id = f.author_id
     join held_accounts as held on held.account_id = f.author_id
     where f.deployed_at >= ${within(question, parameters, 'from')} and f.deployed_at < ${within(question, parameters, 'to')}
       and f.lead_time_seconds is not null and ${isCounted} and ${chosen(question, parameters)}
     group by held.team_id`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.teamId, row]));
}

function within(question: LeadTimeQuestion, parameters: Parameters, end: 'from' | 'to'): string {
  return `${parameters.add(dateOf(question[end]))}::timestamptz`;
}

function chosen({ repositories, teams, scope }: LeadTimeQuestion, parameters: Parameters): string {
  const choice = { authors: [], baseBranches: [], labels: [], teams: [...teams], scope };
  const pullRequests = choosePullRequests({ ...choice, repositories: [] }, parameters);
  return repositories === null
    ? pullRequests
    : `${pullRequests} and f.repository_id = any(${parameters.add([...repositories])}::text[])`;
}

function hiddenPeople({ seen }: LeadTimeQuestion, parameters: Parameters): string {
  if (seen === 'everybody') {
    return `'{}'::text[]`;
  }
  const hidden = seen === null ? 'true' : `a.id not in (${accountsInScope(seen, parameters)})`;
  return `coalesce(array_agg(distinct coalesce(a.person_id::text, a.id)) filter (where ${hidden}), '{}')`;
}
