import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireOwnOrigin } from './own-origin.ts';

let port = 0;
let close: () => void;

beforeAll(async () => {
  const app = express();
  app.use(requireOwnOrigin('https://bellwether.example.com'));
  app.use((_request, response) => {
    response.send('in');
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  close = () => server.close();
});

afterAll(() => close());

function status(method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('who may reach a server without sign-in', () => {
  it('lets in its own pages and programs on the same machine', async () => {
    const host = `127.0.0.1:${port}`;
    expect(await status('GET', { host })).toBe(200);
    expect(await status('POST', { host, origin: `http://${host}` })).toBe(200);
    expect(await status('GET', { host: 'localhost:4600' })).toBe(200);
    expect(await status('GET', { host, 'sec-fetch-site': 'cross-site' })).toBe(200);
  });

  it('lets in the public address that a proxy stands for', async () => {
    const host = 'bellwether.example.com';
    expect(await status('POST', { host, origin: `https://${host}` })).toBe(200);
  });

  it('refuses a name that was rebound to loopback', async () => {
    expect(await status('GET', { host: 'attacker.example' })).toBe(403);
    expect(await status('GET', { host: '127.0.0.1.attacker.example:80' })).toBe(403);
  });

  it('refuses what pages of other sites send', async () => {
    const host = `127.0.0.1:${port}`;
    expect(await status('POST', { host, origin: 'https://attacker.example' })).toBe(403);
    expect(await status('GET', { host, origin: 'https://attacker.example' })).toBe(403);
    expect(await status('POST', { host, origin: 'null' })).toBe(403);
    expect(await status('POST', { host, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('POST', { host, origin: `http://127.0.0.1:${port + 1}` })).toBe(403);
  });
});
