import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { ErrorRequestHandler } from 'express';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireOwnOrigin } from './own-origin.ts';

const PUBLIC = 'https://bellwether.example.com';
const ports = { named: 0, everywhere: 0, exact: 0 };
const servers: Server[] = [];

const answerRefusals: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.code === 'forbidden' ? 403 : 500).end();
};

async function open(publicUrl: string | null, listenHost: string): Promise<number> {
  const app = express();
  app.use(requireOwnOrigin({ publicUrl, listenHost }));
  app.use((_request, response) => {
    response.send('in');
  });
  app.use(answerRefusals);
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  ports.named = await open(PUBLIC, '127.0.0.1');
  ports.everywhere = await open(null, '0.0.0.0');
  ports.exact = await open(null, '192.0.2.7');
});

afterAll(() => {
  for (const server of servers) {
    server.close();
  }
});

function status(
  method: string,
  headers: Record<string, string>,
  port = ports.named,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('under which names the server answers', () => {
  it('answers its own pages and programs on the same machine', async () => {
    const host = `127.0.0.1:${ports.named}`;
    expect(await status('GET', { host })).toBe(200);
    expect(await status('POST', { host, origin: `http://${host}` })).toBe(200);
    expect(await status('GET', { host: 'localhost:4600' })).toBe(200);
    expect(await status('GET', { host: 'LOCALHOST' })).toBe(200);
    expect(await status('GET', { host, 'sec-fetch-site': 'cross-site' })).toBe(200);
  });

  it('answers under the public address, with and without its port', async () => {
    const host = 'bellwether.example.com';
    expect(await status('POST', { host, origin: PUBLIC })).toBe(200);
    expect(await status('GET', { host: `${host}:443` })).toBe(200);
    expect(await status('GET', { host: `${host}:444` })).toBe(403);
  });

  it('answers its public pages when the proxy calls it by its own name', async () => {
    expect(await status('POST', { host: `127.0.0.1:${ports.named}`, origin: PUBLIC })).toBe(200);
  });

  it.each([
    ...['attacker.example', '127.0.0.1.attacker.example:80', 'localhost.attacker.example'],
    ...['127.0.0.1@attacker.example', '0.0.0.0', '[::]', '127.1', '2130706433'],
  ])('refuses the forged name %j', async (host) => {
    for (const port of Object.values(ports)) {
      expect(await status('GET', { host }, port)).toBe(403);
    }
  });

  it("answers under this machine's name when it listens everywhere", async () => {
    expect(await status('GET', { host: `${hostname()}:4600` }, ports.everywhere)).toBe(200);
    expect(await status('GET', { host: `${hostname()}:4600` }, ports.named)).toBe(403);
  });

  it('answers under the one address that it listens on', async () => {
    expect(await status('GET', { host: '192.0.2.7:4600' }, ports.exact)).toBe(200);
    expect(await status('GET', { host: '192.0.2.8:4600' }, ports.exact)).toBe(403);
  });
});

describe('what pages of other sites send', () => {
  it('is refused by its origin, reads included', async () => {
    const host = `127.0.0.1:${ports.named}`;
    for (const origin of [
      'https://attacker.example',
      'null',
      `http://127.0.0.1:${ports.named + 1}`,
      'http://bellwether.example.com',
      'https://bellwether.example.com.attacker.example',
      'not an origin',
    ]) {
      expect(await status('POST', { host, origin })).toBe(403);
      expect(await status('GET', { host, origin })).toBe(403);
      expect(await status('POST', { host, origin, authorization: 'Bearer x' })).toBe(403);
    }
  });

  it('is refused by what the browser says of it', async () => {
    const host = `127.0.0.1:${ports.named}`;
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(await status('POST', { host, 'sec-fetch-site': site })).toBe(403);
    }
    expect(await status('POST', { host, 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('is refused when it borrows a cookie without saying whence it comes', async () => {
    const host = `127.0.0.1:${ports.named}`;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await status(method, { host, cookie: 'a=b' })).toBe(403);
      expect(await status(method, { host, cookie: 'a=b', authorization: 'Bearer x' })).toBe(403);
      expect(await status(method, { host, cookie: 'a=b', origin: `http://${host}` })).toBe(200);
    }
  });

  it('does not stand in the way of programs with a token', async () => {
    const host = `127.0.0.1:${ports.named}`;
    expect(await status('POST', { host, authorization: 'Bearer x' })).toBe(200);
  });
});
