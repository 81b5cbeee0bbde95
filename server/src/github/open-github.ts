import { AppError } from '@bellwether/shared/errors/app-error';
import { Octokit, RequestError } from 'octokit';
import type { z } from 'zod';
import type { GithubCredentials } from '../app-context.ts';
import type { Log } from '../log.ts';
import { GraphqlProblemsError, translateGithubError } from './github-errors.ts';
import { createGithubFetch } from './github-fetch.ts';
import { GithubPoints, type PointsReading } from './github-points.ts';
import { graphqlEnvelopeSchema } from './graphql-envelope.schema.ts';
import { unpacedGroup } from './unpaced-group.ts';

export type OpenGithubOptions = GithubCredentials & {
  log: Log;
  timeoutMs?: number;
  /** How often a call is tried again after trouble on GitHub's side, and the first wait (it grows with the square). */
  retries?: number;
  retryBaseMs?: number;
  /** A rate limit that ends within this is waited for; a longer one is an error. */
  rateLimitPatienceSeconds?: number;
  onPoints?: (points: number, reading: PointsReading) => void;
  fetch?: typeof fetch;
};

export type RestAnswer<T> = { data: T; link: string | null; headers: Record<string, unknown> };
/** `etag`: the mark of this answer, to be shown next time; null: GitHub gave none. */
export type ConditionalAnswer<T> =
  | { isChanged: false }
  | ({ isChanged: true; etag: string | null } & RestAnswer<T>);
export type CallOptions = { retries?: number };

/** One token's way to GitHub. Every failure is an AppError with an `upstream_*` code. */
export type Github = {
  /** `query` must ask for `rateLimit { cost remaining resetAt }`. Errors beside data are errors. */
  graphql<S extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    schema: S,
    options?: CallOptions,
  ): Promise<z.infer<S>>;
  rest<S extends z.ZodType>(
    path: string,
    parameters: Record<string, string | number>,
    schema: S,
  ): Promise<RestAnswer<z.infer<S>>>;
  /** The same, unless the answer is still the one that `etag` marks: being told so costs nothing. */
  restIfChanged<S extends z.ZodType>(
    path: string,
    parameters: Record<string, string | number>,
    schema: S,
    etag: string | null,
  ): Promise<ConditionalAnswer<z.infer<S>>>;
  points(): PointsReading | null;
  /** GitHub's clock at the last answer; null before the first. */
  lastAnsweredAt(): Date | null;
  /** Ends every call under way and refuses new ones. */
  close(): void;
};

const USER_AGENT = 'bellwether/0.1.0';

export function openGithub(options: OpenGithubOptions): Github {
  const points = new GithubPoints(options.onPoints);
  let answeredAt: Date | null = null;
  const apiUrl = options.apiUrl.replace(/\/+$/, '');
  const closing = new AbortController();
  const octokit = createOctokit(options, apiUrl, closing.signal, (call, request) => {
    points.count(call);
    const date = new Date(call.headers.get('date') ?? '');
    answeredAt = Number.isNaN(date.getTime()) ? answeredAt : date;
    options.log.debug(request, 'GitHub answered');
  });
  const graphqlUrl = apiUrl.endsWith('/api/v3') ? apiUrl.replace(/\/v3$/, '/graphql') : '/graphql';
  return {
    async graphql(query, variables, schema, callOptions = {}) {
      const answer = await translating(() =>
        octokit.request({
          method: 'POST',
          baseUrl: apiUrl,
          url: graphqlUrl,
          query: query.trim(),
          variables,
          operationName: operationNameOf(query),
          request: callOptions.retries === undefined ? {} : { retries: callOptions.retries },
        }),
      );
      return parseAnswer(schema, readGraphql(answer.data));
    },
    async rest(path, parameters, schema) {
      const answer = await translating(() => octokit.request(`GET ${path}`, parameters));
      const link = typeof answer.headers.link === 'string' ? answer.headers.link : null;
      return { data: parseAnswer(schema, answer.data), link, headers: answer.headers };
    },
    async restIfChanged(path, parameters, schema, etag) {
      const headers = etag === null ? {} : { 'if-none-match': etag };
      const answer = await translating(() =>
        octokit.request(`GET ${path}`, { ...parameters, headers }).catch(notModified),
      );
      if (answer === null) {
        return { isChanged: false };
      }
      const link = typeof answer.headers.link === 'string' ? answer.headers.link : null;
      const data = parseAnswer(schema, answer.data);
      return {
        ...{ isChanged: true, etag: answer.headers.etag ?? null },
        ...{ data, link, headers: answer.headers },
      };
    },
    points: () => (points.answered ? points.reading() : null),
    lastAnsweredAt: () => answeredAt,
    close: () => closing.abort(),
  };
}

function createOctokit(
  options: OpenGithubOptions,
  baseUrl: string,
  signal: AbortSignal,
  onCall: Parameters<typeof createGithubFetch>[0]['onCall'],
): Octokit {
  const patience = options.rateLimitPatienceSeconds ?? 60;
  const waitIfShort = (retryAfter: number, _request: unknown, _octokit: unknown, tried: number) =>
    tried < 2 && retryAfter <= patience;
  const { log } = options;
  return new Octokit({
    auth: options.kind === 'token' ? options.token : undefined,
    baseUrl,
    userAgent: USER_AGENT,
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => log.debug(message),
      error: (message: string) => log.debug(message),
    },
    request: {
      fetch: createGithubFetch({
        fetch: options.fetch ?? fetch,
        timeoutMs: options.timeoutMs ?? 30_000,
        signal,
        onCall,
      }),
    },
    retry: { retries: options.retries ?? 3, retryAfterBaseValue: options.retryBaseMs ?? 1000 },
    throttle: {
      id: baseUrl,
      write: unpacedGroup,
      retryAfterBaseValue: options.retryBaseMs ?? 1000,
      onRateLimit: waitIfShort,
      onSecondaryRateLimit: waitIfShort,
    },
  });
}

/** So that GitHub, and whoever reads its log, can tell one query from another. */
function operationNameOf(query: string): string | undefined {
  return /^\s*query (\w+)/.exec(query)?.[1];
}

/** Octokit takes "not modified" for an error. */
function notModified(error: unknown): null {
  if (error instanceof RequestError && error.status === 304) {
    return null;
  }
  throw error;
}

async function translating<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateGithubError(error);
  }
}

function readGraphql(body: unknown): unknown {
  const envelope = parseAnswer(graphqlEnvelopeSchema, body);
  if (envelope.errors !== undefined && envelope.errors.length > 0) {
    throw translateGithubError(new GraphqlProblemsError(envelope.errors));
  }
  return envelope.data;
}

function parseAnswer<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) {
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new AppError(
    'upstream_invalid_answer',
    `GitHub's answer lacks something expected${place}.`,
    {
      cause: parsed.error,
      remedy: 'Nothing of it was stored. If it stays, please report it with this sentence.',
    },
  );
}
