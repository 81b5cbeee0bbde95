import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { expect } from 'vitest';
import { apiFetch } from './api-fetch.ts';
import type { AttackRig } from './attack-rig.ts';
import type { AttackName } from './attack-table.ts';
import type { Attack } from './attacks-on-identity.ts';
import { headersOf } from './secret-scan.ts';

/** Calls a procedure that changes something, as a page of the admin would. */
function mutate(rig: AttackRig, name: string, body: BodyInit, headers: HeadersInit = {}) {
  return fetch(`${rig.url}/trpc/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: rig.url,
      cookie: rig.cookie,
      ...headers,
    },
    body,
  });
}

function ask(rig: AttackRig, name: string, input: unknown): Promise<Response> {
  const query = encodeURIComponent(JSON.stringify(input));
  return fetch(`${rig.url}/trpc/${name}?input=${query}`, { headers: { cookie: rig.cookie } });
}

function get(rig: AttackRig, path: string): Promise<Response> {
  return apiFetch(`${rig.url}/api/v1${path}`);
}

const FORMULAS = [
  '=cmd|calc',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '=HYPERLINK("http://x")',
];

const csvFormulas: Attack = async ({ rig }) => {
  const { pool } = rig.server.app.db;
  const { id: repositoryId } = await buildRepository(pool, { owner: 'acme', name: 'formulas' });
  const author = await buildAccount(pool, { login: '=evil' });
  for (const title of FORMULAS) {
    await buildPullRequest(pool, {
      repositoryId,
      title,
      authorId: author.id,
      headBranch: title.trim(),
    });
  }
  const response = await get(rig, '/pull-requests.csv?repository=acme/formulas&by=createdAt');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
  const text = await response.text();
  for (const title of FORMULAS) {
    expect(text).toContain(`'${title.replaceAll('"', '""')}`);
  }
  const cells = text.split('\r\n').flatMap((line) => line.split(','));
  expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
  await rig.expectLogged({ path: '/api/v1/pull-requests.csv', status: 200 });
};

const INNER = [
  ...[
    'http://127.0.0.1:5432',
    'http://localhost:4600',
    'http://[::1]',
    'http://0.0.0.0',
    'http://0',
  ],
  ...['http://10.0.0.1', 'http://172.16.0.1', 'http://192.168.1.1', 'http://100.64.0.1'],
  ...['http://169.254.169.254/latest/meta-data', 'http://[fe80::1]', 'http://[fd00:ec2::254]'],
  ...['http://[::ffff:127.0.0.1]', 'http://[::ffff:a9fe:a9fe]', 'http://[64:ff9b::7f00:1]'],
  ...['http://[2002:7f00:1::]', 'http://2130706433', 'http://0x7f000001', 'http://0177.0.0.1'],
  ...['http://127.1', 'http://127.0.0.1.', 'http://github.com@127.0.0.1', 'http://224.0.0.1'],
];

const ssrf: Attack = async ({ proxied }) => {
  for (const apiUrl of INNER) {
    const body = JSON.stringify({ token: 'ghp_planted', apiUrl });
    const refused = await mutate(proxied, 'connections.connect', body);
    await proxied.expectRefused(refused.clone(), 400);
    expect(await refused.json()).toMatchObject({ error: { data: { error: { field: 'apiUrl' } } } });
  }
  for (const apiUrl of ['file:///etc/passwd', 'gopher://127.0.0.1', 'javascript:alert(1)']) {
    const body = JSON.stringify({ token: 'ghp_planted', apiUrl });
    await proxied.expectRefused(await mutate(proxied, 'connections.connect', body), 400);
  }
};

const ssrfByName: Attack = async ({ proxied }) => {
  const { outgoing, log } = proxied.server.app;
  const { port } = new URL(proxied.url);
  // What a name that was public when it was entered comes to: the connection looks it up anew.
  const error = await outgoing
    .fetch(`http://localhost:${port}/healthz`)
    .catch((failure) => failure);
  expect((error as Error).cause).toMatchObject({ name: 'InnerAddressError' });
  log.warn({ err: error }, 'a connection was refused');
  await proxied.expectLogged({ msg: 'a connection was refused' });
};

