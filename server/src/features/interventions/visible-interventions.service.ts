import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { assignTeams } from '@bellwether/shared/incidents/incident-teams.rules';
import type { Intervention } from '@bellwether/shared/interventions/interventions.schema';
import { formatInstant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  isVisible,
  limitTo,
  loadVisibleRepositories,
  loadVisibleTeams,
} from '../../access/visible-rows.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Frame, IncidentReach } from './frame.types.ts';
import {
  loadIntervention,
  readTeamRepositories,
  type StoredIntervention,
} from './interventions.store.ts';
import { mayKnow, mayWriteOf, type Visible } from './reach.rules.ts';

/** What the caller sees, and what they may write of (null: of nothing). */
export type Beholder = {
  sight: Sight;
  visible: Visible;
  writing: RowScope | null;
  writableTeams: ReadonlySet<string> | null;
};

export async function loadBeholder(
  db: Queryable,
  sight: Sight,
  writing: RowScope | null,
): Promise<Beholder> {
  const { scope } = sight;
  return {
    ...{ sight, writing },
    visible: {
      teams: await loadVisibleTeams(db, scope),
      repositories: await loadVisibleRepositories(db, scope),
    },
    writableTeams: writing === null ? new Set() : await loadVisibleTeams(db, writing),
  };
}

/** @throws AppError `not_found` also for one that is not theirs to know of */
export async function requireIntervention(
  db: Queryable,
  id: string,
  { visible }: Beholder,
): Promise<StoredIntervention> {
  const found = await loadIntervention(db, id);
  if (found === null || !mayKnow(found, visible)) {
    throw new AppError('not_found', 'There is no such intervention among those that you may see.', {
      remedy: 'It may have been removed. The list of all stands on "Did it help?".',
    });
  }
  return found;
}

/** As the caller may see it: repositories that are not theirs are left out. */
export function toIntervention(row: StoredIntervention, beholder: Beholder): Intervention {
  const { id, title, description, startedOn, settledOn, metric, clock, origin } = row;
  const { createdBy, version, teamId, teamName } = row;
  return {
    ...{ id, title, description, startedOn, settledOn, metric, clock, origin, createdBy, version },
    team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
    repositories: row.repositories.filter((one) =>
      isVisible(beholder.visible.repositories, one.id),
    ),
    createdAt: formatInstant(row.createdAt),
    changedAt: formatInstant(row.changedAt),
    mayWrite: mayWriteOf(teamId, beholder.writing, beholder.writableTeams),
  };
}

/** Whose work is compared: the team's and the repositories' that it names, as far as the caller sees them. */
export async function frameOf(
  db: Database,
  { teamId, teamHandle, repositoryIds }: StoredIntervention,
  { sight, visible }: Beholder,
  zone: string,
): Promise<Frame> {
  const limited = limitTo(visible.repositories, repositoryIds);
  return {
    ...{ db, sight, zone },
    choice: {
      ...{ scope: sight.scope, authors: [], baseBranches: [], labels: [] },
      ...{ repositories: repositoryIds, teams: teamHandle === null ? [] : [teamHandle] },
    },
    deploying: limited,
    failing: { repositories: limited, isOurs: await reachOf(db.pool, teamId) },
  };
}

/** A team's incidents are those that the page of incidents counts as its own. */
async function reachOf(db: Queryable, teamId: string | null): Promise<IncidentReach['isOurs']> {
  if (teamId === null) {
    return null;
  }
  const teamsOf = assignTeams(await readTeamRepositories(db));
  return (incident) => teamsOf(incident).has(teamId);
}
