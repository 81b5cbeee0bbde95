import { exclusions } from '@bellwether/shared/incidents/incident-rule';
import { severityKeys } from '@bellwether/shared/incidents/incidents.terms';

const numberOrNull = { type: ['number', 'null'] };
const nothing = { type: 'null', description: 'A rate has no percentiles.' };
const interval = {
  type: ['array', 'null'],
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
};

function object(properties: Record<string, object>, description?: string) {
  return {
    ...{ type: 'object', required: Object.keys(properties), properties },
    ...(description === undefined ? {} : { description }),
  };
}

const count = { type: 'integer', minimum: 0 };

/** What `GET /api/v1/metrics/incident-rate` answers. */
export const incidentRateSchemas = {
  IncidentRate: object({
    definitionVersion: { type: 'integer' },
    dataAsOf: { type: ['string', 'null'], format: 'date-time' },
    buckets: { type: 'array', items: { $ref: '#/components/schemas/IncidentRateBucket' } },
  }),
  IncidentRateBucket: object({
    start: { type: 'string', format: 'date-time' },
    n: { ...count, description: 'Incidents that began in the bucket and count.' },
    p50: nothing,
    p75: nothing,
    p90: nothing,
    mean: {
      ...numberOrNull,
      description: 'Incidents a week. Null: nothing is known of the bucket.',
    },
    interval80: { ...interval, description: 'Exact 80 % interval of the mean, of a count.' },
    censored: { type: 'integer', const: 0 },
    excluded: {
      type: 'object',
      description: `Began in the bucket and are counted apart: ${exclusions.join(', ')}.`,
      additionalProperties: count,
    },
    bySeverity: object(
      Object.fromEntries(severityKeys.map((key) => [key, count])),
      'From the worst; unknown: no severity is known.',
    ),
    perWeek: { $ref: '#/components/schemas/RateOfIncidents' },
    per100Deployments: { $ref: '#/components/schemas/RateOfIncidents' },
    per1000PullRequests: { $ref: '#/components/schemas/RateOfIncidents' },
  }),
  RateOfIncidents: object({
    value: { ...numberOrNull, description: 'Null: the denominator is 0 or not known.' },
    numerator: { type: 'number' },
    denominator: {
      ...numberOrNull,
      description:
        'Weeks, deployments to production, or merged pull requests by people. Null where fewer than three people stand behind it whom the caller may not see one by one.',
    },
    interval80: interval,
  }),
};
