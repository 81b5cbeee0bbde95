import type { RowScope } from '@bellwether/shared/access/row-scope';
import type {
  IncidentBehind,
  IncidentsBehind,
} from '@bellwether/shared/incidents/incident-detail.schema';
import { enterableInstants } from '@bellwether/shared/incidents/incident-detail.schema';
import {
  type IncidentDuration,
  incidentDurations,
  incidentSeconds,
} from '@bellwether/shared/incidents/incident-durations.metric';
import {
  beganAt,
  type IncidentFact,
  isMeant,
  keyOf,
} from '@bellwether/shared/incidents/incident-trends.metric';
import type {
  IncidentPart,
  IncidentsBehindInput,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { type Bucket, wholePeriod } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { readCauses } from './causes.service.ts';
import { chooseIncidents } from './choose-incidents.service.ts';
import { describeIncident } from './describe-incident.rules.ts';
import { loadEnteredNames } from './entered-instants.store.ts';
import { loadIncidentsById } from './incidents.store.ts';
import { loadIncidentFacts } from './trends.store.ts';

/**
 * The incidents behind a number, those that began last first.
 * @throws AppError `not_found` for a team that is not there
 */
export async function readIncidentsBehind(
  app: Pick<AppContext, 'db'>,
  input: IncidentsBehindInput,
  scope: RowScope,
  zone = 'UTC',
): Promise<IncidentsBehind> {
  const { from, to } = readPeriod(input, 'month', zone);
  const period = wholePeriod(from, to);
  const chosen = await chooseIncidents(app, input, scope);
  const loaded = await loadIncidentFacts(app.db.pool, chosen.rows, from, to);
  const found = loaded
    .filter(chosen.isChosen)
    .filter((incident) => isInPart(incident, input.part, period))
    .filter(({ severity }) => input.severity === undefined || keyOf(severity) === input.severity)
    .sort((a, b) => (beganAt(b) ?? 0) - (beganAt(a) ?? 0) || (a.id < b.id ? -1 : 1));
  const ids = found.slice(0, input.limit).map(({ id }) => id);
  return { items: await describeAll(app, ids, scope), total: found.length };
}

/** Whether an incident stands behind a number of the period. */
export function isInPart(incident: IncidentFact, part: IncidentPart, period: Bucket): boolean {
  const at = beganAt(incident);
  const hasBegun = at !== null && period.from <= at && at < period.to;
  if (part === 'excluded') {
    return hasBegun && incident.exclusion !== null;
  }
  if (incident.exclusion !== null) {
    return false;
  }
  const resolvedAt = incident.resolvedAt === null ? null : instantOf(incident.resolvedAt);
  if (part === 'began') {
    return hasBegun;
  }
  if (part === 'open') {
    return hasBegun && resolvedAt === null && incident.closedAt === null;
  }
  if (part === 'resolved') {
    return resolvedAt !== null && period.from <= resolvedAt && resolvedAt < period.to;
  }
  const isWith = part.startsWith('with-');
  const duration = incidentDurations.find(
    (name) => part.endsWith(`-${name}`) && isNamed(part, name),
  );
  return (
    duration !== undefined &&
    isMeant(duration, incident, [period]) &&
    (incidentSeconds(duration, incident) !== null) === isWith
  );
}

function isNamed(part: IncidentPart, duration: IncidentDuration): boolean {
  return part === `with-${duration}` || part === `without-${duration}`;
}

async function describeAll(
  { db }: Pick<AppContext, 'db'>,
  ids: readonly string[],
  scope: RowScope,
): Promise<IncidentBehind[]> {
  const rows = await loadIncidentsById(db.pool, ids);
  const entered = await loadEnteredNames(db.pool, ids);
  const causes = await readCauses({ db }, rows, scope);
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined) {
      return [];
    }
    const { repositoryId: _, ...listed } = row;
    const at = beganAt(row);
    const names = entered.get(id) ?? [];
    return [
      {
        ...describeIncident(listed),
        beganAt: at === null ? null : formatInstant(dateOf(at)),
        declaredToResolvedSeconds: incidentSeconds('declared-to-resolved', row),
        entered: enterableInstants.filter((name) => names.includes(name)),
        causes: causes.get(id) ?? [],
      },
    ];
  });
}
