import { AppError } from '@bellwether/shared/errors/app-error';
import type { Request, RequestHandler, Response } from 'express';
import { checkForeignJson } from './check-foreign-json.ts';
import { cutOffSoon, readLimitedBody } from './read-limited-body.ts';

/**
 * Reads a JSON body for a library that parses it again: within the limit, not too deep, of the right kind, and with no key
 * that reaches for what all objects share. What it read stands in `request.body`, as text.
 */
export function limitedJsonBody(limitBytes: number): RequestHandler {
  return async (request, response, next) => {
    if (!hasBody(request)) {
      next();
      return;
    }
    if (!isPlainJson(request)) {
      refuse(request, response, 415, 'The body is not said to be JSON.');
      return;
    }
    const declared = Number(request.headers['content-length'] ?? 0);
    const body = declared > limitBytes ? null : await readLimitedBody(request, limitBytes);
    if (body === null) {
      refuse(
        request,
        response,
        413,
        `The body is larger than ${Math.round(limitBytes / 1024)} KB.`,
      );
      return;
    }
    request.body = readText(body);
    next();
  };
}

function hasBody({ method, headers }: Request): boolean {
  const length = headers['content-length'];
  const isEmpty =
    length === undefined ? headers['transfer-encoding'] === undefined : length === '0';
  return method !== 'GET' && method !== 'HEAD' && !isEmpty;
}

function isPlainJson({ headers }: Request): boolean {
  const type = (headers['content-type'] ?? '').toLowerCase();
  return (
    /^application\/json *(?:;|$)/.test(type) &&
    (headers['content-encoding'] ?? 'identity') === 'identity'
  );
}

function readText(body: Buffer): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new AppError('invalid_input', 'The body is not UTF-8.', { remedy: 'Send it in UTF-8.' });
  }
  checkForeignJson(text);
  return text;
}

function refuse(request: Request, response: Response, status: 413 | 415, message: string): void {
  response
    .status(status)
    .json({ error: { code: 'invalid_input', message, field: null, remedy: null } });
  cutOffSoon(request);
}
