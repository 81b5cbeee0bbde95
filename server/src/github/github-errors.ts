import { AppError } from '@bellwether/shared/errors/app-error';
import { RequestError } from 'octokit';

export type GraphqlProblem = { type?: string | undefined; message: string };

/** GraphQL answered with status 200 and a list of errors: whatever data came with it is not to be trusted. */
export class GraphqlProblemsError extends Error {
  readonly problems: readonly GraphqlProblem[];

  constructor(problems: readonly GraphqlProblem[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'GraphqlProblemsError';
    this.problems = problems;
  }
}

/** The body was not what its status promised: no JSON, or cut off. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

/** Any failure of a call as an AppError with an `upstream_*` code, a plain sentence and a remedy. */
export function translateGithubError(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const problems = problemsOf(error);
  if (problems !== null) {
    return translateProblems(problems, error);
  }
  return error instanceof RequestError ? translateStatus(error) : unavailable(error);
}

/** Whether GitHub gave up on a query because it was too much at once: a smaller page may pass. */
export function isTooHeavy(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'upstream_unavailable') {
    return false;
  }
  const { cause } = error;
  if (cause instanceof RequestError && cause.response !== undefined) {
    return HEAVY_STATUSES.has(cause.status);
  }
  return problemsOf(cause) !== null || isTimeout(cause);
}

const HEAVY_STATUSES = new Set([500, 502, 504]);
const HEAVY_TYPES = new Set(['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED']);

function isTimeout(error: unknown): boolean {
  return (
    Object(error).name === 'TimeoutError' || Object(Object(error).cause).name === 'TimeoutError'
  );
}

function problemsOf(error: unknown): readonly GraphqlProblem[] | null {
  if (error instanceof GraphqlProblemsError) {
    return error.problems;
  }
  // The throttling plugin's own error for a GraphQL rate limit carries the answer.
  const data: unknown = Object(error).data ?? Object(error).response?.data;
  const errors: unknown = Object(data).errors;
  return Array.isArray(errors) && !(error instanceof RequestError) ? errors : null;
}

function translateProblems(problems: readonly GraphqlProblem[], cause: unknown): AppError {
  const types = new Set(problems.map((problem) => problem.type ?? ''));
  const said = problems[0]?.message ?? 'no reason given';
  if (types.has('RATE_LIMITED')) {
    return rateLimited(cause, null);
  }
  if (problems.some(isHeavyProblem)) {
    return unavailable(cause, 'GitHub gave up on a query that asked for much at once.');
  }
  if (types.has('NOT_FOUND')) {
    return notFound(cause);
  }
  if (types.has('FORBIDDEN') || types.has('INSUFFICIENT_SCOPES')) {
    return forbidden(cause, null);
  }
  return new AppError('upstream_invalid_answer', `GitHub refused a query: ${shorten(said)}`, {
    cause,
    remedy: 'If it stays, the GitHub server may be too old for this version of Bellwether.',
  });
}

function isHeavyProblem(problem: GraphqlProblem): boolean {
  if (HEAVY_TYPES.has(problem.type ?? '')) {
    return true;
  }
  return /something went wrong while executing|timed? ?out|timeout/i.test(problem.message);
}

function translateStatus(error: RequestError): AppError {
  const headers = error.response?.headers ?? {};
  switch (error.status) {
    case 401:
      return new AppError('upstream_unauthenticated', 'GitHub does not accept the token.', {
        cause: error,
        remedy: 'It may have expired or been revoked: make a new one and connect again.',
      });
    case 403:
    case 429:
      return isRateLimit(error)
        ? rateLimited(error, resetOf(headers))
        : forbidden(error, headers['x-github-sso'] ?? null);
    case 404:
    case 410:
    case 451:
      return notFound(error);
    default:
      return error.status >= 500 ? unavailable(error) : refused(error);
  }
}

function isRateLimit(error: RequestError): boolean {
  const headers = error.response?.headers ?? {};
  return (
    error.status === 429 ||
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /\brate limit\b/i.test(error.message)
  );
}

function resetOf(headers: Record<string, unknown>): Date | null {
  const seconds = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000) : null;
}

function rateLimited(cause: unknown, resetAt: Date | null): AppError {
  const when = resetAt === null ? '' : ` until ${resetAt.toISOString().slice(11, 16)} UTC`;
  return new AppError(
    'upstream_rate_limited',
    `GitHub answers no more calls for this token${when}.`,
    {
      cause,
      remedy: 'Nothing is lost: reading goes on by itself when the allowance is renewed.',
    },
  );
}

function forbidden(cause: unknown, sso: unknown): AppError {
  return new AppError('upstream_forbidden', 'The token may not read this.', {
    cause,
    remedy:
      sso === null
        ? 'Give the token read access to the repository, its pull requests, issues, deployments and contents.'
        : 'The organisation asks for single sign-on: authorise the token for it on GitHub.',
  });
}

function notFound(cause: unknown): AppError {
  return new AppError(
    'upstream_not_found',
    'GitHub does not know this, or hides it from the token.',
    {
      cause,
      remedy: 'Check the name, and that the token may read the repository.',
    },
  );
}

function refused(error: RequestError): AppError {
  return new AppError(
    'upstream_invalid_answer',
    `GitHub refused a call (${error.status}): ${shorten(error.message)}`,
    { cause: error },
  );
}

function unavailable(cause: unknown, message = describeOutage(cause)): AppError {
  return new AppError('upstream_unavailable', message, {
    cause,
    remedy: 'It is tried again by itself; what was read so far is kept.',
  });
}

function describeOutage(cause: unknown): string {
  if (cause instanceof RequestError && cause.response !== undefined) {
    return `GitHub is in trouble: it answered with status ${cause.status}.`;
  }
  const inner = Object(cause).cause;
  if (inner instanceof UnreadableAnswerError) {
    return `GitHub's answer could not be read: ${inner.message}`;
  }
  if (isTimeout(cause)) {
    return 'GitHub did not answer in time.';
  }
  return 'GitHub could not be reached.';
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
