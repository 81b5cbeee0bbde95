const numberOrNull = { type: ['number', 'null'] };
const count = { type: 'integer', minimum: 0 };
const nothing = { type: 'null' };

function object(properties: Record<string, object>) {
  return { type: 'object', required: Object.keys(properties), properties };
}

function metric(bucket: object) {
  return object({
    definitionVersion: { type: 'integer' },
    dataAsOf: { type: ['string', 'null'], format: 'date-time' },
    buckets: { type: 'array', items: bucket },
  });
}

const excluded = {
  type: 'object',
  description:
    'Finished in the bucket and not counted: redeploy, the version that was there already; failed, never succeeded; remediation, outside of a rate of changes.',
  additionalProperties: count,
};
const noPercentiles = { p50: nothing, p75: nothing, p90: nothing };

/** What the measures of deployments answer. */
export const deliverySchemas = {
  DeploymentFrequency: metric(
    object({
      start: { type: 'string', format: 'date-time' },
      n: { ...count, description: 'Production deployments that finished in the bucket.' },
      ...noPercentiles,
      mean: {
        ...numberOrNull,
        description:
          'Deployments a week, over the part of the bucket after the first one that is known. Null: none of it was seen.',
      },
      interval80: nothing,
      censored: { type: 'integer', const: 0 },
      excluded,
      daysWithDeployment: { ...count, description: 'Days with a deployment of any service.' },
    }),
  ),
  ChangeFailure: metric(
    object({
      start: { type: 'string', format: 'date-time' },
      n: { ...count, description: 'Production deployments that are no remedies.' },
      ...noPercentiles,
      mean: {
        ...numberOrNull,
        description: 'The change failure rate, 0..1: failed / n. Null: nothing was deployed.',
      },
      interval80: nothing,
      censored: { type: 'integer', const: 0 },
      excluded,
      failed: {
        ...count,
        description:
          'By the word of a person or of the incident, by a rollback, a revert or a hotfix.',
      },
      suspected: {
        ...count,
        description: 'Near to an incident in time and nothing more: never part of the rate.',
      },
      suspectedRatio: numberOrNull,
    }),
  ),
  RecoveryTime: metric(
    object({
      start: { type: 'string', format: 'date-time' },
      n: { ...count, description: 'Failed deployments that were mended in the bucket.' },
      p50: numberOrNull,
      p75: numberOrNull,
      p90: numberOrNull,
      mean: numberOrNull,
      interval80: {
        ...{ type: ['array', 'null'], items: { type: 'number' }, minItems: 2, maxItems: 2 },
        description: 'The 80 % interval of the median by order statistics.',
      },
      censored: { ...count, description: 'Failed and not mended when the bucket closed.' },
      excluded,
    }),
  ),
};

/** Summary, description and schema of each call, by the name of its metric. */
export const deliveryCalls = {
  'deployment-frequency': {
    summary: 'How often something reaches production',
    description: 'Each deployment counts in the bucket in which it first succeeded.',
    operationId: 'getDeploymentFrequency',
    schema: 'DeploymentFrequency',
  },
  'change-failure': {
    summary: 'How many deployments fail',
    description:
      'Distinct failed production deployments over those that are no remedies themselves, confirmed and suspected apart.',
    operationId: 'getChangeFailure',
    schema: 'ChangeFailure',
  },
  'recovery-time': {
    summary: 'How long a failed deployment lasts',
    description:
      'Seconds from the end of a failed deployment to that of its remedy or to the mitigation of its incident, whichever came first; in the bucket of that end.',
    operationId: 'getRecoveryTime',
    schema: 'RecoveryTime',
  },
} as const;
