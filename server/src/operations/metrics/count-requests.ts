import type { Request, RequestHandler, Response } from 'express';
import type { Histogram } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Faces of the server whose handlers have no pattern of their own. */
const FACES = ['/trpc', '/api/auth', '/api', '/schema-registry', '/webhooks'];

type Durations = Pick<Histogram<'method' | 'route' | 'status'>, 'observe'>;

/** Counts each request with its duration under the pattern of its address, so that nothing a caller wrote is a label. */
export function countRequests(durations: Durations): RequestHandler {
  return (request, response, next) => {
    const startedAtMs = performance.now();
    response.once('close', () => {
      if (isLiveStream(response)) {
        return;
      }
      durations.observe(
        {
          method: METHODS.has(request.method) ? request.method : 'other',
          route: patternOf(request),
          status: String(response.statusCode),
        },
        (performance.now() - startedAtMs) / 1000,
      );
    });
    next();
  };
}

/** `/api/v1/metrics/:name`; `/trpc` for all procedures; `page` for pages, their files and what is not there. */
export function patternOf(
  request: Pick<Request, 'baseUrl' | 'originalUrl'> & { route?: unknown },
): string {
  const pattern = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof pattern === 'string') {
    // A mount is matched in any case, and the base is what the caller wrote.
    const base = request.baseUrl.toLowerCase();
    return `${base}${pattern === '/' && base !== '' ? '' : pattern}`;
  }
  const path = request.originalUrl.split('?', 1)[0]?.toLowerCase() ?? '';
  return FACES.find((face) => path === face || path.startsWith(`${face}/`)) ?? 'page';
}

function isLiveStream(response: Response): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}
