// Without a library, so that the pages can read an address without loading one.

import { type CycleTimeMetric, cycleTimeMetrics } from '../cycle-time/cycle-time.terms.ts';

/** Rates of events, beside the durations; each by what it could have happened in. */
export const rateMetrics = [
  'incident-rate',
  'incidents-per-week',
  'incidents-per-deployment',
  'change-failure',
  'deployment-frequency',
] as const;
export type RateMetric = (typeof rateMetrics)[number];

/** What an intervention can be meant to move. */
export const interventionMetrics = [
  ...cycleTimeMetrics,
  'incident-rate',
  'change-failure',
  'deployment-frequency',
] as const;
export type InterventionMetric = (typeof interventionMetrics)[number];

export function isDurationMetric(metric: string): metric is CycleTimeMetric {
  return (cycleTimeMetrics as readonly string[]).includes(metric);
}

/** More weeks than these are never compared: what lies further away tells of other changes. */
export const mostWeeks = 26;
/** How many are compared where nothing else is asked. */
export const usualWeeks = 12;
