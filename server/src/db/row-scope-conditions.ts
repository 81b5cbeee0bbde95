import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Parameters } from './pull-request-conditions.ts';

/** SQL of the teams that a query names (its column `id`), with the teams below them; those that are gone are left out. */
export function withTeamsBelow(named: string): string {
  return `with recursive chosen as (
      select id from teams where removed_at is null and id in (${named})
      union
      select below.id from teams as below join chosen on below.parent_id = chosen.id
      where below.removed_at is null
    ) select id from chosen`;
}

/** SQL of the accounts of the people who are on the teams of a query, or on teams below, whichever of their accounts it is. */
export function accountsOfTeams(named: string): string {
  return `with members as (
      select a.id, a.person_id from team_members as m join accounts as a on a.id = m.account_id
      where m.team_id in (${withTeamsBelow(named)})
    )
    select id from members
    union select a.id from accounts as a join members on members.person_id = a.person_id`;
}

/** SQL of the teams that the scope holds. */
export function teamsInScope({ teamIds }: RowScope, parameters: Parameters): string {
  return teamIds === 'all'
    ? 'select id from teams where removed_at is null'
    : withTeamsBelow(`select unnest(${parameters.add(teamIds)}::uuid[])`);
}

/** SQL of the accounts that the scope holds: of its teams' people, and its own. */
export function accountsInScope({ teamIds, accountIds }: RowScope, parameters: Parameters): string {
  if (teamIds === 'all') {
    return 'select id from accounts';
  }
  return `select unnest(${parameters.add(accountIds)}::text[]) union (${accountsOfTeams(
    `select unnest(${parameters.add(teamIds)}::uuid[])`,
  )})`;
}

/**
 * SQL of the repositories that the scope holds: those that its teams were given, whole or by a path, and those in which
 * one of its people wrote a pull request.
 */
export function repositoriesInScope(scope: RowScope, parameters: Parameters): string {
  if (scope.teamIds === 'all') {
    return 'select id from repositories';
  }
  const teams = teamsInScope(scope, parameters);
  return `select repository_id from team_repositories where team_id in (${teams})
    union select repository_id from team_paths where team_id in (${teams})
    union select repository_id from pull_requests
      where author_id in (${accountsInScope(scope, parameters)})`;
}
