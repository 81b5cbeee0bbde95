import { AppError } from '@bellwether/shared/errors/app-error';
import type { RequestHandler } from 'express';
import { checkForeignJson } from './check-foreign-json.ts';

const LONGEST = 12 * 1024;
const MOST = 100;

/** Refuses addresses that are too long or ask for too much, before anything reads them. */
export function limitedQuery(): RequestHandler {
  return (request, _response, next) => {
    const { originalUrl } = request;
    const start = originalUrl.indexOf('?');
    const query = start === -1 ? '' : originalUrl.slice(start + 1);
    if (originalUrl.length > LONGEST || query.split('&', MOST + 1).length > MOST) {
      throw new AppError('invalid_input', 'The address is longer than any that makes sense.', {
        remedy: `Send at most ${MOST} parameters and ${LONGEST / 1024} KB.`,
      });
    }
    next();
  };
}

/** What a procedure is asked with stands as JSON in its address: the same limits as for a body. */
export function limitedQueryInput(): RequestHandler {
  return (request, _response, next) => {
    const { input } = request.query;
    if (Array.isArray(input)) {
      throw new AppError('invalid_input', 'The input is given twice.', { field: 'input' });
    }
    if (typeof input === 'string') {
      checkForeignJson(input);
    }
    next();
  };
}
