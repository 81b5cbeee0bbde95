import { TRPCClientError } from '@trpc/client';
import { expect } from 'vitest';
import { createApiClient } from './api-client.ts';
import type { AttackRig } from './attack-rig.ts';
import type { AttackName } from './attack-table.ts';
import { cookieOf, TEST_PASSWORD } from './sign-in.ts';

/** Servers to attack: one that trusts nobody, and one behind a proxy on this machine. */
export type Targets = { rig: AttackRig; proxied: AttackRig };
export type Attack = (targets: Targets) => Promise<void>;

const JSON_TYPE = { 'content-type': 'application/json' };
const ADMIN_EMAIL = 'admin@example.com';

function trySignIn(
  { url }: AttackRig,
  credentials: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { ...JSON_TYPE, origin: url, ...headers },
    body: JSON.stringify(credentials),
  });
}

function callProcedure(
  { url }: AttackRig,
  name: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/trpc/${name}`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(input),
  });
}

/** What does not differ from answer to answer. */
async function gist(response: Response): Promise<unknown> {
  return {
    status: response.status,
    body: await response.text(),
    type: response.headers.get('content-type'),
  };
}

const passwords: Attack = async ({ proxied }) => {
  const from = { 'x-forwarded-for': '203.0.113.10' };
  for (let count = 0; count < 10; count += 1) {
    const wrong = { email: ADMIN_EMAIL, password: `guess number ${count}` };
    expect((await trySignIn(proxied, wrong, from)).status).toBe(401);
  }
  const right = { email: ADMIN_EMAIL, password: TEST_PASSWORD };
  const refused = await trySignIn(proxied, right, from);
  const retryAfter = Number(refused.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(60);
  expect(retryAfter).toBeLessThanOrEqual(900);
  await proxied.expectRefused(refused, 429);
  await proxied.expectLogged({ limit: 'sign-in.account', msg: 'a limit was reached' });
  const elsewhere = await trySignIn(proxied, right, { 'x-forwarded-for': '203.0.113.11' });
  expect(elsewhere.status).toBe(200);
};

const setUpCode: Attack = async ({ proxied }) => {
  const from = { 'x-forwarded-for': '203.0.113.20' };
  const guess = { name: 'Eve', email: 'eve@example.com', password: TEST_PASSWORD };
  for (let count = 0; count < 10; count += 1) {
    const input = { ...guess, code: `AAAA-AAAA-AAAA-${1000 + count}` };
    const wrong = await callProcedure(proxied, 'access.createFirstAdmin', input, from);
    expect(wrong.status).toBe(403);
  }
  const refused = await callProcedure(
    proxied,
    'access.createFirstAdmin',
    { ...guess, code: 'AAAA-AAAA-AAAA-AAAA' },
    from,
  );
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  await proxied.expectRefused(refused, 429);
  await proxied.expectLogged({ limit: 'set-up-code', msg: 'a limit was reached' });
};

const apiTokens: Attack = async ({ proxied }) => {
  const ask = (token: string) =>
    fetch(`${proxied.url}/api/v1/sync`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.30' },
    });
  const statuses = new Map<number, number>();
  for (let count = 0; count < 80; count += 1) {
    const { status } = await ask(`a-token-of-somebody-${count}`);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses.keys()].sort()).toEqual([401, 429]);
  expect(statuses.get(401)).toBe(60);
  await proxied.expectRefused(await ask('one-more-token-of-somebody'), 429);
};

const knownAccounts: Attack = async ({ proxied }) => {
  const from = { 'x-forwarded-for': '203.0.113.40' };
  const password = 'not the password of anybody';
  const known = await trySignIn(proxied, { email: ADMIN_EMAIL, password }, from);
  await proxied.expectRefused(known.clone(), 401);
  const unknown = await trySignIn(proxied, { email: 'nobody@example.com', password }, from);
  expect(await gist(unknown)).toEqual(await gist(known));
  const reset = (email: string) =>
    callProcedure(proxied, 'access.requestPasswordReset', { email }, from);
  expect(await gist(await reset('nobody@example.com'))).toEqual(
    await gist(await reset(ADMIN_EMAIL)),
  );
};

/** The names of cookies begin with the installation's own; only the value is planted. */
function plantedIn(cookie: string): string {
  return cookie.replace(/=[^;]*/, '=planted-by-somebody-else.c2lnbmF0dXJl');
}

const sessionFixation: Attack = async ({ rig }) => {
  const planted = plantedIn(rig.cookie);
  const right = { email: ADMIN_EMAIL, password: TEST_PASSWORD };
  const response = await trySignIn(rig, right, { cookie: planted });
  expect(response.status).toBe(200);
  const fresh = cookieOf(response);
  expect(fresh).not.toContain('planted-by-somebody-else');
  expect(fresh).not.toBe(rig.cookie);
  const asVictim = createApiClient(rig.url, planted).access.me.query();
  await expect(asVictim).rejects.toThrow(TRPCClientError);
  expect((await createApiClient(rig.url, fresh).access.me.query()) !== null).toBe(true);
  const refused = await fetch(`${rig.url}/trpc/access.me`, { headers: { cookie: planted } });
  await rig.expectRefused(refused, 401);
};

const forgedSession: Attack = async ({ rig }) => {
  const [name, value = ''] = rig.cookie.split('=', 2);
  const [token = '', signature = ''] = decodeURIComponent(value).split('.', 2);
  const otherToken = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
  for (const forged of [
    token,
    `${token}.`,
    `${otherToken}.${signature}`,
    `${token}.${'A'.repeat(43)}=`,
  ]) {
    const cookie = `${name}=${encodeURIComponent(forged)}`;
    const refused = await fetch(`${rig.url}/trpc/access.me`, { headers: { cookie } });
    await rig.expectRefused(refused, 401);
  }
};

const csrf: Attack = async ({ rig }) => {
  const { cookie, url } = rig;
  const input = { role: 'lead' };
  const senders: Record<string, string>[] = [
    { cookie, origin: 'https://attacker.example' },
    { cookie, origin: 'null' },
    { cookie, 'sec-fetch-site': 'cross-site' },
    { cookie, 'sec-fetch-site': 'same-site' },
    { cookie },
    { cookie, authorization: 'Bearer x' },
  ];
  for (const headers of senders) {
    const refused = await callProcedure(rig, 'access.endAllSessions', input, headers);
    await rig.expectRefused(refused, 403);
    const form = await fetch(`${url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    });
    await rig.expectRefused(form, 403);
  }
  expect((await fetch(`${url}/trpc/access.me`, { headers: { cookie } })).status).toBe(200);
  const plain = await fetch(`${url}/trpc/access.endAllSessions`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'text/plain' },
    body: '{}',
  });
  await rig.expectRefused(plain, 415);
  const signedIn = await trySignIn(rig, { email: ADMIN_EMAIL, password: TEST_PASSWORD });
  for (const set of signedIn.headers.getSetCookie()) {
    expect(set).toMatch(/; HttpOnly/i);
    expect(set).toMatch(/; SameSite=(?:Lax|Strict)/i);
  }
};

