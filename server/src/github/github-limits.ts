import { AppError } from '@bellwether/shared/errors/app-error';
import { RequestError } from 'octokit';
import { GraphqlProblemsError, problemsOf } from './graphql-problems.ts';

/** `primary`: the points of the hour are used up. `secondary`: too much was asked in a short time. */
export type GithubLimit = 'primary' | 'secondary';

/** GitHub answers no more calls for a while. */
export class RateLimitedError extends AppError {
  readonly limit: GithubLimit;
  /** By our clock: when the next call may be answered. */
  readonly retryAt: Date;

  constructor(limit: GithubLimit, retryAt: Date, cause?: unknown) {
    const until = `until ${retryAt.toISOString().slice(11, 16)} UTC`;
    const message =
      limit === 'primary'
        ? `The hourly allowance at GitHub is used up ${until}.`
        : `GitHub asks for a pause ${until}: too much was asked in a short time.`;
    const remedy =
      limit === 'primary'
        ? 'Nothing is lost: reading goes on by itself when the allowance is renewed. A GitHub App has one of its own.'
        : 'Nothing is lost: reading goes on by itself after the pause.';
    super('upstream_rate_limited', message, { remedy, cause });
    this.limit = limit;
    this.retryAt = retryAt;
  }
}

/** When a failed call is worth another try, if GitHub told; null: it did not. */
export function retryAtOf(error: unknown): Date | null {
  return error instanceof RateLimitedError ? error.retryAt : null;
}

/** What GitHub said of a limit: which one, and how many seconds to wait. Null seconds: it did not say. */
export type SaidLimit = { limit: GithubLimit; waitSeconds: number | null };

/** Reads a failed call for a limit; null: it failed for another reason. A plain 403 is no limit. */
export function readLimit(error: unknown): SaidLimit | null {
  if (error instanceof GraphqlProblemsError) {
    return readGraphqlLimit(error);
  }
  if (!(error instanceof RequestError) || (error.status !== 403 && error.status !== 429)) {
    return null;
  }
  const headers = headersOf(error);
  if (isSecondary(error.message)) {
    return { limit: 'secondary', waitSeconds: retryAfterOf(headers) };
  }
  if (headers['x-ratelimit-remaining'] === '0') {
    return { limit: 'primary', waitSeconds: untilResetOf(headers) };
  }
  const isLimit =
    error.status === 429 ||
    headers['retry-after'] !== undefined ||
    /\brate limit\b/i.test(error.message);
  return isLimit ? { limit: 'secondary', waitSeconds: retryAfterOf(headers) } : null;
}

function readGraphqlLimit(error: GraphqlProblemsError): SaidLimit | null {
  const problems = problemsOf(error) ?? [];
  if (problems.some(({ message }) => isSecondary(message))) {
    return { limit: 'secondary', waitSeconds: retryAfterOf(error.headers) };
  }
  return problems.some(({ type }) => type === 'RATE_LIMITED' || type === 'RATE_LIMIT')
    ? { limit: 'primary', waitSeconds: untilResetOf(error.headers) }
    : null;
}

function isSecondary(message: string): boolean {
  return /\bsecondary rate\b|\babuse detection\b/i.test(message);
}

type AnswerHeaders = Readonly<Record<string, unknown>>;

function headersOf(error: RequestError): AnswerHeaders {
  return error.response?.headers ?? {};
}

/** Seconds, or an instant compared with GitHub's own date. */
function retryAfterOf(headers: AnswerHeaders): number | null {
  const text = headers['retry-after'];
  if (text === undefined) {
    return null;
  }
  const seconds = /^\d+$/.test(String(text))
    ? Number(text)
    : (Date.parse(String(text)) - dateOf(headers)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** One second more than GitHub's own clock says, so that the next call comes after the renewal. */
function untilResetOf(headers: AnswerHeaders): number | null {
  const reset = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(reset) && reset > 0
    ? Math.max(0, Math.ceil(reset - dateOf(headers) / 1000)) + 1
    : null;
}

function dateOf(headers: AnswerHeaders): number {
  const date = Date.parse(String(headers.date ?? ''));
  return Number.isNaN(date) ? Date.now() : date;
}
