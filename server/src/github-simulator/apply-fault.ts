import type { FaultEffect } from './faults.ts';
import { errorAnswer, htmlAnswer, jsonAnswer, type SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorRequest } from './simulator-request.ts';

/** How an answer reaches the client. */
export type Delivery = 'whole' | 'never' | 'cut-off' | 'too-short';

export type FaultedAnswer = { answer: SimulatorAnswer; delivery: Delivery };

const TITLES: Record<number, string> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Whether an effect replaces the answer, so that the request is never really run. */
export function replacesAnswer(effect: FaultEffect): boolean {
  return !DAMAGES.includes(effect.kind);
}

const DAMAGES: readonly FaultEffect['kind'][] = [
  ...(['resource-limits', 'reset', 'truncated'] as const),
  ...(['wrong-content-type', 'clock-skew', 'empty'] as const),
];

/** The answer that a request gets instead of a real one. */
export function answerInstead(
  effect: FaultEffect,
  now: Date,
  request: SimulatorRequest,
): FaultedAnswer {
  if (effect.kind === 'hang') {
    return { answer: jsonAnswer(200, null), delivery: 'never' };
  }
  return { answer: replacement(effect, now, request), delivery: 'whole' };
}

/** What becomes of a real answer. */
export function damageAnswer(
  effect: FaultEffect,
  answer: SimulatorAnswer,
  now: Date,
): FaultedAnswer {
  switch (effect.kind) {
    case 'reset':
      return { answer, delivery: 'cut-off' };
    case 'truncated':
      return { answer, delivery: 'too-short' };
    case 'wrong-content-type':
      return { answer: withHeader(answer, 'content-type', 'text/html'), delivery: 'whole' };
    case 'empty':
      return { answer: { ...answer, body: '' }, delivery: 'whole' };
    case 'clock-skew': {
      const skewed = new Date(now.getTime() + effect.seconds * 1000).toUTCString();
      return { answer: withHeader(answer, 'date', skewed), delivery: 'whole' };
    }
    case 'resource-limits':
      return { answer: { ...answer, body: withoutHalf(answer.body) }, delivery: 'whole' };
    default:
      return { answer, delivery: 'whole' };
  }
}

function replacement(effect: FaultEffect, now: Date, request: SimulatorRequest): SimulatorAnswer {
  switch (effect.kind) {
    case 'bad-credentials':
      return errorAnswer(401, 'Bad credentials');
    case 'secondary-limit':
    case 'primary-limit':
    case 'graphql-rate-limited':
    case 'graphql-secondary-limit':
      return limitAnswer(effect, now);
    case 'node-limit':
      return graphqlRefusal('MAX_NODE_LIMIT_EXCEEDED', 'This query may return too many nodes.');
    case 'graphql-timeout':
      return graphqlRefusal(undefined, 'Something went wrong while executing your query.');
    case 'gone-private':
      return request.isGraphql
        ? graphqlRefusal('NOT_FOUND', 'Could not resolve to a node with that id.')
        : errorAnswer(404, 'Not Found');
    case 'redirect':
      return movedAnswer(effect.status ?? 301, effect.location);
    case 'moved':
      return movedAnswer(request.method === 'GET' ? 301 : 307, ownAddress(request));
    default:
      return statusAnswer(statusOf(effect));
  }
}

type LimitKind =
  | 'secondary-limit'
  | 'primary-limit'
  | 'graphql-rate-limited'
  | 'graphql-secondary-limit';

const SECONDARY = 'You have exceeded a secondary rate limit.';

function limitAnswer(
  effect: Extract<FaultEffect, { kind: LimitKind }>,
  now: Date,
): SimulatorAnswer {
  switch (effect.kind) {
    case 'secondary-limit':
      return errorAnswer(effect.status ?? 403, SECONDARY, retryAfter(effect.retryAfterSeconds));
    case 'graphql-secondary-limit':
      return graphqlRefusal(undefined, SECONDARY, retryAfter(effect.retryAfterSeconds));
    case 'primary-limit':
      return errorAnswer(
        effect.status ?? 403,
        'API rate limit exceeded.',
        usedUp(now, effect.resetInSeconds, 'core'),
      );
    default:
      return graphqlRefusal(
        'RATE_LIMITED',
        'API rate limit exceeded.',
        usedUp(now, effect.resetInSeconds, 'graphql'),
      );
  }
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

function graphqlRefusal(
  type: string | undefined,
  message: string,
  headers: Record<string, string> = {},
): SimulatorAnswer {
  return jsonAnswer(200, { data: null, errors: [{ type, message }] }, headers);
}

function movedAnswer(status: number, location: string): SimulatorAnswer {
  return { ...errorAnswer(status, 'Moved Permanently'), headers: { location } };
}

function ownAddress({ baseUrl, path, query, isGraphql }: SimulatorRequest): string {
  const base = isGraphql ? baseUrl.replace(/\/v3$/, '') : baseUrl;
  return `${base}${path}${query.size > 0 ? `?${query}` : ''}`;
}

function statusOf(effect: FaultEffect): number {
  switch (effect.kind) {
    case 'status':
      return effect.status;
    case 'maintenance':
      return 503;
    case 'gone':
      return 410;
    case 'withheld':
      return 451;
    default:
      throw new Error(`${effect.kind} does not replace an answer.`);
  }
}

function statusAnswer(status: number): SimulatorAnswer {
  const title = TITLES[status];
  return title === undefined
    ? errorAnswer(status, status === 404 ? 'Not Found' : `Status ${status}`)
    : htmlAnswer(status, title);
}

function usedUp(now: Date, resetInSeconds = 60, resource: string): Record<string, string> {
  return {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor(now.getTime() / 1000) + resetInSeconds),
    'x-ratelimit-resource': resource,
  };
}

function withHeader(answer: SimulatorAnswer, name: string, value: string): SimulatorAnswer {
  return { ...answer, headers: { ...answer.headers, [name]: value } };
}

type GraphBody = { data?: unknown; errors?: unknown[] };

/** Nulls the second half of the first list of items, as a query that ran out of resources does. */
function withoutHalf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('data' in body)) {
    return body;
  }
  const { data, errors = [] } = structuredClone(body) as GraphBody;
  const found = firstNodes(data, []);
  const lost: unknown[] = [];
  for (
    let index = Math.floor((found?.nodes.length ?? 0) / 2);
    found && index < found.nodes.length;
    index += 1
  ) {
    found.nodes[index] = null;
    lost.push({
      type: 'RESOURCE_LIMITS_EXCEEDED',
      path: [...found.path, index],
      message: 'Resource limits for this query exceeded.',
    });
  }
  return { data, errors: [...errors, ...lost] };
}

function firstNodes(
  value: unknown,
  path: (string | number)[],
): { nodes: unknown[]; path: (string | number)[] } | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  for (const [key, inner] of Object.entries(value)) {
    const found: ReturnType<typeof firstNodes> =
      key === 'nodes' && Array.isArray(inner)
        ? { nodes: inner, path: [...path, key] }
        : firstNodes(inner, [...path, key]);
    if (found !== null) {
      return found;
    }
  }
  return null;
}
