import { toNodeHandler } from 'better-auth/node';
import type { RequestHandler } from 'express';
import type { AppContext } from '../app-context.ts';

/** `/api/auth/*`: what browsers call to sign in and out, answered by the sign-in library. */
export function signInRoutes(app: AppContext): RequestHandler {
  return async (request, response) => {
    await toNodeHandler(await app.access.auth())(request, response);
  };
}
