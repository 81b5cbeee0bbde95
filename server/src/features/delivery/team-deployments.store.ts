import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { Queryable } from '../../db/queryable.types.ts';

/**
 * SQL of two tables for `with recursive`: `held`, each team with itself and those below it; `held_accounts`, the accounts of
 * the people of each, whichever of their accounts is on the team.
 */
export const heldTeams = `held (team_id, below_id) as (
    select id, id from teams where removed_at is null
    union
    select above.id, held.below_id from held join teams as t on t.id = held.team_id
      join teams as above on above.id = t.parent_id where above.removed_at is null
  ), held_accounts as (
    select held.team_id, a.id as account_id from held join team_members as m on m.team_id = held.below_id
      join accounts as a on a.id = m.account_id
    union
    select held.team_id, other.id from held join team_members as m on m.team_id = held.below_id
      join accounts as a on a.id = m.account_id join accounts as other on other.person_id = a.person_id
  )`;

export type TeamName = { id: string; handle: string; name: string };

/** Teams that are there, by name. */
export async function loadTeamNames(db: Queryable): Promise<TeamName[]> {
  const { rows } = await db.query<TeamName>(
    `select id, coalesce(organization || '/', '') || slug as handle, name from teams
     where removed_at is null order by lower(name), id`,
  );
  return rows;
}

/**
 * Which deployments of a period are which team's: a deployment that brought a pull request by one of its people; one that
 * brought none that is known is the teams' of its repository.
 */
export async function loadTeamDeployments(
  db: Queryable,
  from: Instant,
  to: Instant,
): Promise<{ teamId: string; deploymentIds: string[] }[]> {
  const { rows } = await db.query<{ teamId: string; deploymentIds: string[] }>(
    `with recursive ${heldTeams}, ended as (
       select deployment_id, repository_id, pull_requests, pull_request_ids from deployment_facts
       where finished_at >= $1 and finished_at < $2
     ), wrote as (
       select distinct ended.deployment_id, f.author_id
       from ended cross join lateral unnest(ended.pull_request_ids) as brought (id)
       join pull_request_facts as f on f.pull_request_id = brought.id
     ), of_team (team_id, deployment_id) as (
       select held_accounts.team_id, wrote.deployment_id from wrote
         join held_accounts on held_accounts.account_id = wrote.author_id
       union
       select held.team_id, ended.deployment_id from ended
         join team_repositories as tr on tr.repository_id = ended.repository_id
         join held on held.below_id = tr.team_id where ended.pull_requests = 0
     )
     select team_id as "teamId", array_agg(deployment_id) as "deploymentIds" from of_team group by team_id`,
    [dateOf(from), dateOf(to)],
  );
  return rows;
}
