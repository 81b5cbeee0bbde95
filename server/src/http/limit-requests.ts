import type { RequestHandler } from 'express';
import type { AppContext } from '../app-context.ts';
import { isDirectLoopback } from './direct-loopback.ts';

/** Keeps one address from taking the server for itself. Programs on this machine are not counted. */
export function limitRequests({ limits }: AppContext): RequestHandler {
  return async (request, _response, next) => {
    if (!isDirectLoopback(request)) {
      await limits.countRequest(request.ip ?? null);
    }
    next();
  };
}
