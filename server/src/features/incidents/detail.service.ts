import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { IncidentInstants } from '@bellwether/shared/incidents/derive-incident';
import { incidentInstants } from '@bellwether/shared/incidents/derive-incident';
import { instantWords } from '@bellwether/shared/incidents/entered-instants.rules';
import type { IncidentDetail } from '@bellwether/shared/incidents/incident-detail.schema';
import {
  durationEnds,
  incidentDurations,
  incidentSeconds,
} from '@bellwether/shared/incidents/incident-durations.metric';
import { findInversions } from '@bellwether/shared/incidents/incident-instants.rules';
import { isVisible, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { readCauses } from './causes.service.ts';
import { describeIncident } from './describe-incident.rules.ts';
import { loadEdits } from './entered-instants.store.ts';
import { loadIncidentsById } from './incidents.store.ts';

/**
 * One incident with each instant and where it comes from. `entering`: what the caller may enter instants of; null: nothing.
 * @throws AppError `not_found` when it is not there, or not the caller's to see
 */
export async function readIncident(
  app: Pick<AppContext, 'db'>,
  incidentId: string,
  scope: RowScope,
  entering: RowScope | null,
): Promise<IncidentDetail> {
  const [row] = await loadIncidentsById(app.db.pool, [incidentId]);
  if (row === undefined || !(await maySee(app, row.repositoryId, scope))) {
    throw noSuchIncident();
  }
  const { repositoryId, ...listed } = row;
  const { entered, version } = await loadEdits(app.db.pool, incidentId);
  return {
    incident: describeIncident(listed),
    severities: row.severities,
    instants: incidentInstants.map((name) => {
      const own = entered[name];
      return {
        ...{ name, at: row[name]?.toISOString() ?? null },
        source: own === undefined ? 'auto' : 'manual',
        editedBy: own?.editedBy ?? null,
        editedAt: own?.editedAt ?? null,
      };
    }),
    durations: incidentDurations.map((duration) => ({
      duration,
      seconds: incidentSeconds(duration, row),
      whyNull: whyNull(duration, row),
    })),
    warnings: describeInversions(row),
    causes: (await readCauses(app, [row], scope)).get(incidentId) ?? [],
    version,
    mayEnter: entering !== null && (await maySee(app, repositoryId, entering)),
  };
}

/** Incidents of no repository are nobody's in particular: who sees everything sees them. */
async function maySee(
  { db }: Pick<AppContext, 'db'>,
  repositoryId: string | null,
  scope: RowScope,
): Promise<boolean> {
  return isVisible(await loadVisibleRepositories(db.pool, scope), repositoryId);
}

export function noSuchIncident(): AppError {
  return new AppError('not_found', 'There is no such incident among those that you may see.', {
    remedy: 'Its labels may say something else by now: look at the issue on GitHub.',
  });
}

export function describeInversions(instants: IncidentInstants): string[] {
  return findInversions(instants).map(
    ({ earlier, later }) =>
      `"${instantWords[earlier]}" lies before "${instantWords[later]}": taken as it is.`,
  );
}

function whyNull(
  duration: (typeof incidentDurations)[number],
  instants: IncidentInstants,
): string | null {
  if (incidentSeconds(duration, instants) !== null) {
    return null;
  }
  const { from, to } = durationEnds[duration];
  const missing = [from, to].filter((name) => instants[name] === null);
  return missing.length === 0
    ? `"${instantWords[to]}" lies before "${instantWords[from]}".`
    : `Not known: ${missing.map((name) => `"${instantWords[name]}"`).join(' and ')}.`;
}
