import { AppError } from '@bellwether/shared/errors/app-error';
import { Octokit, RequestError } from 'octokit';
import type { z } from 'zod';
import type { Clock, GithubCredentials } from '../app-context.ts';
import type { Log } from '../log.ts';
import { type AnswerClock, createAnswerClock } from './answer-clock.ts';
import {
  type Authorization,
  createAppAuthorization,
  tokenAuthorization,
} from './app-authorization.ts';
import { type CallGate, type CallGates, createCallGates } from './call-gate.ts';
import { callPatiently, type Patience } from './call-patiently.ts';
import { createGithubFetch } from './github-fetch.ts';
import {
  allowanceOf,
  GithubPoints,
  type GithubResource,
  type PointsReading,
} from './github-points.ts';
import { graphqlEnvelopeSchema } from './graphql-envelope.schema.ts';
import { GraphqlProblemsError } from './graphql-problems.ts';
import { installationTokenSchema } from './installation-token.schema.ts';
import type { CallPriority } from './pace.rules.ts';

export type OpenGithubOptions = GithubCredentials & {
  log: Log;
  /** Shared by all who use the credential in this process; absent: nobody else does. */
  gates?: CallGates;
  /** Interactive: somebody waits. Background unless told. */
  priority?: CallPriority;
  clock?: Clock;
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

/**
 * One credential's way to GitHub. Every failure is an AppError with an `upstream_*` code; one that a limit caused is a
 * RateLimitedError, which tells when to come again.
 */
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
    options?: CallOptions,
  ): Promise<ConditionalAnswer<z.infer<S>>>;
  /** Asks for something to be done, a second at least after the one before; what is answered does not matter. */
  restPost(
    path: string,
    parameters: Record<string, string | number | readonly string[]>,
  ): Promise<void>;
  points(): PointsReading | null;
  /**
   * GitHub's clock at the last answer; null before the first. Where an answer is dated ahead of our clock, ours: what is
   * read up to this instant must not skip changes that are still to come.
   */
  lastAnsweredAt(): Date | null;
  /** Ends every call under way and refuses new ones. */
  close(): void;
};

const USER_AGENT = 'bellwether/0.1.0';
const RETRY_BASE_MS = 1000;
const JSON_HEADERS = { accept: 'application/vnd.github+json' };

export function openGithub(options: OpenGithubOptions): Github {
  const clock = options.clock ?? (() => new Date());
  const way: Way = {
    ...{ options, clock },
    apiUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
    gate: (options.gates ?? createCallGates(clock)).of(options),
    points: new GithubPoints(options.onPoints),
    answers: createAnswerClock(clock),
    closing: new AbortController(),
  };
  const octokit = createOctokit(way);
  const authorization = authorizationOf(way, octokit);
  const ask = <T>(resource: GithubResource, path: string, send: Send<T>) =>
    callPatiently(resource, () => sendAuthorized(authorization, path, send), patienceOf(way));
  return {
    async graphql(query, variables, schema, callOptions = {}) {
      const data = await ask('graphql', '/graphql', async (headers) => {
        const answer = await octokit.request({
          method: 'POST',
          baseUrl: way.apiUrl,
          url: graphqlUrlOf(way.apiUrl),
          query: query.trim(),
          variables,
          operationName: operationNameOf(query),
          headers,
          request: retriesOf(callOptions),
        });
        return readGraphql(answer.data, answer.headers);
      });
      return parseAnswer(schema, data);
    },
    async rest(path, parameters, schema) {
      const answer = await ask('rest', path, (headers) =>
        octokit.request(`GET ${path}`, { ...parameters, headers }),
      );
      return readRest(answer, schema);
    },
    async restIfChanged(path, parameters, schema, etag, callOptions = {}) {
      const mark = etag === null ? {} : { 'if-none-match': etag };
      const answer = await ask('rest', path, (headers) =>
        octokit
          .request(`GET ${path}`, {
            ...parameters,
            headers: { ...headers, ...mark },
            request: retriesOf(callOptions),
          })
          .catch(notModified),
      );
      return answer === null
        ? { isChanged: false }
        : { isChanged: true, etag: answer.headers.etag ?? null, ...readRest(answer, schema) };
    },
    async restPost(path, parameters) {
      await way.gate.spaceWrite(options.retryBaseMs ?? RETRY_BASE_MS, way.closing.signal);
      await ask('rest', path, (headers) =>
        octokit.request(`POST ${path}`, { ...parameters, headers }),
      );
    },
    points: () => (way.points.answered ? way.points.reading() : null),
    lastAnsweredAt: way.answers.last,
    close: () => way.closing.abort(),
  };
}

