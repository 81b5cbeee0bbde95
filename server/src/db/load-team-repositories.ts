import type { TeamRepositories } from '@bellwether/shared/incidents/incident-teams.rules';
import type { Queryable } from './queryable.types.ts';

export type NamedTeam = { id: string; parentId: string | null; name: string; handle: string };
export type KnownTeams = Omit<TeamRepositories, 'teams'> & { teams: NamedTeam[] };

/** Every team with what it has, and where services are deployed from. */
export async function loadTeamRepositories(db: Queryable): Promise<KnownTeams> {
  const { rows: teams } = await db.query<NamedTeam>(
    `select id, parent_id "parentId", name, coalesce(organization || '/', '') || slug handle
     from teams where removed_at is null order by lower(name), id`,
  );
  const { rows: whole } = await db.query<{ teamId: string; repositoryId: string }>(
    'select team_id "teamId", repository_id "repositoryId" from team_repositories',
  );
  const { rows: paths } = await db.query<{ teamId: string; repositoryId: string }>(
    'select distinct team_id "teamId", repository_id "repositoryId" from team_paths',
  );
  const { rows: services } = await db.query<{ service: string; repositoryId: string }>(
    `select distinct lower(service) service, repository_id "repositoryId" from deployments
     where service is not null`,
  );
  return { teams, whole, paths, services };
}
