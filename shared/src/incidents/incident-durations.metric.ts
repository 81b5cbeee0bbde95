import { fewestForPercentiles } from '../cycle-time/cycle-time.metric.ts';
import { medianInterval80 } from '../stats/median-interval.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import type { IncidentInstant, IncidentInstants } from './derive-incident.ts';

/** What can be measured of an incident (B16). Declared to resolved is no time to restore, and never stands in for one. */
export const incidentDurations = [
  'restore',
  'detect',
  'acknowledge',
  'mitigate',
  'declared-to-resolved',
] as const;
export type IncidentDuration = (typeof incidentDurations)[number];

/** From which instant to which; the second one puts an incident into a bucket (B0.1). */
export const durationEnds: Readonly<
  Record<IncidentDuration, { from: IncidentInstant; to: IncidentInstant }>
> = {
  restore: { from: 'impactStartedAt', to: 'resolvedAt' },
  detect: { from: 'impactStartedAt', to: 'detectedAt' },
  acknowledge: { from: 'detectedAt', to: 'acknowledgedAt' },
  mitigate: { from: 'impactStartedAt', to: 'mitigatedAt' },
  'declared-to-resolved': { from: 'declaredAt', to: 'resolvedAt' },
};

/** Seconds; null: an end is not known, or they are the wrong way round. Never with a stand-in for either. */
export function incidentSeconds(
  duration: IncidentDuration,
  instants: IncidentInstants,
): number | null {
  const { from, to } = durationEnds[duration];
  const [began, ended] = [instants[from], instants[to]];
  if (began === null || ended === null || ended < began) {
    return null;
  }
  return Math.round((ended.getTime() - began.getTime()) / 1000);
}

/** n < 5: no percentile, and each one in `each` instead (B0.6, B16). */
export type DurationsOf = {
  n: number;
  p50: number | null;
  p90: number | null;
  interval80: [number, number] | null;
  /** Seconds of each, ascending; empty where percentiles speak. */
  each: number[];
};

export function summariseSeconds(seconds: readonly number[]): DurationsOf {
  const sorted = ascending(seconds);
  const isFew = sorted.length < fewestForPercentiles;
  return {
    n: sorted.length,
    p50: isFew ? null : percentile(sorted, 0.5),
    p90: isFew ? null : percentile(sorted, 0.9),
    interval80: isFew ? null : medianInterval80(sorted),
    each: isFew ? sorted : [],
  };
}
