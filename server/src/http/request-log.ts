import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Log } from '../log.ts';
import { pathForLog } from './path-for-log.rules.ts';
import { callerOf } from './request-caller.ts';

/** What a refusal is about: these are worth a warning, for they are what an attack leaves behind. */
const REFUSALS = new Set([403, 413, 414, 415, 421, 429, 431]);

/** Monitors ask these every few seconds: that all is well is no news. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * One line for each request: method, path, route, status, milliseconds, who and from where. Never a header, a cookie, a
 * query's values or a body.
 */
export function requestLog(log: Log): HttpLogger {
  return pinoHttp({
    logger: log,
    genReqId: (request) => request.id,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    customLogLevel: ({ url = '' }, { statusCode }, error) =>
      PROBES.has(url) && statusCode === 200 ? 'debug' : levelOf(statusCode, error),
    customSuccessMessage: (_request, response) =>
      REFUSALS.has(response.statusCode) ? 'a request was refused' : 'a request was answered',
    customErrorMessage: () => 'a request was not answered as it should be',
    customSuccessObject: (request, response, { ms }: { ms: number }) =>
      describe(request, response, ms),
    customErrorObject: (request, response, _error, { ms }: { ms: number }) =>
      describe(request, response, ms),
  });
}

function levelOf(status: number, error: Error | undefined): 'error' | 'warn' | 'info' {
  if (status >= 500 || error !== undefined) {
    return 'error';
  }
  return REFUSALS.has(status) ? 'warn' : 'info';
}

function describe(request: IncomingMessage, response: ServerResponse, ms: number) {
  const { originalUrl, route, ip } = request as Partial<Request>;
  const caller = callerOf(request);
  const pattern: unknown = route?.path;
  return {
    method: request.method,
    path: pathForLog(originalUrl ?? request.url ?? ''),
    ...(typeof pattern === 'string' ? { route: pattern } : {}),
    status: response.statusCode,
    ms,
    ipAddress: ip ?? request.socket.remoteAddress,
    ...(caller === null ? {} : { userId: caller.userId, tokenId: caller.tokenId }),
    ...(response.writableFinished ? {} : { isCutOff: true }),
  };
}