const forgedSender: Attack = async ({ rig }) => {
  const wrong = { email: 'somebody@example.com', password: 'not the password of anybody' };
  const statuses: number[] = [];
  for (let count = 0; count < 11; count += 1) {
    const headers = {
      'x-forwarded-for': `198.51.100.${count}`,
      'x-real-ip': `198.51.100.${count}`,
      forwarded: `for=198.51.100.${count}`,
      'x-request-id': 'an-id-of-somebody-else',
    };
    const response = await trySignIn(rig, wrong, headers);
    expect(response.headers.get('x-request-id')).not.toBe('an-id-of-somebody-else');
    statuses.push(response.status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect(rig.written()).not.toContain('198.51.100.');
  await rig.expectLogged({ status: 429, ipAddress: '127.0.0.1' });
};

const sampleFromElsewhere: Attack = async ({ rig, proxied }) => {
  const { port } = new URL(rig.url);
  const signs: Record<string, string>[] = [
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '203.0.113.9' },
    { referer: `https://bellwether.example.com:${port}/welcome` },
  ];
  for (const headers of signs) {
    const refused = await callProcedure(rig, 'access.enterSample', { role: 'lead' }, headers);
    expect(refused.headers.getSetCookie()).toEqual([]);
    await rig.expectRefused(refused, 403);
  }
  const behind = { 'x-forwarded-for': '127.0.0.1' };
  const refused = await callProcedure(proxied, 'access.enterSample', { role: 'lead' }, behind);
  await proxied.expectRefused(refused, 403);
};

const timing: Attack = async ({ proxied }) => {
  const code = proxied.server.setUpCode ?? 'AAAA-AAAA-AAAA-AAAA';
  const guess = { name: 'Eve', email: 'eve@example.com', password: TEST_PASSWORD };
  const answers: unknown[] = [];
  for (const tried of [`${code.slice(0, -1)}?`, '?'.repeat(code.length), code.slice(0, 4)]) {
    const from = { 'x-forwarded-for': '203.0.113.50' };
    const input = { ...guess, code: tried };
    const response = await callProcedure(proxied, 'access.createFirstAdmin', input, from);
    await proxied.expectRefused(response.clone(), 403);
    answers.push(await gist(response));
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
};

export const attacksOnIdentity = {
  passwords,
  'set-up code': setUpCode,
  'api tokens': apiTokens,
  'known accounts': knownAccounts,
  'session fixation': sessionFixation,
  'forged session': forgedSession,
  csrf,
  'forged sender': forgedSender,
  'sample from elsewhere': sampleFromElsewhere,
  timing,
} satisfies Partial<Record<AttackName, Attack>>;
