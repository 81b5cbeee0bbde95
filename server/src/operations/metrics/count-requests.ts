import type { Request, RequestHandler, Response } from 'express';
import type { Histogram } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Faces of the server whose handlers have no pattern of their own. */
const FACES = ['/trpc', '/api/auth', '/api', '/schema-registry', '/webhooks'];
/** Where routes of their own are mounted: the base is lost when an error goes up. */
const MOUNTS = ['/api/v1', '/schema-registry'];

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
export function patternOf(request: Pick<Request, 'originalUrl'> & { route?: unknown }): string {
  const pattern = (request.route as { path?: unknown } | undefined)?.path;
  const path = request.originalUrl.split('?', 1)[0]?.toLowerCase() ?? '';
  if (typeof pattern === 'string') {
    const mount = MOUNTS.find((base) => isWithin(path, base)) ?? '';
    return isWithin(pattern, mount) ? pattern : `${mount}${pattern === '/' ? '' : pattern}`;
  }
  return FACES.find((face) => isWithin(path, face)) ?? 'page';
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

function isLiveStream(response: Response): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');
}