const SQL = [
  "' or 1=1 --",
  "'; drop table users; --",
  "x') union select 1,2,3 --",
  '%',
  '_',
  '\\',
  '\u2019',
];

const sqlInjection: Attack = async ({ rig }) => {
  const { pool } = rig.server.app.db;
  const count = async () => (await pool.query('select count(*)::int as n from users')).rows[0].n;
  const before = await count();
  const filter = {
    from: '2026-01-01',
    to: '2026-02-01',
    repositories: [],
    teams: [],
    clock: 'wall',
  };
  for (const text of SQL) {
    const word = encodeURIComponent(text);
    const found = await get(rig, `/pull-requests.csv?search=${word}&author=${word}`);
    expect(found.status).toBe(200);
    expect((await found.text()).trim().split('\r\n').length).toBe(1);
    await rig.expectRefused(await get(rig, `/pull-requests.csv?repository=${word}`), 400);
    await rig.expectRefused(await get(rig, `/pull-requests.csv?by=${word}`), 400);
    await rig.expectRefused(await get(rig, `/metrics/${word}?from=2026-01-01&to=2026-02-01`), 404);
    const sorted = await ask(rig, 'pullRequests.list', { filter, sort: text });
    await rig.expectRefused(sorted, 400);
    const byId = await mutate(
      rig,
      'connections.remove',
      JSON.stringify({ id: text, connectionId: text }),
    );
    await rig.expectRefused(byId, 400);
  }
  expect(await count()).toBe(before);
  expect(rig.written()).not.toContain('union select');
};

const headerInjection: Attack = async ({ rig }) => {
  const split = '%0d%0aSet-Cookie:%20planted=1%0d%0a%0d%0a<script>';
  const paths = [
    `/api/v1/metrics/${split}`,
    `/api/v1/pull-requests.csv?x=${split}`,
    `/assets/${split}`,
    `/trpc/${split}`,
  ];
  for (const path of paths) {
    const response = await fetch(`${rig.url}${path}`, {
      headers: { cookie: rig.cookie },
      redirect: 'manual',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await rig.expectRefused(response.clone(), response.status);
    expect(`${headersOf(response)} ${response.headers.getSetCookie()}`).not.toContain('planted');
  }
  const raw = (line: string) =>
    rig.sendRaw(
      `GET /healthz HTTP/1.1\r\nHost: ${rig.host}\r\n${line}\r\nConnection: close\r\n\r\n`,
    );
  for (const line of ['X-A: a\u0000b', 'X A: b', ': b', 'X-A\u0001: b']) {
    expect(await raw(line)).toMatch(/^HTTP\/1\.1 400 /);
  }
  await rig.expectLogged({ msg: 'a request could not be read' });
  const answer = await raw('X-Request-Id: planted\tid\r\nCookie: a=b;\tplanted');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).not.toContain('planted');
};

const requestSmuggling: Attack = async ({ rig }) => {
  const { host } = rig;
  const hidden = `GET /api/v1/sync HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const start = `POST /trpc/access.me HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`;
  const doubtful = [
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'Content-Length: 0\r\nContent-Length: 40\r\n\r\n',
    'Transfer-Encoding: xchunked\r\n\r\n',
    'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
    'Content-Length: +5\r\n\r\n',
    'Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n',
  ];
  for (const headers of doubtful) {
    const answer = await rig.sendRaw(`${start}${headers}${hidden}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.split('HTTP/1.1 ').length).toBe(2);
  }
  await rig.expectLogged({ msg: 'a request could not be read' });
};

