import {
  MOST_POSTED,
  type PostedAnswer,
} from '@bellwether/shared/deployments/posted-fields.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { checkForeignJson } from './check-foreign-json.ts';
import type { EndpointHandler } from './endpoint.ts';
import { parseJson, readPosted } from './posted-json.rules.ts';
import { cutOffSoon, readLimitedBody } from './read-limited-body.ts';

const LIMIT_BYTES = 256 * 1024;

type PostedEndpoint<S extends z.ZodType> = {
  /** How the audit log calls it. */
  action: string;
  schema: S;
  /** Stores all or none, and answers for each in order. */
  store(posted: readonly z.output<S>[]): Promise<PostedAnswer[]>;
};

/**
 * Takes one thing or a list of them as JSON, and answers alike: 201 when something is new, 200 when all of it was here.
 * @throws AppError `invalid_input` that names the field and says what would be right.
 */
export function postedJsonEndpoint<S extends z.ZodType>(
  endpoint: PostedEndpoint<S>,
): EndpointHandler {
  return async (request, response, { record }) => {
    response.set('Cache-Control', 'no-store');
    const text = await readText(request, response);
    if (text === null) {
      return;
    }
    checkForeignJson(text);
    const body = parseJson(text);
    const posted = readPosted(endpoint.schema, body, MOST_POSTED);
    const answers = await endpoint.store(posted);
    const isNew = answers.some((answer) => answer.created);
    await record(endpoint.action, { after: posted });
    response.status(isNew ? 201 : 200).json(Array.isArray(body) ? answers : answers[0]);
  };
}

/** Null: it was answered already. */
async function readText(request: Request, response: Response): Promise<string | null> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!isJson(request.headers['content-type']) || encoding !== 'identity') {
    const remedy = 'Send Content-Type: application/json, in UTF-8 and not compressed.';
    refuse(request, response, 415, 'The body is not said to be JSON.', remedy);
    return null;
  }
  const body = await readLimitedBody(request, LIMIT_BYTES);
  if (body === null) {
    const remedy = `Send at most ${MOST_POSTED} at once.`;
    refuse(request, response, 413, `The body is larger than ${LIMIT_BYTES / 1024} KB.`, remedy);
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new AppError('invalid_input', 'The body is not UTF-8.', {
      remedy: 'Send it in UTF-8.',
    });
  }
}

function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  return (
    /^application\/([\w.-]+\+)?json$/.test(type.trim()) &&
    (charset === undefined || /^charset="?utf-?8"?$/.test(charset))
  );
}

function refuse(
  request: Request,
  response: Response,
  status: 413 | 415,
  message: string,
  remedy: string,
): void {
  response.status(status).json({ error: { code: 'invalid_input', message, field: null, remedy } });
  cutOffSoon(request);
}
