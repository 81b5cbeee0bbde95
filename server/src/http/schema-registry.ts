import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { Capability } from '@bellwether/shared/access/capabilities';
import { type ErrorRequestHandler, type Request, Router } from 'express';
import type { Caller } from '../access/caller.types.ts';
import type { AppContext } from '../app-context.ts';
import { challenge } from './challenge.ts';
import { refusalOf } from './endpoint.ts';
import { statusByCode, toAppError } from './error-answers.ts';
import { pathForLog } from './path-for-log.rules.ts';
import { cutOffSoon } from './read-limited-body.ts';
import { noteCaller } from './request-caller.ts';
import { requestIdOf } from './request-id.ts';
import { originOf } from './request-origin.ts';

const CONTENT_TYPE = 'application/vnd.schemaregistry.v1+json';

/** What a client of a schema registry asks of its caller: a token, as bearer or where a password stands. */
export function registryCapability(method: string): Capability {
  return method === 'GET' || method === 'HEAD' ? 'contracts.read' : 'contracts.write';
}

/**
 * `/schema-registry/*`: the door of the contracts, which answers as clients of the Confluent Schema Registry expect. Nothing
 * stands behind it yet: who may enter finds nothing.
 */
export function schemaRegistry(app: AppContext): Router {
  const routes = Router();
  routes.use(async (request, response) => {
    const caller = await enter(app, request);
    const capability = registryCapability(request.method);
    if (scopeOf(caller, capability) === null) {
      throw refusalOf(caller, capability);
    }
    answer(response, 404, 404, 'HTTP 404 Not Found');
    cutOffSoon(request);
  });
  routes.use(answerRegistryErrors(app));
  return routes;
}

async function enter(app: AppContext, request: Request): Promise<Caller | null> {
  const caller = await app.access.identifyToken(request.headers, originOf(request), 'basic');
  noteCaller(request, caller);
  return caller;
}

/** `{"error_code": 40101, "message": "…"}`: the status with two digits more. */
function answerRegistryErrors(app: AppContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { code, message, remedy, retryAfterSeconds } = toAppError(error);
    if (code === 'internal') {
      const place = { path: pathForLog(request.originalUrl), requestId: requestIdOf(request) };
      app.log.error({ err: error, ...place }, 'a request failed');
    }
    if (retryAfterSeconds !== null) {
      response.set('Retry-After', String(retryAfterSeconds));
    }
    challenge(request, response, error, 'basic');
    const status = statusByCode[code];
    answer(response, status, status * 100 + 1, remedy === null ? message : `${message} ${remedy}`);
    cutOffSoon(request);
  };
}

function answer(
  response: Parameters<ErrorRequestHandler>[2],
  status: number,
  errorCode: number,
  message: string,
): void {
  response.status(status).type(CONTENT_TYPE).json({ error_code: errorCode, message });
}
