import { postedDeploymentSchema } from '@bellwether/shared/deployments/posted-deployment.schema';
import {
  MOST_POSTED,
  postedAnswerSchema,
} from '@bellwether/shared/deployments/posted-fields.schema';
import { postedIncidentSchema } from '@bellwether/shared/incidents/posted-incident.schema';
import { z } from 'zod';

type JsonSchema = { properties?: Record<string, object>; [key: string]: unknown };

/** The schema that the endpoint itself checks by, with a description for each field that needs one. */
function describe(
  schema: z.ZodType,
  io: 'input' | 'output',
  descriptions: Record<string, string>,
): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const properties = Object.entries((json as JsonSchema).properties ?? {}).map(
    ([name, property]) => {
      const description = descriptions[name];
      return [name, description === undefined ? property : { ...property, description }];
    },
  );
  return { ...json, properties: Object.fromEntries(properties) };
}

const identity = {
  source: 'The system that sends it, for example argocd.',
  externalId:
    'Its own name for the thing. Sent again under the same source and name it is the same thing.',
  repository: 'owner/name of a repository that is read here.',
  url: 'Its page in the system that sends it.',
};

const instant = 'An instant with its zone, 2026-01-31T09:00:00Z. Parts of a second are left off.';

export const postedSchemas = {
  PostedDeployment: describe(postedDeploymentSchema, 'input', {
    ...identity,
    service: 'What was deployed; without it the repository is the service.',
    environment: 'Whether it is production is decided by the rule of the repository.',
    sha: 'All 40 digits, or a beginning that only one known commit has.',
    sourceSha:
      'The commit of the repository that sha was built from, where a build adds commits of its own.',
    previousSha:
      'The commit deployed before. With it even a first deployment brings pull requests.',
    status: 'A success or a failure has finishedAt; what is in progress has startedAt.',
    startedAt: instant,
    finishedAt: instant,
  }),
  PostedIncident: describe(postedIncidentSchema, 'input', {
    ...identity,
    severity: 'From sev1, the worst; the worst that was ever told counts.',
    impactStartedAt: `${instant} No other instant may lie before it.`,
    detectedAt: instant,
    declaredAt: instant,
    acknowledgedAt: instant,
    mitigatedAt: instant,
    resolvedAt: instant,
    closedAt: instant,
    causedBy: 'A commit, or a pull request as owner/name#12.',
    exclusion: 'Why it is counted apart.',
  }),
  PostedAnswer: describe(postedAnswerSchema, 'output', {
    created: 'False: it was here already, and what had changed was taken over.',
    warnings: 'What was taken as it is, though it looks wrong or does not count.',
  }),
};

function oneOrMany(name: string) {
  const $ref = `#/components/schemas/${name}`;
  const list = { type: 'array', items: { $ref }, minItems: 1, maxItems: MOST_POSTED };
  return { 'application/json': { schema: { oneOf: [{ $ref }, list] } } };
}

function refusal(description: string) {
  const schema = { $ref: '#/components/schemas/Failure' };
  return { description, content: { 'application/json': { schema } } };
}

function posted(summary: string, operationId: string, schema: string) {
  const answers = oneOrMany('PostedAnswer');
  return {
    post: {
      summary,
      description:
        'Takes one object, or a list of at most 100 and then all of them or none. The answer is alike: an object, or a list in the same order.',
      operationId,
      requestBody: { required: true, content: oneOrMany(schema) },
      responses: {
        200: { description: 'All of it was here; changes were taken over.', content: answers },
        201: { description: 'Something of it is new.', content: answers },
        400: refusal('A field is wrong; the answer names it and says what would be right.'),
        404: refusal('The repository is not read here; the answer says which are.'),
        413: refusal('The body is larger than 256 KB.'),
        415: refusal('The body is not said to be JSON in UTF-8.'),
      },
    },
  };
}

export const postedDeployments = posted(
  'Tell of deployments that GitHub does not know',
  'postDeployments',
  'PostedDeployment',
);

export const postedIncidents = posted(
  'Tell of incidents that are no issues on GitHub',
  'postIncidents',
  'PostedIncident',
);