const oversizedBody: Attack = async ({ rig }) => {
  const large = JSON.stringify({ token: 'x'.repeat(1_100_000) });
  await rig.expectRefused(await mutate(rig, 'connections.connect', large), 413);
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(65_536))),
  });
  const streamed = await fetch(`${rig.url}/trpc/connections.connect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: rig.url, cookie: rig.cookie },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  await rig.expectRefused(streamed, 413);
  const signIn = JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(70_000) });
  const refused = await fetch(`${rig.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: rig.url },
    body: signIn,
  });
  await rig.expectRefused(refused, 413);
  await rig.expectRefused(await get(rig, `/sync?x=${'y'.repeat(13_000)}`), 400);
  await rig.expectRefused(await get(rig, `/sync?${'a=1&'.repeat(150)}`), 400);
  const many = 'X-Pad: '.concat('z'.repeat(20_000));
  const answer = await rig.sendRaw(`GET /healthz HTTP/1.1\r\nHost: ${rig.host}\r\n${many}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  await rig.expectLogged({ code: 'HPE_HEADER_OVERFLOW' });
  const batch = Array.from({ length: 30 }, () => 'access.me').join(',');
  const batched = await fetch(`${rig.url}/trpc/${batch}?batch=1&input=%7B%7D`, {
    headers: { cookie: rig.cookie },
  });
  expect(batched.status).toBeGreaterThanOrEqual(400);
};

function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

const nestedJson: Attack = async ({ rig }) => {
  const texts = [
    nested(5_000),
    '['.repeat(100_000),
    `[${'1,'.repeat(40_000)}1]`,
    `{"a":${nested(30)}}`,
  ];
  for (const text of texts) {
    await rig.expectRefused(await mutate(rig, 'connections.connect', text), 400);
    const posted = await apiFetch(`${rig.url}/api/v1/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    await rig.expectRefused(posted, 400);
  }
  const input = encodeURIComponent(nested(100));
  const asked = await fetch(`${rig.url}/trpc/pullRequests.list?input=${input}`, {
    headers: { cookie: rig.cookie },
  });
  await rig.expectRefused(asked, 400);
};

const prototypePollution: Attack = async ({ rig }) => {
  const texts = [
    '{"__proto__":{"polluted":true}}',
    '{"a":{"__proto__":{"polluted":true}}}',
    '{"\\u005f_proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '[{"__proto__":{"isAdmin":true}}]',
  ];
  for (const text of texts) {
    await rig.expectRefused(await mutate(rig, 'connections.connect', text), 400);
    const posted = await apiFetch(`${rig.url}/api/v1/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    await rig.expectRefused(posted, 400);
    const input = encodeURIComponent(text);
    const asked = await fetch(`${rig.url}/trpc/pullRequests.list?input=${input}`, {
      headers: { cookie: rig.cookie },
    });
    await rig.expectRefused(asked, 400);
  }
  const query = '?__proto__[polluted]=1&constructor[prototype][polluted]=1&__proto__=1';
  await rig.expectRefused(await get(rig, `/pull-requests.csv${query}`), 400);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
};

const redos: Attack = async ({ rig }) => {
  const { pool } = rig.server.app.db;
  const { id: repositoryId } = await buildRepository(pool, { owner: 'acme', name: 'patterns' });
  await buildPullRequest(pool, {
    repositoryId,
    title: 'a'.repeat(200),
    headBranch: `${'a'.repeat(200)}c`,
  });
  const hostile = ['*a'.repeat(99).concat('b'), '(a+)+$', '*?*?*?*b', `${'[a-z]*'.repeat(30)}!`];
  const exclusions = hostile.map((pattern, index) => ({
    ...{ name: `Hostile ${index}`, field: 'head-branch', pattern, effect: 'hide' },
  }));
  const settings = { exclusions };
  const previewing = mutate(rig, 'definitions.preview', JSON.stringify({ settings }));
  expect((await fetch(`${rig.url}/healthz`)).status).toBe(200);
  expect((await previewing).status).toBe(200);
  const tooLong = [
    { name: 'Long', field: 'head-branch', pattern: 'a*'.repeat(200), effect: 'hide' },
  ];
  const refused = JSON.stringify({ settings: { exclusions: tooLong } });
  await rig.expectRefused(await mutate(rig, 'definitions.preview', refused), 400);
  const search = encodeURIComponent(`${'a '.repeat(90)}b`);
  expect((await get(rig, `/pull-requests.csv?search=${search}`)).status).toBe(200);
};

const ELSEWHERE = [
  ...['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'],
  ...['https:evil.example', '/%2f/evil.example', 'http://127.0.0.1.evil.example'],
];

const openRedirect: Attack = async ({ rig }) => {
  for (const target of ELSEWHERE) {
    const address = encodeURIComponent(target);
    const pages = [
      `/api/auth/callback/github?error=denied&state=x&redirect=${address}&callbackURL=${address}`,
      `/api/auth/verify-email?token=x&callbackURL=${address}`,
      `/api/auth/reset-password/x?callbackURL=${address}`,
      `/api/auth/error?error=${address}`,
    ];
    for (const page of pages) {
      const response = await fetch(`${rig.url}${page}`, { redirect: 'manual' });
      const location = response.headers.get('location') ?? '/';
      expect(new URL(location, rig.url).origin).toBe(rig.url);
    }
    const body = JSON.stringify({
      email: 'a@example.com',
      password: 'not a password',
      callbackURL: target,
    });
    const refused = await fetch(`${rig.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: rig.url },
      body,
    });
    await rig.expectRefused(refused, refused.status);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.headers.get('location')).toBeNull();
  }
};

