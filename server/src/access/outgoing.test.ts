import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outgoing } from '../app-context.ts';
import { fetchOnSite } from '../github/fetch-on-site.ts';
import { InnerAddressError } from './inner-address-error.ts';
import { createOutgoing } from './outgoing.ts';

let server: Server;
let elsewhere: Server;
let port = 0;
let asked: string[] = [];
const made: Outgoing[] = [];

function listen(answer: (path: string) => { status: number; location?: string }): Promise<Server> {
  const http = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`);
    const { status, location } = answer(request.url ?? '');
    response.writeHead(status, location === undefined ? {} : { location }).end('in');
  });
  return new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(http)));
}

beforeAll(async () => {
  elsewhere = await listen(() => ({ status: 200 }));
  const other = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  server = await listen((path) => {
    switch (path) {
      case '/moved':
        return { status: 301, location: '/here' };
      case '/moved-for-now':
        return { status: 307, location: `http://127.0.0.1:${port}/here` };
      case '/away':
        return { status: 302, location: `${other}/secret` };
      case '/inside':
        return { status: 302, location: 'http://169.254.169.254/latest/meta-data' };
      case '/loop':
        return { status: 302, location: '/loop' };
      default:
        return { status: 200 };
    }
  });
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  elsewhere.close();
  await Promise.all(made.map((one) => one.close()));
});

function outgoing(allowedNetworks: string[] = [], trustedUrls: string[] = []): Outgoing {
  asked = [];
  const one = createOutgoing({ allowedNetworks, trustedUrls });
  made.push(one);
  return one;
}

async function causeOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  return (error as Error | null)?.cause;
}

describe('an address that is entered', () => {
  it.each([
    ...['http://127.0.0.1:4600', 'http://localhost/api', 'http://2130706433', 'http://0x7f.1'],
    ...[
      'http://[::1]:5432',
      'http://[::ffff:10.0.0.1]',
      'https://169.254.169.254/latest',
      'http://0',
    ],
    ...['http://[64:ff9b::a00:1]', 'http://10.0.0.1.', 'http://127.0.0.1:80@10.0.0.1'],
  ])('is refused: %s', async (url) => {
    await expect(outgoing().refuseInner(url, 'apiUrl')).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'apiUrl',
    });
  });

  it('may be public, allowed by the operator, or unknown to the name server', async () => {
    await outgoing().refuseInner('https://140.82.121.6/api/v3', 'apiUrl');
    await outgoing(['127.0.0.0/8', '::1']).refuseInner('http://localhost:9', 'apiUrl');
    await outgoing(['LocalHost']).refuseInner('http://localhost:9', 'apiUrl');
    await outgoing([], ['http://10.0.0.9/api/v3']).refuseInner('http://10.0.0.9/api/v3', 'apiUrl');
    await outgoing().refuseInner('https://nowhere.invalid', 'apiUrl');
  });

  it('is looked up for other protocols too', async () => {
    await expect(outgoing().resolve('localhost', 'host')).rejects.toMatchObject({ field: 'host' });
    expect(await outgoing().resolve('140.82.121.6', 'host')).toBe('140.82.121.6');
  });
});

describe('a connection', () => {
  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])(
    'is not made to %s, whatever was entered before',
    async (host) => {
      const cause = await causeOf(outgoing().fetch(`http://${host}:${port}/`));
      expect(cause).toBeInstanceOf(InnerAddressError);
      expect(asked).toEqual([]);
    },
  );

  it('is made where the operator allows it, or the server itself listens', async () => {
    expect((await outgoing(['127.0.0.1', '::1']).fetch(`http://localhost:${port}/`)).status).toBe(
      200,
    );
    const one = outgoing();
    one.trust(`http://127.0.0.1:${port}/api`);
    expect((await one.fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    const other = (elsewhere.address() as AddressInfo).port;
    const cause = await causeOf(one.fetch(`http://127.0.0.1:${other}/`));
    expect(cause).toBeInstanceOf(InnerAddressError);
  });
});

describe('a redirect', () => {
  const get = (path: string, init: RequestInit = {}) =>
    fetchOnSite(outgoing(['127.0.0.1']).fetch, `http://127.0.0.1:${port}${path}`, init);

  it('is followed on the same site', async () => {
    expect((await get('/moved')).status).toBe(200);
    expect((await get('/moved-for-now', { method: 'POST', body: 'x' })).status).toBe(200);
    expect(asked).toEqual([
      `POST 127.0.0.1:${port} /moved-for-now`,
      `POST 127.0.0.1:${port} /here`,
    ]);
  });

  it.each(['/away', '/inside'])('is not followed to another site: %s', async (path) => {
    expect(await causeOf(get(path))).toMatchObject({ message: 'it leads to another site.' });
    expect(asked).toEqual([`GET 127.0.0.1:${port} ${path}`]);
  });

  it('does not send what was posted to another place by itself', async () => {
    expect((await get('/moved', { method: 'POST', body: 'x' })).status).toBe(301);
  });

  it('ends', async () => {
    expect(await causeOf(get('/loop'))).toMatchObject({ message: 'redirect count exceeded' });
    expect(asked.length).toBe(11);
  });
});
