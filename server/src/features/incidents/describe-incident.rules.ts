import {
  type IncidentInstants,
  incidentInstants,
} from '@bellwether/shared/incidents/derive-incident';
import { timeToRestoreSeconds } from '@bellwether/shared/incidents/incident-instants.rules';
import type { ListedIncident } from '@bellwether/shared/incidents/incidents.schema';

type Row = Omit<ListedIncident, keyof IncidentInstants | 'timeToRestoreSeconds'> & IncidentInstants;

/** A stored incident as the lists tell it. */
export function describeIncident(row: Row): ListedIncident {
  const instants = Object.fromEntries(
    incidentInstants.map((name) => [name, row[name]?.toISOString() ?? null]),
  ) as Pick<ListedIncident, keyof IncidentInstants>;
  return { ...row, ...instants, timeToRestoreSeconds: timeToRestoreSeconds(row) };
}
