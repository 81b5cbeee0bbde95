import { bucketSizeSchema, clockSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { cycleTimeMetrics } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { errorCodes } from '@bellwether/shared/errors/app-error';
import { authorClasses } from '@bellwether/shared/pull-requests/author-class.rules';
import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import { syncStateSchema, syncStreams } from '@bellwether/shared/sync-status/sync-status.schema';
import { securitySchemes, withoutToken, withToken } from './openapi-access.ts';
import { deliveryCalls, deliverySchemas } from './openapi-delivery.ts';
import { incidentRateSchemas } from './openapi-incident-rate.ts';
import { postedDeployments, postedIncidents, postedSchemas } from './openapi-posted.ts';
import { reviewLoadCall, reviewLoadSchemas } from './openapi-review-load.ts';

const instantOrNull = { type: ['string', 'null'], format: 'date-time' };
const numberOrNull = { type: ['number', 'null'] };
const integerOrNull = { type: ['integer', 'null'] };

function answer(description: string, contentType: string, schema: object) {
  return { description, content: { [contentType]: { schema } } };
}

function refusal(description: string) {
  return answer(description, 'application/json', { $ref: '#/components/schemas/Failure' });
}

function queryParameter(name: string, description: string, schema: object, required = false) {
  return { name, in: 'query', description, required, schema };
}

const period = (required: boolean) => [
  queryParameter(
    'from',
    'First day (2026-01-01, from midnight UTC) or instant (2026-01-01T09:00:00Z) that counts.',
    { type: 'string' },
    required,
  ),
  queryParameter('to', 'First day or instant that is left out.', { type: 'string' }, required),
];

const repository = {
  ...queryParameter('repository', 'owner/name. May be repeated, or hold several with commas.', {
    type: 'array',
    items: { type: 'string' },
  }),
  explode: true,
};

const texts = { type: 'array', items: { type: 'string' } };

function chosen(values: readonly string[]) {
  return { type: 'array', items: { type: 'string', enum: [...values] } };
}

const team = queryParameter(
  'team',
  "The author's team: its slug, or organisation/slug. Teams within it count too. May be repeated.",
  texts,
);

const pullRequestsCsv = {
  get: {
    summary: 'One row for each pull request, ordered by repository and number',
    description:
      'UTF-8, a header, lines end in CRLF. Durations are whole seconds, instants are UTC; an empty cell is not known.',
    operationId: 'exportPullRequests',
    parameters: [
      ...period(false),
      repository,
      queryParameter('by', 'Which instant must lie in the period.', {
        type: 'string',
        enum: ['mergedAt', 'createdAt'],
        default: 'mergedAt',
      }),
      queryParameter('author', 'Login of the author. May be repeated.', texts),
      queryParameter('base_branch', 'Branch to be merged into. May be repeated.', texts),
      team,
      queryParameter('label', 'A label that it has. May be repeated.', texts),
      queryParameter('size', 'Size class. May be repeated.', chosen(sizeClasses)),
      queryParameter('tier', 'How much review it asks for. May be repeated.', chosen(tiers)),
      queryParameter(
        'author_class',
        'Class of the author. May be repeated.',
        chosen(authorClasses),
      ),
      queryParameter('ai_assisted', 'Written with an AI agent or not.', chosen(['true', 'false'])),
      queryParameter('search', 'Words of the title, a number, a login or a repository.', {
        type: 'string',
      }),
    ],
    responses: {
      200: answer('The file.', 'text/csv', { type: 'string' }),
      400: refusal('A parameter is wrong; the answer names it.'),
      404: refusal('A repository or a team is not here; the answer names it.'),
    },
  },
};

const auditCsv = {
  get: {
    summary: 'Who changed what, the newest first',
    description:
      'UTF-8, a header, lines end in CRLF. Instants are UTC; what was there before and after is JSON, secrets masked.',
    operationId: 'exportAuditEvents',
    parameters: [
      queryParameter('search', 'Words of the name, the subject or the action.', { type: 'string' }),
      queryParameter('action', 'An action, or its beginning: people.merge, people', {
        type: 'string',
      }),
      queryParameter('outcome', 'How it ended.', {
        type: 'string',
        enum: ['done', 'refused', 'failed'],
      }),
      queryParameter('from', 'First day that counts, 2026-01-01.', { type: 'string' }),
      queryParameter('to', 'First day that is left out.', { type: 'string' }),
    ],
    responses: {
      200: answer('The file.', 'text/csv', { type: 'string' }),
      400: refusal('A parameter is wrong; the answer names it.'),
    },
  },
};

const sync = {
  get: {
    summary: 'How far each repository has been read',
    operationId: 'getSync',
    responses: {
      200: answer('The state now.', 'application/json', { $ref: '#/components/schemas/Sync' }),
    },
  },
};

const metrics = {
  get: {
    summary: 'A duration by day, week or month',
    description:
      'Durations in seconds. Bucketed by the event that ends the stage. Null is not known; an empty bucket is an entry too.',
    operationId: 'getMetric',
    parameters: [
      {
        name: 'name',
        in: 'path',
        required: true,
        schema: { type: 'string', enum: [...cycleTimeMetrics] },
      },
      ...period(true),
      repository,
      team,
      queryParameter('bucket', 'Length of a bucket; weeks begin on Monday.', {
        type: 'string',
        enum: bucketSizeSchema.options,
        default: 'week',
      }),
      queryParameter(
        'clock',
        'wall: nights and weekends count; work: working hours alone, as the definitions set them.',
        {
          type: 'string',
          enum: clockSchema.options,
          default: 'wall',
        },
      ),
    ],
    responses: {
      200: answer('The metric.', 'application/json', { $ref: '#/components/schemas/Metric' }),
      400: refusal('A parameter is wrong; the answer names it.'),
      404: refusal('There is no such metric, or a repository is not here.'),
    },
  },
};

const incidentRate = {
  get: {
    summary: 'Incidents per week, per 100 deployments and per 1,000 merged pull requests',
    description:
      'An incident counts in the bucket in which it began: the first of its instants that is known. Duplicates, false alarms and drills are counted apart.',
    operationId: 'getIncidentRate',
    parameters: [...metrics.get.parameters.filter(({ name }) => name !== 'name')],
    responses: {
      200: answer('The rate.', 'application/json', { $ref: '#/components/schemas/IncidentRate' }),
      400: refusal('A parameter is wrong; the answer names it.'),
      404: refusal('A repository or a team is not here.'),
    },
  },
};

function deliveryMetric(name: keyof typeof deliveryCalls) {
  const { schema, ...call } = deliveryCalls[name];
  return withToken('cycle-time.read', {
    get: {
      ...call,
      parameters: [...metrics.get.parameters.filter((one) => one.name !== 'name')],
      responses: {
        200: answer('The metric.', 'application/json', { $ref: `#/components/schemas/${schema}` }),
        400: refusal('A parameter is wrong; the answer names it.'),
        404: refusal('A repository or a team is not here.'),
      },
    },
  });
}

const description = {
  get: {
    summary: 'This document',
    operationId: 'getOpenApi',
    responses: { 200: answer('OpenAPI 3.1.', 'application/json', { type: 'object' }) },
  },
};

function object(properties: Record<string, object>) {
  return { type: 'object', required: Object.keys(properties), properties };
}

const schemas = {
  Failure: object({
    error: object({
      code: { type: 'string', enum: [...errorCodes] },
      message: { type: 'string' },
      field: { type: ['string', 'null'], description: 'The parameter that is wrong.' },
      remedy: { type: ['string', 'null'], description: 'What would be right.' },
    }),
  }),
  Sync: object({
    repositories: {
      type: 'array',
      items: object({
        repository: { type: 'string' },
        state: { type: 'string', enum: syncStateSchema.options },
        streams: { type: 'array', items: { $ref: '#/components/schemas/SyncStream' } },
      }),
    },
    points: {
      ...object({ spent: { type: 'integer' }, remaining: integerOrNull, resetAt: instantOrNull }),
      type: ['object', 'null'],
    },
  }),
  SyncStream: object({
    stream: { type: 'string', enum: [...syncStreams] },
    state: { type: 'string', enum: syncStateSchema.options },
    stored: { type: 'integer' },
    total: integerOrNull,
    coverage: { ...numberOrNull, minimum: 0, maximum: 1 },
    cursor: { type: ['string', 'null'] },
    lastSuccessAt: instantOrNull,
    error: {
      ...object({
        code: { type: 'string' },
        message: { type: 'string' },
        at: { type: 'string', format: 'date-time' },
      }),
      type: ['object', 'null'],
    },
  }),
  Metric: object({
    definitionVersion: { type: 'integer' },
    settingsRevision: {
      type: 'integer',
      description: 'Of the settings that the numbers follow; 0: those of a fresh installation.',
    },
    dataAsOf: instantOrNull,
    ruleMakers: {
      type: 'object',
      description:
        'Who made the rules that leave pull requests out, by the name that "excluded" has for each; empty for a token that may not see everybody one by one.',
      additionalProperties: { type: 'string' },
    },
    buckets: { type: 'array', items: { $ref: '#/components/schemas/MetricBucket' } },
  }),
  MetricBucket: object({
    start: { type: 'string', format: 'date-time' },
    n: {
      type: ['integer', 'null'],
      description:
        'Null, like all durations, where fewer than three people stand behind it whom the caller may not see one by one; "withheld" then says "too-few-people", and is not there else.',
    },
    p50: numberOrNull,
    p75: numberOrNull,
    p90: numberOrNull,
    mean: numberOrNull,
    interval80: {
      type: ['array', 'null'],
      items: { type: 'number' },
      minItems: 2,
      maxItems: 2,
      description: 'The 80 % interval of the median by order statistics.',
    },
    censored: {
      type: ['integer', 'null'],
      description: 'Begun and not finished when the bucket closed. Null: withheld as "n" is.',
    },
    excluded: {
      type: 'object',
      description:
        'Ended in the bucket and not counted: by the class of the author (bot, ai_reviewer, service, ghost), or by the name of the rule that leaves them out.',
      additionalProperties: { type: 'integer' },
    },
  }),
};

/** What `/api/v1` offers, for programs and people. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Bellwether',
    version: '1',
    description: 'Where the time of a team goes, for other programs.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: {
    '/api/v1/openapi.json': withoutToken(description),
    '/api/v1/sync': withToken('sync-status.read', sync),
    '/api/v1/pull-requests.csv': withToken('pull-requests.read', pullRequestsCsv),
    '/api/v1/audit.csv': withToken('audit.read', auditCsv),
    '/api/v1/metrics/{name}': withToken('cycle-time.read', metrics),
    '/api/v1/review-load': withToken(
      'review-load.read',
      reviewLoadCall([...period(true), repository, team]),
    ),
    '/api/v1/metrics/deployment-frequency': deliveryMetric('deployment-frequency'),
    '/api/v1/metrics/change-failure': deliveryMetric('change-failure'),
    '/api/v1/metrics/recovery-time': deliveryMetric('recovery-time'),
    '/api/v1/metrics/incident-rate': withToken('cycle-time.read', incidentRate),
    '/api/v1/deployments': withToken('deployments.write', postedDeployments),
    '/api/v1/incidents': withToken('incidents.write', postedIncidents),
  },
  components: {
    securitySchemes,
    schemas: {
      ...schemas,
      ...reviewLoadSchemas,
      ...incidentRateSchemas,
      ...deliverySchemas,
      ...postedSchemas,
    },
  },
};
