import { AppError, type ErrorCode } from '@bellwether/shared/errors/app-error';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { pathForLog } from './path-for-log.rules.ts';
import { cutOffSoon } from './read-limited-body.ts';
import { requestIdOf } from './request-id.ts';

/** The status of each kind of failure. */
export const statusByCode = {
  invalid_input: 400,
  not_found: 404,
  conflict: 409,
  unauthenticated: 401,
  forbidden: 403,
  rate_limited: 429,
  upstream_unauthenticated: 502,
  upstream_forbidden: 502,
  upstream_not_found: 502,
  upstream_rate_limited: 503,
  upstream_unavailable: 503,
  upstream_invalid_answer: 502,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

export const answerUnknownApi: RequestHandler = (request, response) => {
  const message = `There is nothing at ${pathForLog(request.originalUrl)}.`;
  const remedy = 'GET /api/v1/openapi.json lists what there is.';
  response.status(404).json({ error: { code: 'not_found', message, field: null, remedy } });
};

/** The last word on any failure: an AppError as it is, anything else as one general sentence, and in the log. */
export function answerErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toAppError(error);
    const { code, message, field, remedy, retryAfterSeconds } = known;
    const requestId = requestIdOf(request);
    if (code === 'internal') {
      const path = pathForLog(request.originalUrl);
      log.error({ err: error, path, requestId }, 'a request failed');
    }
    if (retryAfterSeconds !== null) {
      response.set('Retry-After', String(retryAfterSeconds));
    }
    const place = code === 'internal' ? { requestId } : {};
    response.status(statusByCode[code]).json({ error: { code, message, field, remedy, ...place } });
    cutOffSoon(request);
  };
}

/** What a failure says to whoever asked; what is not meant for them becomes one general sentence. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const status = (error as { status?: unknown }).status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('invalid_input', 'The request is not of the expected form.');
  }
  return new AppError('internal', 'Something went wrong on our side. It was written to the log.');
}
