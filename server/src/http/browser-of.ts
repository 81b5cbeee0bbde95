import type { Request, Response } from 'express';
import type { Browser } from '../access/browser.types.ts';

/** The browser behind a request. */
export function browserOf(request: Request, response: Response): Browser {
  return {
    headers: request.headers,
    setCookies(cookies) {
      for (const cookie of cookies) {
        response.appendHeader('Set-Cookie', cookie);
      }
    },
  };
}
