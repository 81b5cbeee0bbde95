import type { RequestHandler } from 'express';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Until people sign in, reaching the server is being allowed in. So a page from elsewhere must not reach it through
 * the person's browser: the host must be a loopback name or that of the public address (against rebinding), and a
 * foreign origin is refused.
 */
export function requireOwnOrigin(publicUrl: string | null): RequestHandler {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, response, next) => {
    const host = (request.headers.host ?? '').toLowerCase();
    const isOwnHost = LOOPBACK_NAMES.has(host.replace(/:\d+$/, '')) || host === publicHost;
    if (!isOwnHost) {
      response.status(403).json({
        error: {
          code: 'forbidden',
          message: 'This server answers only under its own address.',
          field: 'Host',
          remedy: 'Open the address that the server printed; behind a proxy set BELLWETHER_URL.',
        },
      });
      return;
    }
    const { origin } = request.headers;
    const isForeign = origin !== undefined && originHost(origin) !== host;
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    if (isForeign || (isWrite && request.headers['sec-fetch-site'] === 'cross-site')) {
      response.status(403).json({
        error: {
          code: 'forbidden',
          message: 'Requests from other sites are not answered.',
          field: 'Origin',
          remedy: null,
        },
      });
      return;
    }
    next();
  };
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host.toLowerCase();
  } catch {
    return null;
  }
}
