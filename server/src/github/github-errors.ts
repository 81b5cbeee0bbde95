import { AppError } from '@bellwether/shared/errors/app-error';
import { RequestError } from 'octokit';
import type { GithubCredentials } from '../app-context.ts';
import { type GraphqlProblem, problemsOf } from './graphql-problems.ts';
import { describeOutage, isTimeout } from './outage-words.ts';

export type CredentialKind = GithubCredentials['kind'];

/** The body was not what its status promised: no JSON, or cut off. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

/** Any failure of a call but a limit as an AppError with an `upstream_*` code, a plain sentence and a remedy. */
export function translateGithubError(error: unknown, kind: CredentialKind): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const problems = problemsOf(error);
  if (problems !== null) {
    return translateProblems(problems, error, kind);
  }
  return error instanceof RequestError ? translateStatus(error, kind) : unavailable(error);
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

function translateProblems(
  problems: readonly GraphqlProblem[],
  cause: unknown,
  kind: CredentialKind,
): AppError {
  const types = new Set(problems.map((problem) => problem.type ?? ''));
  if (types.has('MAX_NODE_LIMIT_EXCEEDED')) {
    return unavailable(cause, 'GitHub refuses a query that could return too many things at once.');
  }
  if (types.has('RESOURCE_LIMITS_EXCEEDED')) {
    return unavailable(cause, 'GitHub answered a large query only in part, so none of it is used.');
  }
  if (problems.some(({ message }) => TOO_SLOW.test(message))) {
    return unavailable(cause, 'GitHub gave up on a query that asked for much at once.');
  }
  if (types.has('NOT_FOUND')) {
    return notFound(cause);
  }
  if (types.has('FORBIDDEN') || types.has('INSUFFICIENT_SCOPES')) {
    return forbidden(cause, null, kind);
  }
  const said = problems[0]?.message ?? 'no reason given';
  return new AppError('upstream_invalid_answer', `GitHub refused a query: ${shorten(said)}`, {
    cause,
    remedy: 'If it stays, the GitHub server may be too old for this version of Bellwether.',
  });
}

const TOO_SLOW = /something went wrong while executing|timed? ?out|timeout/i;

function translateStatus(error: RequestError, kind: CredentialKind): AppError {
  switch (error.status) {
    case 401:
      return unauthenticated(error, kind);
    case 403:
      return forbidden(error, error.response?.headers['x-github-sso'] ?? null, kind);
    case 404:
      return notFound(error);
    case 410:
      return gone(error, 'GitHub says that this was deleted or switched off for good.');
    case 451:
      return gone(error, 'GitHub withholds this for legal reasons.');
    default:
      return error.status >= 500 ? unavailable(error) : refused(error);
  }
}

function unauthenticated(cause: unknown, kind: CredentialKind): AppError {
  return kind === 'app'
    ? new AppError('upstream_unauthenticated', 'GitHub does not accept the App’s key.', {
        cause,
        remedy: 'Check the App’s number, or make a new private key for it and connect again.',
      })
    : new AppError('upstream_unauthenticated', 'GitHub does not accept the token.', {
        cause,
        remedy: 'It may have expired or been revoked: make a new one and connect again.',
      });
}

function forbidden(cause: unknown, sso: unknown, kind: CredentialKind): AppError {
  if (kind === 'app' && /\bsuspended\b/i.test(Object(cause).message)) {
    return new AppError('upstream_forbidden', 'The installation of the App is suspended.', {
      cause,
      remedy: 'What was read is kept. Lift it on GitHub, and reading goes on by itself.',
    });
  }
  if (kind === 'app') {
    return new AppError('upstream_forbidden', 'The App may not read this.', {
      cause,
      remedy: 'The page Connections names the permission that it lacks: grant it on GitHub.',
    });
  }
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
      remedy:
        'It may have been deleted, or made private: check the name, and that the token may read the repository.',
    },
  );
}

function gone(cause: unknown, message: string): AppError {
  return new AppError('upstream_not_found', message, {
    cause,
    remedy: 'What was read is kept. If it does not come back, remove it here.',
  });
}

function refused(error: RequestError): AppError {
  if (error.status >= 300 && error.status < 400) {
    return new AppError(
      'upstream_invalid_answer',
      'GitHub says that this has moved, but not where to.',
      {
        cause: error,
        remedy: 'Check the address of the API; a renamed repository is followed by itself.',
      },
    );
  }
  return new AppError(
    'upstream_invalid_answer',
    `GitHub refused a call (${error.status}): ${shorten(error.message)}`,
    { cause: error, remedy: 'If it stays, please report it with this sentence.' },
  );
}

function unavailable(cause: unknown, message = describeOutage(cause)): AppError {
  return new AppError('upstream_unavailable', message, {
    cause,
    remedy: 'It is tried again by itself; what was read so far is kept.',
  });
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
