import { formatInstant } from '../time/instant.ts';
import {
  type IncidentInstant,
  type IncidentInstants,
  incidentInstants,
} from './derive-incident.ts';
import type { incidentDurations } from './incident-durations.metric.ts';

/** Instants as people say them. */
export const instantWords: Readonly<Record<IncidentInstant, string>> = {
  impactStartedAt: 'Impact began',
  detectedAt: 'Detected',
  declaredAt: 'Declared',
  acknowledgedAt: 'Acknowledged',
  mitigatedAt: 'Mitigated',
  resolvedAt: 'Resolved',
  closedAt: 'Closed',
};

/** What came by itself, with what a person entered laid over it (B16). */
export function layOver(
  told: IncidentInstants,
  entered: Partial<Record<IncidentInstant, { at: string }>>,
): IncidentInstants {
  return Object.fromEntries(
    incidentInstants.map((name) => {
      const own = entered[name];
      return [name, own === undefined ? told[name] : new Date(own.at)];
    }),
  ) as IncidentInstants;
}

/** Instants in one line: `Impact began 2026-03-01T09:20:00Z, Detected 2026-03-01T09:31:00Z`. */
export function describeInstants(
  entered: Partial<Record<IncidentInstant, { at: string | null }>>,
): string {
  const told = incidentInstants.flatMap((name) => {
    const at = entered[name]?.at ?? null;
    return at === null ? [] : [`${instantWords[name]} ${formatInstant(new Date(at))}`];
  });
  return told.length === 0 ? 'nothing is entered' : told.join(', ');
}

export const durationNames: Readonly<Record<(typeof incidentDurations)[number], string>> = {
  restore: 'Time to restore',
  detect: 'Time to detect',
  acknowledge: 'Time to acknowledge',
  mitigate: 'Time to mitigate',
  'declared-to-resolved': 'Declared to resolved',
};
