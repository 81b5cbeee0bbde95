import type { Request, RequestHandler } from 'express';
import { networkOf } from '../access/network-of.ts';
import type { AppContext, Try } from '../app-context.ts';

/**
 * Slows down whoever tries passwords and codes at `/api/auth`: each try counts before it is made, so that many at once gain
 * nothing, and one that succeeds is taken off again.
 */
export function limitSignIn({ limits, log }: AppContext): RequestHandler {
  return async (request, response, next) => {
    const tries = triesOf(request);
    for (const one of tries) {
      await limits.take(one);
    }
    response.once('finish', () => {
      if (response.statusCode < 400) {
        const eased = tries.filter(({ limit }) => limit !== 'mail');
        Promise.all(eased.map(limits.giveBack)).catch((error: unknown) => {
          log.error({ err: error }, 'a limit could not be eased');
        });
      }
    });
    next();
  };
}

function triesOf(request: Request): Try[] {
  if (request.method !== 'POST') {
    return [];
  }
  const network = networkOf(request.ip ?? null);
  // Routes are found whatever the case of their letters.
  const path = request.path.toLowerCase();
  if (/\/two-factor\//.test(path)) {
    return [{ limit: 'second-factor', key: network }];
  }
  if (/\/(?:request-password-reset|forget-password|send-verification-email)/.test(path)) {
    return [{ limit: 'mail', key: network }];
  }
  if (/\/reset-password/.test(path)) {
    return [{ limit: 'one-time-link', key: network }];
  }
  if (!/\/(?:sign-in|sign-up|change-password|verify-password|set-password)/.test(path)) {
    return [];
  }
  const email = emailIn(request.body);
  const account: Try[] =
    email === null
      ? []
      : [
          { limit: 'sign-in.account', key: `${email} ${network}` },
          { limit: 'sign-in.anywhere', key: email },
        ];
  return [...account, { limit: 'sign-in.address', key: network }];
}

function emailIn(body: unknown): string | null {
  try {
    const { email } = Object(JSON.parse(String(body))) as { email?: unknown };
    return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 320) : null;
  } catch {
    return null;
  }
}
