import { z } from 'zod';
import { UnreadableAnswerError } from './github-errors.ts';
import type { GithubCall } from './github-points.ts';

const rateLimitSchema = z.object({
  data: z.object({
    rateLimit: z.object({ cost: z.number(), remaining: z.number(), resetAt: z.string() }),
  }),
});

export type GithubFetchOptions = {
  fetch: typeof fetch;
  timeoutMs: number;
  /** Ends every call under way. */
  signal: AbortSignal;
  onCall: (
    call: GithubCall,
    request: { method: string; url: string; status: number; ms: number },
  ) => void;
};

/**
 * A fetch that ends in time and reads the answer to its end, so that one that is cut off or is no JSON is an error
 * (and tried again) instead of an empty text.
 */
export function createGithubFetch(options: GithubFetchOptions): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = AbortSignal.any([timeout, options.signal]);
    const response = await options.fetch(input, { ...init, signal });
    const text = await response.text();
    const isGraphql = new URL(url).pathname.endsWith('/graphql');
    const parsed = response.ok && text !== '' ? readJson(response, text) : undefined;
    options.onCall(
      {
        kind: isGraphql ? 'graphql' : 'rest',
        headers: response.headers,
        rateLimit: isGraphql
          ? (rateLimitSchema.safeParse(parsed).data?.data.rateLimit ?? null)
          : null,
      },
      {
        method: init?.method ?? 'GET',
        url,
        status: response.status,
        ms: Math.round(performance.now() - startedAt),
      },
    );
    if (isGraphql && response.ok && parsed === undefined) {
      throw new UnreadableAnswerError('it was empty.');
    }
    return new Response(isBodyless(response.status) ? null : text, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

function readJson(response: Response, text: string): unknown {
  const type = response.headers.get('content-type') ?? 'no content type';
  if (!/^application\/(?:[\w.+-]*\+)?json\b/i.test(type)) {
    throw new UnreadableAnswerError(`it should be JSON and is ${type.split(';')[0]}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswerError('it was cut off.');
  }
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
