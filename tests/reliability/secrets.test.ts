import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { createLog } from '@bellwether/server/log';
import { writeBackup } from '@bellwether/server/operations/backup/write-backup';
import { type AppRouter, appRouter } from '@bellwether/server/trpc/app-router';
import { createTRPCClient, httpLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findLeaks,
  type Output,
  recordAnswers,
  type Secrets,
  totpOf,
} from '../support/secret-scan.ts';
import { cookieOf } from '../support/sign-in.ts';
import { smallRepository } from '../support/small-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = String(privateKey.export({ type: 'pkcs1', format: 'pem' }));

const NEW_PASSWORD = 'another planted pass phrase 7';
const secrets: Secrets = {
  'GitHub token of the environment': 'plantedEnvironmentToken0123456789',
  'GitHub token of the form': 'plantedFormToken0123456789abcdef',
  'App key': pem.split('\n')[5] ?? '',
  'webhook secret of the environment': 'planted webhook secret one',
  'webhook secret of the form': 'planted webhook secret two',
  'SMTP password': 'planted smtp password',
  'OIDC client secret': 'planted oidc client secret',
  'GitHub client secret': 'planted github client secret',
  'bootstrap token': 'planted-bootstrap-token-0123456789',
  'secret key': 'planted-secret-key-0123456789-0123456789',
  password: 'a planted pass phrase 8',
  'new password': NEW_PASSWORD,
  'wrong password': 'a wrong planted phrase',
  'unknown token': 'planted-unknown-token-0123456789',
};

/** The one answer of each that is meant to show it. */
const SHOWN_ONCE: Record<string, string[]> = {
  '/trpc/tokens.create': ['API token'],
  '/trpc/access.secondFactor.begin': ['TOTP secret'],
  '/trpc/access.secondFactor.confirm': ['backup code'],
  '/trpc/members.makeResetLink': ['reset link'],
  '/trpc/members.invite': ['invitation link'],
};

const outputs: Output[] = [];
const record = recordAnswers(outputs, SHOWN_ONCE);
let simulator: Simulator;
let server: TestServer;
let folder: string;
let cookie = '';

/** As a browser: a session that is made anew takes the place of the one before. */
async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await record(input, init);
  const fresh = cookieOf(response);
  cookie = /session_token=[^;]/.test(fresh) ? fresh : cookie;
  return response;
}

const log = createLog('trace', {
  to: { write: (text) => void outputs.push({ place: 'log', text }) },
});

function client() {
  const { url } = server;
  const headers = () => ({ cookie, origin: url });
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers, fetch: answer as typeof fetch })],
  });
}

beforeAll(async () => {
  simulator = await startSimulator({
    world: { name: 'secrets', endsAt: null, repositories: [smallRepository('acme/shop', {})] },
    tokens: [],
  });
  folder = await mkdtemp(join(tmpdir(), 'bw-secrets-'));
  server = await startTestServer({
    log,
    withoutAdmin: true,
    env: {
      LOG_LEVEL: 'trace',
      GITHUB_API_URL: simulator.url,
      GITHUB_TOKEN: secrets['GitHub token of the environment'] ?? '',
      GITHUB_REPOSITORIES: 'acme/shop,acme/missing',
      GITHUB_WEBHOOK_SECRET: secrets['webhook secret of the environment'] ?? '',
      BELLWETHER_BOOTSTRAP_TOKEN: secrets['bootstrap token'] ?? '',
      BELLWETHER_SECRET_KEY: secrets['secret key'] ?? '',
    },
  });
  secrets['set-up code'] = server.setUpCode ?? '';
  await server.whenConnected();
});

afterAll(async () => {
  await server?.remove();
  await simulator?.close();
  await rm(folder, { recursive: true, force: true });
});

function signIn(password: string): Promise<Response> {
  return answer(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email: 'ada@example.com', password }),
  });
}

/** Both come out well and badly: what is wrong is refused with a sentence, and sentences must not repeat it. */
async function both(calls: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(calls);
}

async function becomeAdmin(): Promise<void> {
  const { password = '', 'wrong password': wrong = '', 'set-up code': code = '' } = secrets;
  const who = { name: 'Ada', email: 'ada@example.com' };
  const { access } = client();
  await both([
    access.createFirstAdmin.mutate({ ...who, code: wrong, password }),
    access.createFirstAdmin.mutate({ ...who, code, password: 'short' }),
  ]);
  await access.createFirstAdmin.mutate({ ...who, code, password });
  await signIn(wrong);
  await signIn(password);
  secrets['session cookie'] = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
  secrets['signed cookie'] = cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '';
}

