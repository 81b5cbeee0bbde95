import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Outcome } from './serve-request.ts';
import type { SimulatorRequest } from './simulator-request.ts';

/** Sends an answer, whole or as a fault leaves of it. */
export function sendOutcome(
  response: ServerResponse,
  { answer, delivery }: Outcome,
  request: SimulatorRequest,
  { now, webUrl }: { now: Date; webUrl: string | undefined },
): void {
  if (delivery === 'never') {
    return;
  }
  const bytes = Buffer.from(hasBody(answer.status) ? bodyText(answer.body, webUrl) : '');
  response.sendDate = false;
  response.statusCode = answer.status;
  const headers: Record<string, string> = {
    date: now.toUTCString(),
    server: 'github.com',
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': requestId(request),
    ...answer.headers,
  };
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
  if (delivery === 'cut-off') {
    response.setHeader('content-length', bytes.length);
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    return;
  }
  const sent = delivery === 'too-short' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  response.setHeader('content-length', sent.length);
  response.end(request.method === 'HEAD' ? undefined : sent);
}

const GITHUB_PAGES = '"https://github.com/';

function hasBody(status: number): boolean {
  return status !== 304 && status !== 204;
}

function bodyText(body: unknown, webUrl: string | undefined): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return webUrl === undefined ? text : text.replaceAll(GITHUB_PAGES, `"${webUrl}/`);
}

function requestId(request: SimulatorRequest): string {
  const digest = createHash('sha1').update(`${request.method} ${request.path} ${request.body}`);
  return digest.digest('hex').slice(0, 16).toUpperCase();
}
