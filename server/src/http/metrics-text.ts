import type { RequestHandler } from 'express';
import type { AppContext } from '../app-context.ts';
import type { Metrics } from '../operations/metrics/create-metrics.ts';
import { isDirectLoopback } from './direct-loopback.ts';
import { endpoint } from './endpoint.ts';

/** `GET /metrics`: open to this machine itself, for others behind a token with `operations.read`. */
export function metricsText(app: AppContext, metrics: Metrics): RequestHandler {
  const answer: RequestHandler = async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  };
  const behindToken = endpoint(app, 'operations.read', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  return (request, response, next) =>
    isDirectLoopback(request)
      ? answer(request, response, next)
      : behindToken(request, response, next);
}
