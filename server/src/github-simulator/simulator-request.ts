import type { IncomingMessage } from 'node:http';

/** A request as the simulator looks at it. */
export type SimulatorRequest = {
  method: string;
  /** Without the prefix of GitHub Enterprise, percent-decoding still to do. */
  path: string;
  query: URLSearchParams;
  /** `/api/v3` when the client speaks to a GitHub Enterprise address, else empty. */
  prefix: string;
  /** Address under which the client sees the REST API, without a slash at the end. */
  baseUrl: string;
  token: string | null;
  ifNoneMatch: string | null;
  body: string;
  /** The name of a GraphQL operation; null for REST and for anonymous operations. */
  operationName: string | null;
  isGraphql: boolean;
};

const MAX_BODY_BYTES = 10_000_000;

/** Reads a request to its end. Throws RangeError when its body is beyond 10 MB. */
export async function readRequest(message: IncomingMessage): Promise<SimulatorRequest> {
  const host = message.headers.host ?? '127.0.0.1';
  const url = new URL(message.url ?? '/', `http://${host}`);
  const body = await readBody(message);
  const isEnterprise = /^\/api\/(v3|graphql)(\/|$)/.test(url.pathname);
  const prefix = isEnterprise ? '/api/v3' : '';
  const path = url.pathname
    .replace(/^\/api\/v3(?=\/|$)/, '')
    .replace(/^\/api\/graphql$/, '/graphql');
  return {
    method: message.method ?? 'GET',
    path: path === '' ? '/' : path.replace(/(.)\/+$/, '$1'),
    query: url.searchParams,
    prefix,
    baseUrl: `${url.origin}${prefix}`,
    token: tokenOf(message.headers.authorization),
    ifNoneMatch: message.headers['if-none-match'] ?? null,
    body,
    operationName: operationNameOf(path, body),
    isGraphql: path === '/graphql',
  };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new RangeError('The body is too large.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tokenOf(authorization: string | undefined): string | null {
  return authorization?.match(/^(?:bearer|token)\s+(\S+)$/i)?.[1] ?? null;
}

function operationNameOf(path: string, body: string): string | null {
  if (path !== '/graphql') {
    return null;
  }
  return body.match(/\b(?:query|mutation)\s+(\w+)/)?.[1] ?? null;
}
