import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { AppContext } from '../app-context.ts';
import type { Env } from '../env.ts';
import { createHttpApp } from './http-app.ts';

const MOST_HEADERS = 100;
const LIMITS = {
  /** Names and values together. */
  maxHeaderSize: 16 * 1024,
  /** Until the headers, and until the whole request, must be there: a slow sender holds nothing for long. */
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  /** Longer than the proxies in front keep theirs, so that none is closed under a request. */
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
};

/** The server that is still to listen: what it takes of a request at most, and how long it waits for it. */
export function createHttpServer(
  app: AppContext,
  { env, clientDir }: { env: Env; clientDir: string | null },
): Server {
  const http = createServer(
    LIMITS,
    createHttpApp(app, {
      clientDir,
      publicUrl: env.BELLWETHER_URL ?? null,
      listenHost: env.HOST,
      trustedProxies: env.BELLWETHER_TRUST_PROXY,
    }),
  );
  http.maxHeadersCount = MOST_HEADERS;
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const { code = 'unknown' } = error;
    if (code !== 'ECONNRESET') {
      app.log.warn({ code, ipAddress: socket.remoteAddress }, 'a request could not be read');
    }
    answerUnreadable(socket, code);
  });
  return http;
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Whatever else the connection holds is not looked at: it may be a second request smuggled behind the first. */
function answerUnreadable(socket: Socket, code: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_LINES[code] ?? '400 Bad Request';
  const error = {
    code: 'invalid_input',
    message: 'The request could not be read.',
    field: null,
    remedy: null,
  };
  const body = JSON.stringify({ error });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  );
}