/** What the parts of one open way share. */
type Way = {
  options: OpenGithubOptions;
  clock: Clock;
  apiUrl: string;
  gate: CallGate;
  points: GithubPoints;
  answers: AnswerClock;
  closing: AbortController;
};

type Send<T> = (headers: Record<string, string>) => Promise<T>;

function createOctokit({ options, apiUrl, gate, points, answers, closing }: Way): Octokit {
  const { log } = options;
  return new Octokit({
    auth: options.kind === 'token' ? options.token : undefined,
    baseUrl: apiUrl,
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
        signal: closing.signal,
        inTurn: (call) => gate.run(options.priority ?? 'background', closing.signal, call),
        onCall: (call, request) => {
          points.count(call);
          gate.note(call.kind, allowanceOf(call), answers.note(call.headers.get('date')));
          log.debug(request, 'GitHub answered');
        },
      }),
    },
    retry: {
      retries: options.retries ?? 3,
      retryAfterBaseValue: options.retryBaseMs ?? RETRY_BASE_MS,
      doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
    },
    // Limits are waited for by GitHub's clock and for all who share the credential: see callPatiently.
    throttle: { enabled: false },
  });
}

function patienceOf({ options, clock, gate, closing }: Way): Patience {
  return {
    ...{ gate, clock, kind: options.kind },
    priority: options.priority ?? 'background',
    patienceSeconds: options.rateLimitPatienceSeconds ?? 60,
    secondMs: options.retryBaseMs ?? RETRY_BASE_MS,
    signal: closing.signal,
  };
}

function authorizationOf({ options, gate }: Way, octokit: Octokit): Authorization {
  if (options.kind === 'token') {
    return tokenAuthorization;
  }
  const authorization: Authorization = createAppAuthorization({
    credentials: options,
    gate,
    async askForToken(installationId) {
      const path = `/app/installations/${installationId}/access_tokens`;
      const answer = await sendAuthorized(authorization, path, (headers) =>
        octokit.request(`POST ${path}`, { headers }),
      );
      return parseAnswer(installationTokenSchema, answer.data);
    },
  });
  return authorization;
}

/** Sends a call with what shows who asks; once more when GitHub refuses that and a new one can be had. */
async function sendAuthorized<T>(
  authorization: Authorization,
  path: string,
  send: Send<T>,
): Promise<T> {
  try {
    return await send(await headersFor(authorization, path));
  } catch (error) {
    if (!(error instanceof RequestError) || error.status !== 401 || !authorization.renew(path)) {
      throw error;
    }
    return await send(await headersFor(authorization, path));
  }
}

async function headersFor(
  authorization: Authorization,
  path: string,
): Promise<Record<string, string>> {
  const header = await authorization.header(path);
  return header === undefined ? JSON_HEADERS : { ...JSON_HEADERS, authorization: header };
}

/** GitHub Enterprise answers GraphQL beside its REST address, not below it. */
function graphqlUrlOf(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.replace(/\/v3$/, '/graphql') : '/graphql';
}

/** So that GitHub, and whoever reads its log, can tell one query from another. */
function operationNameOf(query: string): string | undefined {
  return /^\s*query (\w+)/.exec(query)?.[1];
}

function retriesOf({ retries }: CallOptions): { retries?: number } {
  return retries === undefined ? {} : { retries };
}

/** Octokit takes "not modified" for an error. */
function notModified(error: unknown): null {
  if (error instanceof RequestError && error.status === 304) {
    return null;
  }
  throw error;
}

type RestResponse = { data: unknown; headers: Record<string, unknown> };

function readRest<S extends z.ZodType>(
  { data, headers }: RestResponse,
  schema: S,
): RestAnswer<z.infer<S>> {
  const link = typeof headers.link === 'string' ? headers.link : null;
  return { data: parseAnswer(schema, data), link, headers };
}

function readGraphql(body: unknown, headers: Record<string, unknown>): unknown {
  const { data, errors } = parseAnswer(graphqlEnvelopeSchema, body);
  if (errors !== undefined && errors.length > 0) {
    throw new GraphqlProblemsError(errors, { headers, isPartial: Boolean(data) });
  }
  return data;
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