async function enterSecrets(): Promise<void> {
  const { connections, signInSettings } = client();
  const token = secrets['GitHub token of the form'] ?? '';
  await both([
    connections.connect.mutate({ token }),
    connections.connect.mutate({ token, apiUrl: `${simulator.url}/nothing` }),
    connections.connect.mutate({ token, apiUrl: 'http://10.1.2.3' }),
    connections.connect.mutate({ token: `${token} ${token}` }),
    connections.connectApp.mutate({ appId: '7', privateKey: pem }),
    connections.connectApp.mutate({ appId: '7', privateKey: `${pem}broken` }),
    connections.connectApp.mutate({ appId: '7', privateKey: secrets['App key'] ?? '' }),
  ]);
  const [first] = await connections.list.query();
  const secret = secrets['webhook secret of the form'] ?? '';
  await both([
    connections.setWebhookSecret.mutate({ connectionId: first?.id ?? '', secret }),
    connections.setWebhookSecret.mutate({ connectionId: secret, secret }),
  ]);
  const smtp = { host: '127.0.0.1', port: 1, security: 'none', userName: 'bellwether' } as const;
  const oidc = { label: 'SSO', discoveryUrl: `${simulator.url}/.well-known/openid`, clientId: 'a' };
  await both([
    signInSettings.save.mutate({
      ...{ name: 'smtp', secret: secrets['SMTP password'] },
      settings: { ...smtp, from: 'bellwether@example.com' },
    }),
    signInSettings.save.mutate({
      name: 'oidc',
      settings: oidc,
      secret: secrets['OIDC client secret'],
    }),
    signInSettings.save.mutate({
      ...{ name: 'github', secret: secrets['GitHub client secret'] },
      settings: { clientId: 'a', apiUrl: simulator.url },
    }),
  ]);
  await both(
    (['smtp', 'oidc', 'github'] as const).map((name) => signInSettings.test.mutate({ name })),
  );
}

async function makeShownOnce(): Promise<void> {
  const { access, tokens, members } = client();
  const { password = '', 'wrong password': wrong = '' } = secrets;
  const scopes = ['cycle-time.read' as const];
  const made = await tokens.create.mutate({ name: 'Grafana', scopes, expiry: { days: 30 } });
  secrets['API token'] = made.secret;
  await both([access.secondFactor.begin.mutate({ password: wrong })]);
  const { secret } = await access.secondFactor.begin.mutate({ password });
  secrets['TOTP secret'] = secret;
  await both([access.secondFactor.confirm.mutate({ code: '000000' })]);
  const { backupCodes } = await access.secondFactor.confirm.mutate({
    code: totpOf(secret, new Date()),
  });
  secrets['backup code'] = backupCodes[0] ?? '';
  await both([access.secondFactor.disable.mutate({ password })]);
  const { members: all } = await members.list.query();
  const { url: reset } = await members.makeResetLink.mutate({ userId: all[0]?.userId ?? '' });
  secrets['reset link'] = reset.split('#').at(-1) ?? '';
  const grants = [{ role: 'lead' as const, teamId: null }];
  const invitation = { name: 'Ben', email: 'ben@example.com', grants, personId: null };
  const { url: invite } = await members.invite.mutate(invitation);
  secrets['invitation link'] = invite.split('#').at(-1) ?? '';
}

async function useThem(): Promise<void> {
  const { access } = client();
  const {
    'reset link': reset = '',
    'invitation link': invite = '',
    'wrong password': wrong = '',
  } = secrets;
  await both([
    access.describeLink.query({ token: reset }),
    access.acceptInvitation.mutate({ token: invite, name: 'Ben', password: 'short' }),
    access.acceptInvitation.mutate({ token: `${invite}x`, name: 'Ben', password: NEW_PASSWORD }),
    access.changePassword.mutate({ current: wrong, next: NEW_PASSWORD }),
    answer(`${server.url}/reset/${reset}`),
    answer(`${server.url}/join/${invite}?token=${invite}`),
  ]);
  await both([
    access.acceptInvitation.mutate({ token: invite, name: 'Ben', password: NEW_PASSWORD }),
  ]);
}

/** Secrets under the names that they have, where they do not belong. */
function stuffedInput() {
  return {
    ...{
      token: secrets['GitHub token of the form'],
      privateKey: pem,
      secret: secrets['SMTP password'],
    },
    ...{ password: secrets.password, current: secrets.password, next: NEW_PASSWORD },
    ...{ code: secrets['set-up code'], setUpCode: secrets['set-up code'] },
    settings: {
      clientSecret: secrets['OIDC client secret'],
      deep: [{ token: secrets['API token'] }],
    },
  };
}

