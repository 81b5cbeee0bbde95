import type { RequestHandler } from 'express';
import type { AppContext } from '../app-context.ts';
import { createBodyBudget } from './body-budget.ts';
import { cutOffSoon, readShared } from './read-limited-body.ts';

const CODES = {
  400: 'invalid_input',
  401: 'unauthenticated',
  405: 'invalid_input',
  413: 'invalid_input',
  415: 'invalid_input',
  503: 'internal',
} as const;

/** Four of the largest that GitHub sends, or some thousands of the usual ones, at the same moment. */
const budget = createBodyBudget(100 * 1024 * 1024);

/**
 * `/webhooks/github`: 202 when a delivery is taken, 401 without a valid signature. Stands before the check of the origin:
 * GitHub comes under whatever name the proxy has, and the signature is its pass.
 */
export function webhooksEndpoint(app: AppContext): RequestHandler {
  return async (request, response) => {
    const share = budget.open();
    const answer = await app.webhooks
      .receive({
        method: request.method,
        headers: request.headers,
        readBody: (limitBytes) => readShared(request, limitBytes, share),
      })
      .finally(() => share.close());
    response.status(answer.status).set('Cache-Control', 'no-store');
    if (answer.status === 503) {
      response.set('Retry-After', '30');
    }
    if (answer.status === 405) {
      response.set('Allow', 'POST');
    }
    if (answer.status === 202) {
      response.json({ outcome: answer.outcome });
    } else {
      const { message, remedy } = answer;
      response.json({ error: { code: CODES[answer.status], message, field: null, remedy } });
    }
    cutOffSoon(request);
  };
}
