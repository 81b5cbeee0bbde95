import { connect } from 'node:net';
import { createLog } from '@bellwether/server/log';
import { expect } from 'vitest';
import { eventually } from './eventually.ts';
import { adminCookie } from './sign-in.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.ts';

type LogLine = Record<string, unknown> & { msg?: string; requestId?: string };

/** A server under attack, with everything that it writes. */
export type AttackRig = {
  server: TestServer;
  url: string;
  /** The host and port that people use. */
  host: string;
  cookie: string;
  /** All lines of the log so far. */
  lines(): LogLine[];
  /** All that was written so far, as text. */
  written(): string;
  /** Waits until a line holds all of these fields. */
  expectLogged(fields: Record<string, unknown>): Promise<void>;
  /** Checks the status, and that the request's line in the log says so too. */
  expectRefused(response: Response, status: number): Promise<void>;
  /** Sends bytes as they are, and gives what comes back until the connection closes. */
  sendRaw(text: string): Promise<string>;
  remove(): Promise<void>;
};

export async function startAttackRig(options: TestServerOptions = {}): Promise<AttackRig> {
  const written: string[] = [];
  const log = createLog('trace', { to: { write: (line) => void written.push(line) } });
  const server = await startTestServer({ log, ...options });
  const { host } = new URL(server.url);
  const lines = () => written.map((line) => JSON.parse(line) as LogLine);
  const expectLogged = async (fields: Record<string, unknown>) => {
    const holds = (line: LogLine) =>
      Object.entries(fields).every(([name, value]) => line[name] === value);
    await eventually(() => lines().some(holds), { patienceMs: 5_000 }).catch(() => {
      expect(lines().slice(-10)).toContainEqual(expect.objectContaining(fields));
    });
  };
  return {
    server,
    ...{ url: server.url, host, lines, expectLogged },
    cookie: (await adminCookie(server.url)) ?? '',
    written: () => written.join(''),
    async expectRefused(response, status) {
      expect(response.status).toBe(status);
      const requestId = response.headers.get('x-request-id');
      expect(requestId).toMatch(/^[\w-]{36}$/);
      await expectLogged({ requestId, status });
    },
    sendRaw: (text) => sendRaw(server.url, text),
    remove: () => server.remove(),
  };
}

function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(answer) : reject(error),
    );
  });
}
