import type { PostedAnswer } from '@bellwether/shared/deployments/posted-fields.schema';
import { incidentInstants } from '@bellwether/shared/incidents/derive-incident';
import { findInversions } from '@bellwether/shared/incidents/incident-instants.rules';
import {
  instantsOf,
  type PostedIncident,
} from '@bellwether/shared/incidents/posted-incident.schema';
import type { AppContext } from '../../app-context.ts';
import { requireRepository } from '../deployments/read-repositories.rules.ts';
import { refuseFuture } from '../deployments/refuse-future.rules.ts';
import { loadReadRepositories, storePostedIncidents } from './posted-incidents.store.ts';

/**
 * Stores what other systems know of incidents, all or none.
 * @throws AppError `not_found` for a repository that is not read, `invalid_input` for an instant still to come
 */
export async function postIncidents(
  app: AppContext,
  posted: readonly PostedIncident[],
): Promise<PostedAnswer[]> {
  const repositories = await loadReadRepositories(app.db);
  const toStore = posted.map((incident, index) => {
    const place = posted.length === 1 ? '' : `[${index}].`;
    const { repository } = incident;
    refuseFuture(instantsOf(incident), app.clock(), place);
    return {
      ...incident,
      repositoryId: repository ? requireRepository(repositories, repository, place).id : null,
    };
  });
  const stored = await storePostedIncidents(app.db, toStore, app.clock());
  await app.sync.tell('data');
  return stored.map(({ id, created }, index) => ({
    ...{ id, created },
    warnings: warningsOf(posted[index]),
  }));
}

function warningsOf(incident: PostedIncident | undefined): string[] {
  if (incident === undefined) {
    return [];
  }
  if (incidentInstants.every((name) => incident[name] === null)) {
    return ['No instant is told: it lies in no period, and has no durations.'];
  }
  return findInversions(incident).map(
    ({ earlier, later }) => `${earlier} lies before ${later}: taken as it is.`,
  );
}
