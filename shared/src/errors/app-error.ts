/** Every way in which a request can fail. `upstream_*` is GitHub's side; `internal` is ours. */
export const errorCodes = [
  'invalid_input',
  'not_found',
  'conflict',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'upstream_unauthenticated',
  'upstream_forbidden',
  'upstream_not_found',
  'upstream_rate_limited',
  'upstream_unavailable',
  'upstream_invalid_answer',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type AppErrorOptions = {
  /** The input field that is wrong, as the person sees it; null when no single field is. */
  field?: string;
  /** What would be right, or what to do next: one sentence. */
  remedy?: string;
  /** When it may be tried again: `rate_limited` alone. */
  retryAfterSeconds?: number;
  cause?: unknown;
};

/**
 * The one error that crosses borders: a code from a closed list and a sentence a person can read.
 * Never holds a secret, a stack or a query.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;
  readonly remedy: string | null;
  /** Null: it does not say when to come again. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.field = options.field ?? null;
    this.remedy = options.remedy ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