const pathTraversal: Attack = async ({ rig }) => {
  const paths = [
    ...['/../../package.json', '/assets/../../../package.json', '/..%2f..%2fpackage.json'],
    ...[
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    ],
    ...[
      '//etc/passwd',
      '/assets//etc/passwd',
      '/assets/....//....//package.json',
      '/.env',
      '/assets/.env',
    ],
    ...[
      '/assets/%00/package.json',
      '/%c0%ae%c0%ae/package.json',
      '/assets/%252e%252e/package.json',
    ],
  ];
  for (const path of paths) {
    const answer = await rig.sendRaw(
      `GET ${path} HTTP/1.1\r\nHost: ${rig.host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200|400|403|404) /);
    expect(answer).not.toMatch(/"workspaces"|"private": true|root:x:|GITHUB_TOKEN/);
    if (/^HTTP\/1\.1 200 /.test(answer)) {
      expect(answer).toContain('<div id="root"></div>');
    }
  }
  await rig.expectLogged({ status: 404, path: '/assets//etc/passwd' });
};

const forgedHost: Attack = async ({ rig }) => {
  const { port } = new URL(rig.url);
  const hosts = [
    ...['attacker.example', `attacker.example:${port}`, `127.0.0.1.attacker.example:${port}`],
    ...['127.0.0.1@attacker.example', `localhost.:${port}`, '0.0.0.0', '2130706433', ''],
  ];
  for (const forged of hosts) {
    const answer = await rig.sendRaw(
      `GET /trpc/access.entrance HTTP/1.1\r\nHost: ${forged}\r\nX-Forwarded-Host: ${rig.host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toMatch(/location:|set-cookie:/i);
  }
  await rig.expectLogged({
    status: 403,
    path: '/trpc/access.entrance',
    msg: 'a request was refused',
  });
  const two = await rig.sendRaw(
    `GET /healthz HTTP/1.1\r\nHost: ${rig.host}\r\nHost: attacker.example\r\nConnection: close\r\n\r\n`,
  );
  expect(two).toMatch(/^HTTP\/1\.1 (?:400|403) /);
  const absolute = await rig.sendRaw(
    `GET http://attacker.example/trpc/access.entrance HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n`,
  );
  expect(absolute).toMatch(/^HTTP\/1\.1 403 /);
};

const forgedWebhook: Attack = async ({ rig }) => {
  const body = JSON.stringify({ action: 'closed' });
  const signatures = [
    '',
    'sha256=',
    `sha256=${'0'.repeat(64)}`,
    'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709',
  ];
  for (const signature of signatures) {
    const response = await fetch(`${rig.url}/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'pull_request',
        'x-github-delivery': '7d1d0c5e-0000-4000-8000-000000000000',
        'x-hub-signature-256': signature,
      },
      body,
    });
    await rig.expectRefused(response, 401);
  }
};

export const attacksOnInput = {
  'csv formulas': csvFormulas,
  ssrf,
  'ssrf by name': ssrfByName,
  'sql injection': sqlInjection,
  'header injection': headerInjection,
  'request smuggling': requestSmuggling,
  'oversized body': oversizedBody,
  'nested json': nestedJson,
  'prototype pollution': prototypePollution,
  redos,
  'open redirect': openRedirect,
  'path traversal': pathTraversal,
  'forged host': forgedHost,
  'forged webhook': forgedWebhook,
} satisfies Partial<Record<AttackName, Attack>>;
