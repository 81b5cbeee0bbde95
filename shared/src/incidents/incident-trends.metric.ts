import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import { type Instant, instantOf, instantOrNull } from '../time/instant.ts';
import { type IncidentInstants, incidentInstants } from './derive-incident.ts';
import {
  type DurationsOf,
  durationEnds,
  type IncidentDuration,
  incidentDurations,
  incidentSeconds,
  summariseSeconds,
} from './incident-durations.metric.ts';
import type { SeverityCounts } from './incident-rate.metric.ts';
import { type Exclusion, exclusions, type Severity } from './incident-rule.ts';
import { type SeverityKey, severityKeys } from './incidents.terms.ts';

/** An incident, with what its numbers are made of. */
export type IncidentFact = IncidentInstants & {
  id: string;
  severity: Severity | null;
  service: string | null;
  exclusion: Exclusion | null;
};

export type IncidentCounts = {
  /** Those that count: no duplicates, false alarms or drills (B16). */
  incidents: number;
  bySeverity: SeverityCounts;
  /** Most incidents first; null: no service is known. */
  byService: { service: string | null; incidents: number }[];
  excluded: Record<Exclusion, number>;
};

/** When an incident began, as far as anybody knows: the first of its instants. Null: none is known, and it lies in no period. */
export function beganAt(incident: IncidentInstants): Instant | null {
  const known = incidentInstants.flatMap((name) => instantOrNull(incident[name]) ?? []);
  return known.length === 0 ? null : Math.min(...known);
}

/** Incidents by the bucket in which they began; counted apart are those that an exclusion names. */
export function countIncidents(
  incidents: readonly IncidentFact[],
  buckets: readonly Bucket[],
): IncidentCounts[] {
  const parts = buckets.map((): IncidentFact[] => []);
  for (const incident of incidents) {
    const at = beganAt(incident);
    parts[at === null ? -1 : bucketIndexOf(buckets, at)]?.push(incident);
  }
  return parts.map(tallyIncidents);
}

export function tallyIncidents(incidents: readonly IncidentFact[]): IncidentCounts {
  const real = incidents.filter(({ exclusion }) => exclusion === null);
  const bySeverity = Object.fromEntries(
    severityKeys.map((key) => [key, real.filter((one) => keyOf(one.severity) === key).length]),
  ) as SeverityCounts;
  const excluded = Object.fromEntries(
    exclusions.map((name) => [
      name,
      incidents.filter(({ exclusion }) => exclusion === name).length,
    ]),
  ) as Record<Exclusion, number>;
  return { incidents: real.length, bySeverity, byService: countServices(real), excluded };
}

export function keyOf(severity: Severity | null): SeverityKey {
  return severity ?? 'unknown';
}

function countServices(incidents: readonly IncidentFact[]): IncidentCounts['byService'] {
  const counts = new Map<string | null, number>();
  for (const { service } of incidents) {
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts]
    .map(([service, count]) => ({ service, incidents: count }))
    .sort((a, b) => b.incidents - a.incidents || compareNames(a.service, b.service));
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  return a === null || (b !== null && a > b) ? 1 : -1;
}

/** One duration by the bucket of its end, pooled over the period, and by severity. */
export type DurationTrend = {
  duration: IncidentDuration;
  buckets: DurationsOf[];
  whole: DurationsOf;
  /** From the worst; those without any are left out. */
  bySeverity: (DurationsOf & { severity: SeverityKey })[];
  /**
   * Of `of` incidents, `missing` have no such duration, since an end is not known or they are the wrong way round. `of`: those
   * resolved in the period, for what ends with the resolution; those that began in it, for the others.
   */
  coverage: { of: number; missing: number };
};

/** Every duration over the buckets, which must follow one another without gaps. Those counted apart are left out (B16). */
export function summariseIncidentDurations(
  incidents: readonly IncidentFact[],
  buckets: readonly Bucket[],
): DurationTrend[] {
  const real = incidents.filter(({ exclusion }) => exclusion === null);
  return incidentDurations.map((duration) => {
    const { to } = durationEnds[duration];
    const places = real.flatMap((incident) => {
      const seconds = incidentSeconds(duration, incident);
      const ended = incident[to];
      const bucket = ended === null ? -1 : bucketIndexOf(buckets, instantOf(ended));
      return seconds === null || bucket === -1 ? [] : [{ bucket, seconds, incident }];
    });
    const secondsOf = (chosen: typeof places) => summariseSeconds(chosen.map((one) => one.seconds));
    return {
      duration,
      buckets: buckets.map((_, index) =>
        secondsOf(places.filter(({ bucket }) => bucket === index)),
      ),
      whole: secondsOf(places),
      bySeverity: severityKeys.flatMap((severity) => {
        const own = places.filter(({ incident }) => keyOf(incident.severity) === severity);
        return own.length === 0 ? [] : [{ severity, ...secondsOf(own) }];
      }),
      coverage: coverageOf(duration, real, buckets),
    };
  });
}

function coverageOf(
  duration: IncidentDuration,
  real: readonly IncidentFact[],
  buckets: readonly Bucket[],
): DurationTrend['coverage'] {
  const meant = real.filter((incident) => isMeant(duration, incident, buckets));
  return {
    of: meant.length,
    missing: meant.filter((incident) => incidentSeconds(duration, incident) === null).length,
  };
}

/** Whether an incident of the period should have the duration. */
export function isMeant(
  duration: IncidentDuration,
  incident: IncidentInstants,
  buckets: readonly Bucket[],
): boolean {
  const endsWithResolution = durationEnds[duration].to === 'resolvedAt';
  const at = endsWithResolution ? instantOrNull(incident.resolvedAt) : beganAt(incident);
  return at !== null && bucketIndexOf(buckets, at) !== -1;
}
