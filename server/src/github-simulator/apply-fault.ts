import type { FaultEffect } from './faults.ts';
import { errorAnswer, htmlAnswer, jsonAnswer, type SimulatorAnswer } from './simulator-answer.ts';

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
  return !['resource-limits', 'reset', 'truncated', 'wrong-content-type', 'clock-skew'].includes(
    effect.kind,
  );
}

/** The answer that a request gets instead of a real one. */
export function answerInstead(effect: FaultEffect, now: Date): FaultedAnswer {
  if (effect.kind === 'hang') {
    return { answer: jsonAnswer(200, null), delivery: 'never' };
  }
  return { answer: replacement(effect, now), delivery: 'whole' };
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

function replacement(effect: FaultEffect, now: Date): SimulatorAnswer {
  switch (effect.kind) {
    case 'bad-credentials':
      return errorAnswer(401, 'Bad credentials');
    case 'secondary-limit':
      return errorAnswer(
        effect.status ?? 403,
        'You have exceeded a secondary rate limit.',
        effect.retryAfterSeconds === undefined
          ? {}
          : { 'retry-after': String(effect.retryAfterSeconds) },
      );
    case 'primary-limit':
      return errorAnswer(
        effect.status ?? 403,
        'API rate limit exceeded.',
        usedUp(now, effect.resetInSeconds, 'core'),
      );
    case 'graphql-rate-limited':
      return jsonAnswer(
        200,
        { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded.' }] },
        usedUp(now, effect.resetInSeconds, 'graphql'),
      );
    case 'node-limit':
      return jsonAnswer(200, {
        errors: [
          { type: 'MAX_NODE_LIMIT_EXCEEDED', message: 'This query may return too many nodes.' },
        ],
      });
    case 'redirect':
      return {
        ...errorAnswer(effect.status ?? 301, 'Moved Permanently'),
        headers: { location: effect.location },
      };
    case 'status':
      return statusAnswer(effect.status);
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
