import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import {
  type InterventionMetric,
  interventionMetrics,
  isDurationMetric,
  type RateMetric,
} from '@bellwether/shared/interventions/interventions.terms';

/** How a rate is spoken of; `scale`: it is told per so many of what it could have happened in. */
export type RateTerm = {
  label: string;
  scale: number;
  /** What is counted, and in what, one and many. */
  event: readonly [one: string, many: string];
  exposure: readonly [one: string, many: string];
  /** Told in percent. */
  isShare: boolean;
  isMoreBetter: boolean;
  rule: string;
};

const incident = ['incident', 'incidents'] as const;
const deployment = ['deployment', 'deployments'] as const;
const lessIsBetter = { isShare: false, isMoreBetter: false };

export const rateTerms: Readonly<Record<RateMetric, RateTerm>> = {
  'incident-rate': {
    ...{ label: 'Incidents per 100 merged pull requests', scale: 100, event: incident },
    exposure: ['merged pull request', 'merged pull requests'],
    ...{ ...lessIsBetter, rule: 'B16' },
  },
  'incidents-per-week': {
    ...{ label: 'Incidents per week', scale: 1, event: incident, exposure: ['week', 'weeks'] },
    ...{ ...lessIsBetter, rule: 'B16' },
  },
  'incidents-per-deployment': {
    ...{ label: 'Incidents per 100 deployments', scale: 100, event: incident },
    ...{ exposure: deployment, ...lessIsBetter, rule: 'B16' },
  },
  'change-failure': {
    ...{ label: 'Change failure rate', scale: 100, exposure: deployment },
    event: ['failed deployment', 'failed deployments'],
    ...{ isShare: true, isMoreBetter: false, rule: 'B15' },
  },
  'deployment-frequency': {
    ...{ label: 'Deployments per week', scale: 1, event: deployment, exposure: ['week', 'weeks'] },
    ...{ isShare: false, isMoreBetter: true, rule: 'B15' },
  },
};

export function labelOfMetric(metric: InterventionMetric): string {
  return isDurationMetric(metric) ? durationTerms[metric].label : rateTerms[metric].label;
}

/** For a choice, in the order of the contract. */
export const metricOptions = interventionMetrics.map((value) => ({
  value,
  label: labelOfMetric(value),
}));
