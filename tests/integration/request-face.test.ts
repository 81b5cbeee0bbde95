import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackRig, startAttackRig } from '../support/attack-rig.ts';

const PUBLIC = 'https://bellwether.example.com';

let rig: AttackRig;
let proxied: AttackRig;

beforeAll(async () => {
  rig = await startAttackRig();
  const env = { BELLWETHER_TRUST_PROXY: 'loopback', BELLWETHER_URL: PUBLIC };
  proxied = await startAttackRig({ env, withoutAdmin: true });
});

afterAll(async () => {
  await rig?.remove();
  await proxied?.remove();
});

describe('every answer', () => {
  it.each([
    '/healthz',
    '/api/v1/openapi.json',
    '/trpc/access.entrance',
    '/nothing',
    '/webhooks/github',
  ])('of %s tells browsers what to refuse', async (path) => {
    const { headers } = await fetch(`${rig.url}${path}`);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none';script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it.each([
    '/healthz',
    '/readyz',
    '/metrics',
    '/trpc/access.entrance',
    '/api/v1/sync',
    '/api/auth/ok',
  ])('of %s is kept by nobody', async (path) => {
    const { headers } = await fetch(`${rig.url}${path}`);
    expect(headers.get('cache-control')).toContain('no-store');
  });

  it('asks for TLS where people come over TLS, and there alone', async () => {
    const plain = await fetch(`${rig.url}/healthz`);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    const behind = await fetch(`${proxied.url}/healthz`);
    expect(behind.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('the id of a request', () => {
  const ask = ({ url }: AttackRig, id: string) =>
    fetch(`${url}/trpc/access.me?token=planted`, { headers: { 'x-request-id': id } });

  it('is the proxy\u2019s, where the proxy is trusted and the id is one', async () => {
    const id = 'a1b2c3d4-from-the-proxy';
    expect((await ask(proxied, id)).headers.get('x-request-id')).toBe(id);
    await proxied.expectLogged({ requestId: id, path: '/trpc/access.me', status: 401 });
    for (const odd of ['short', 'x'.repeat(65), 'with space here', '{"a":"bcdefgh"}']) {
      expect((await ask(proxied, odd)).headers.get('x-request-id')).not.toBe(odd);
    }
  });

  it('is nobody else\u2019s', async () => {
    const id = 'a1b2c3d4-from-somebody';
    const made = (await ask(rig, id)).headers.get('x-request-id');
    expect(made).not.toBe(id);
    await rig.expectLogged({ requestId: made, method: 'GET', status: 401 });
    expect(rig.written()).not.toContain('planted');
  });

  it('leads to who asked', async () => {
    const response = await fetch(`${rig.url}/trpc/access.me`, { headers: { cookie: rig.cookie } });
    const requestId = response.headers.get('x-request-id');
    await rig.expectLogged({ requestId, status: 200, ipAddress: '127.0.0.1' });
    const line = rig.lines().find((one) => one.requestId === requestId && one.status === 200);
    expect(Object.keys(line ?? {}).sort()).toEqual([
      ...['ipAddress', 'level', 'method', 'ms', 'msg', 'path', 'requestId', 'status', 'time'],
      ...['tokenId', 'userId'],
    ]);
    expect(typeof line?.userId).toBe('string');
  });
});

describe('a proxy', () => {
  it('is believed when it is trusted', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.77' };
    await fetch(`${proxied.url}/trpc/access.me`, { headers });
    await proxied.expectLogged({ ipAddress: '203.0.113.77', status: 401 });
    await fetch(`${rig.url}/trpc/access.me`, { headers });
    expect(rig.written()).not.toContain('203.0.113.77');
  });

  it('sets cookies that only TLS carries', async () => {
    const { auth } = proxied.server.app.access;
    const context = await (await auth()).$context;
    const { attributes, name } = context.authCookies.sessionToken;
    expect(attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', path: '/' });
    expect(name).toMatch(/^__Secure-/);
  });
});
