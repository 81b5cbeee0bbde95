import type { Instant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { gatherPeople, withholdFew, withholdNested } from '../cycle-time/few-people.metric.ts';
import type { Period } from '../cycle-time/period.rules.ts';
import type { ChosenIncidents } from './choose-incidents.service.ts';
import type { Exposures } from './exposure.metric.ts';
import {
  countDeploymentsByBucket,
  countMergedByBucket,
  findHiddenAuthors,
  loadKnownSince,
} from './trends.store.ts';

/** What incidents are held against. Place 0 of the buckets is the whole period before. */
export type PeriodExposures = Exposures & {
  knownSince: Instant | null;
  /** Where counts of pull requests are kept back: too few people whom the caller may not see one by one stand behind them. */
  withheld: { cells: boolean[]; whole: boolean; previous: boolean };
  isTeamWithheld: (teamId: string, isPrevious: boolean) => boolean;
};

export async function readExposures(
  { db }: Pick<AppContext, 'db'>,
  chosen: ChosenIncidents,
  period: Pick<Period, 'previousFrom' | 'buckets' | 'to'>,
  sight: Sight,
): Promise<PeriodExposures> {
  const { repositoryIds } = chosen;
  const borders = [period.previousFrom, ...period.buckets.map(({ from }) => from), period.to];
  const choice = {
    // Of no repository at all, none is counted; an empty list would mean all.
    repositories: repositoryIds.length === 0 ? [''] : repositoryIds,
    ...{ authors: [], baseBranches: [], labels: [], scope: sight.scope },
  };
  const hidden = mayHidePeople(sight)
    ? await findHiddenAuthors(db.pool, choice, borders, sight.oneByOne)
    : [];
  const cells = gatherPeople(hidden, borders.length - 1);
  const current = withholdFew(cells.slice(1));
  const [before] = withholdFew(cells.slice(0, 1)).cells;
  const teams = withholdTeams(hidden, chosen);
  return {
    deployments: await countDeploymentsByBucket(db.pool, repositoryIds, borders),
    pullRequests: await countMergedByBucket(db.pool, choice, borders),
    knownSince: await loadKnownSince(db.pool, repositoryIds, chosen.rows.withHomeless),
    withheld: { ...current, previous: before ?? false },
    isTeamWithheld: (teamId, isPrevious) =>
      teams[isPrevious ? 'previous' : 'current'].get(teamId) ?? false,
  };
}

/** Whether totals may be about people whom the caller does not see one by one. */
function mayHidePeople({ scope, oneByOne }: Sight): boolean {
  const seen = oneByOne?.teamIds ?? [];
  return (
    seen !== 'all' &&
    (scope.teamIds === 'all' || scope.teamIds.some((teamId) => !seen.includes(teamId)))
  );
}

type Hidden = { bucket: number; repositoryId: string; person: string };

function withholdTeams(hidden: readonly Hidden[], chosen: ChosenIncidents) {
  const withheldIn = (rows: readonly Hidden[]) => {
    const places = new Map(chosen.teams.map(({ id }, index) => [id, index]));
    const found = rows.flatMap(({ repositoryId, person }) =>
      [...(chosen.teamsOfRepository.get(repositoryId) ?? [])].flatMap((teamId) => {
        const bucket = places.get(teamId);
        return bucket === undefined ? [] : [{ bucket, person }];
      }),
    );
    const cells = withholdNested(gatherPeople(found, chosen.teams.length));
    return new Map(chosen.teams.map(({ id }, index) => [id, cells[index] ?? true]));
  };
  return {
    previous: withheldIn(hidden.filter(({ bucket }) => bucket === 0)),
    current: withheldIn(hidden.filter(({ bucket }) => bucket > 0)),
  };
}
