import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Express, RequestHandler } from 'express';

const WELL_FORMED = /^[\w.-]{8,64}$/;

/**
 * Gives each request an id, which every answer, log line and audit event then carries. A trusted proxy's `X-Request-Id`
 * is taken over, so that its log and ours can be read together; anybody else's is not.
 */
export function assignRequestId(): RequestHandler {
  return (request, response, next) => {
    request.id = idFromProxy(request.app as Express, request) ?? randomUUID();
    response.setHeader('X-Request-Id', request.id);
    next();
  };
}

/** The id of a request that went through `assignRequestId`. */
export function requestIdOf(request: IncomingMessage): string {
  return String(request.id);
}

function idFromProxy(app: Express, request: IncomingMessage): string | null {
  const given = request.headers['x-request-id'];
  const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const isKnown =
    typeof given === 'string' &&
    WELL_FORMED.test(given) &&
    trusts(request.socket.remoteAddress ?? '', 0);
  return isKnown ? given : null;
}
