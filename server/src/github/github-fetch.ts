import { z } from 'zod';
import { fetchOnSite } from './fetch-on-site.ts';
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
  /** Lets a call through when it is its turn. */
  inTurn: <T>(call: () => Promise<T>) => Promise<T>;
  onCall: (
    call: GithubCall,
    request: { method: string; url: string; status: number; ms: number },
  ) => void;
};

/**
 * A fetch that waits for its turn, ends in time and reads the answer to its end, so that one that is cut off or is no
 * JSON is an error (and tried again) instead of an empty text.
 */
export function createGithubFetch(options: GithubFetchOptions): typeof fetch {
  return (input, init) => options.inTurn(() => fetchWhole(options, input, init));
}

async function fetchWhole(
  options: GithubFetchOptions,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  const startedAt = performance.now();
  const signal = AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.signal]);
  const response = await fetchOnSite(options.fetch, url, { ...init, signal });
  const text = await response.text();
  const isGraphql = new URL(url).pathname.endsWith('/graphql');
  const parsed = readBody(response, text, isGraphql);
  options.onCall(isGraphql ? graphqlCall(response, parsed) : restCall(response), {
    method: init?.method ?? 'GET',
    url,
    status: response.status,
    ms: Math.round(performance.now() - startedAt),
  });
  return new Response(isBodyless(response.status) ? null : text, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}

function restCall({ headers, status }: Response): GithubCall {
  return { kind: 'rest', headers, isNotModified: status === 304, rateLimit: null };
}

function graphqlCall({ headers }: Response, body: unknown): GithubCall {
  const rateLimit = rateLimitSchema.safeParse(body).data?.data.rateLimit ?? null;
  return { kind: 'graphql', headers, isNotModified: false, rateLimit };
}

/** The body of an answer that says it is fine; undefined for any other. */
function readBody(response: Response, text: string, isGraphql: boolean): unknown {
  if (!response.ok) {
    return undefined;
  }
  if (text === '') {
    if (isGraphql) {
      throw new UnreadableAnswerError('it was empty.');
    }
    return undefined;
  }
  return readJson(response, text);
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
