import { AppError } from '@bellwether/shared/errors/app-error';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { AppContext } from '../app-context.ts';
import { finishAtProvider } from '../features/access/provider-sign-in.service.ts';
import { signInWithPassword, signOut } from '../features/access/sign-in.service.ts';
import type { SignInContext } from '../features/access/sign-in-context.types.ts';
import {
  finishWithBackupCode,
  finishWithTotp,
} from '../features/access/sign-in-second-step.service.ts';
import { startAtProvider } from '../features/access/start-at-provider.service.ts';
import { browserOf } from './browser-of.ts';
import { originOf } from './request-origin.ts';

type Step = (ctx: SignInContext, body: unknown) => Promise<object>;

/**
 * `/api/auth/*`: what browsers call to sign in and out. Each address is one of ours; of the sign-in library's own addresses
 * none is open.
 */
export function signInRoutes(app: AppContext): RequestHandler {
  const routes = Router();
  const post = (path: string, step: Step) =>
    routes.post(path, async (request, response) => {
      const ctx = await contextOf(app, request, response);
      response.json(await step(ctx, readJson(request)));
    });
  post('/api/auth/sign-in/email', signInWithPassword);
  post('/api/auth/two-factor/verify-totp', finishWithTotp);
  post('/api/auth/two-factor/verify-backup-code', finishWithBackupCode);
  post('/api/auth/sign-in/social', startAtProvider);
  post('/api/auth/sign-out', signOut);
  routes.get('/api/auth/callback/:provider', async (request, response) => {
    const ctx = await contextOf(app, request, response);
    const query = Object.fromEntries(new URL(request.originalUrl, 'http://here').searchParams);
    response.redirect(302, await finishAtProvider(ctx, request.params.provider, query));
  });
  return routes;
}

async function contextOf(
  app: AppContext,
  request: Request,
  response: Response,
): Promise<SignInContext> {
  const origin = originOf(request);
  const caller = await app.access.identifySession(request.headers, origin);
  return { app, caller, origin, browser: browserOf(request, response) };
}

/** The text was held against what JSON may be before it came here. */
function readJson({ body }: Request): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : {};
  } catch {
    throw new AppError('invalid_input', 'The body is not JSON.');
  }
}