type Procedure = { _def: { type: 'query' | 'mutation' | 'subscription' } };

/** Every procedure with nothing, with too little, and with secrets where they do not belong. */
async function driveProcedures(): Promise<number> {
  const stuffed = stuffedInput();
  const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
  const names = Object.entries(procedures)
    .filter(([, procedure]) => procedure._def.type !== 'subscription')
    .map(([name, procedure]) => ({ name, isQuery: procedure._def.type === 'query' }));
  for (const one of names.filter(({ name }) => name !== 'access.endAllSessions')) {
    for (const input of ['', '{}', JSON.stringify(stuffed)]) {
      await callBadly(one, input);
    }
  }
  return names.length;
}

async function callBadly(
  { name, isQuery }: { name: string; isQuery: boolean },
  input: string,
): Promise<void> {
  const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
  const address = `${server.url}/trpc/${name}`;
  if (isQuery) {
    const query = input === '' ? '' : `?input=${encodeURIComponent(input)}`;
    await answer(`${address}${query}`, { headers });
  } else {
    await answer(address, { method: 'POST', headers, body: input });
  }
}

async function driveAddresses(): Promise<void> {
  const described = await answer(`${server.url}/api/v1/openapi.json`, {
    headers: bearer('bootstrap token'),
  });
  const { paths } = (await described.json()) as { paths: Record<string, Record<string, unknown>> };
  const more = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/schema-registry/subjects',
    '/webhooks/github',
    '/api/auth/ok',
    '/',
  ];
  const addresses = [...Object.keys(paths), ...more];
  const query = `?token=${secrets['unknown token']}&secret=${encodeURIComponent(secrets.password ?? '')}`;
  for (const address of addresses) {
    for (const name of ['bootstrap token', 'API token', 'unknown token']) {
      await answer(`${server.url}${address}`, { headers: bearer(name) });
      await answer(`${server.url}${address}${query}`, { headers: { ...bearer(name), cookie } });
      const body = JSON.stringify({ secret: secrets[name], password: secrets.password });
      const headers = { ...bearer(name), 'content-type': 'application/json' };
      await answer(`${server.url}${address}`, { method: 'POST', headers, body });
    }
    const basic = Buffer.from(`user:${secrets['unknown token']}`).toString('base64');
    await answer(`${server.url}${address}`, { headers: { authorization: `Basic ${basic}` } });
  }
}

function bearer(name: string) {
  return { authorization: `Bearer ${secrets[name]}` };
}

describe('secrets', () => {
  it('come out nowhere but where they are shown once', async () => {
    await becomeAdmin();
    await enterSecrets();
    await makeShownOnce();
    expect(await driveProcedures()).toBeGreaterThan(60);
    await driveAddresses();
    await useThem();
    await both([
      server.app.outgoing.fetch('http://10.0.0.1', { headers: bearer('bootstrap token') }),
    ]);
    await server.whenSynced();

    expect(Object.entries(secrets).filter(([, secret]) => secret.length < 8)).toEqual([]);
    expect(outputs.filter(({ place }) => place === 'log').length).toBeGreaterThan(300);
    expect(outputs.filter(({ place }) => place !== 'log').length).toBeGreaterThan(300);
    expect(findLeaks(secrets, outputs)).toEqual([]);
  });

  it('are shown where they are meant to be', () => {
    const meant = outputs.flatMap(({ place, text, means = [] }) =>
      means.filter((name) => text.includes(secrets[name] ?? '?')).map((name) => `${place} ${name}`),
    );
    const expected = Object.entries(SHOWN_ONCE).map(([place, names]) => `${place} ${names[0]}`);
    expect([...new Set(meant)].sort()).toEqual(expected.sort());
  });

  it('do not stand in a backup', async () => {
    const file = join(folder, 'bellwether.backup');
    await writeBackup(server.app.db, file, new Date());
    const text = gunzipSync(await readFile(file)).toString('utf8');
    expect(text).toContain('ada@example.com');
    expect(findLeaks(secrets, [{ place: 'backup', text }])).toEqual([]);
  });

  it('are found by this test when something does leak', () => {
    const before = outputs.length;
    log.info({ note: `he said ${secrets.password}` }, 'a line that leaks');
    log.info(`the link was ${encodeURIComponent(secrets['SMTP password'] ?? '')}`);
    log.info({ blob: Buffer.from(secrets['OIDC client secret'] ?? '').toString('base64') }, 'x');
    const leaks = findLeaks(secrets, outputs.slice(before));
    expect(leaks.map(({ secret }) => secret)).toEqual([
      ...['password', 'SMTP password', 'OIDC client secret'],
    ]);
  });
});
