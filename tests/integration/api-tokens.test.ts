import { createTokenCheck } from '@bellwether/server/access/tokens/identify-token';
import { createToken, listTokens } from '@bellwether/server/features/access/tokens.service';
import type { Role } from '@bellwether/shared/access/capabilities';
import type { CreateTokenInput } from '@bellwether/shared/access/tokens.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { BOOTSTRAP_TOKEN } from '../support/api-fetch.ts';
import { callerIn } from '../support/request-context.ts';
import { signIn } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const start = new Date('2026-03-03T09:00:00.000Z');
let now = start;
let server: TestServer;
let admin: ReturnType<typeof createApiClient>;
let made = 0;

beforeAll(async () => {
  server = await startTestServer({ clock: () => now });
  admin = createApiClient(server.url);
});
beforeEach(() => {
  now = start;
});
afterAll(() => server.remove());

type Client = ReturnType<typeof createApiClient>;

/** Somebody with a role over everything, their client, and the way to take the role away. */
async function join(role: Role): Promise<{ userId: string; client: Client }> {
  made += 1;
  const name = `${role} ${made}`;
  const { userId, email } = await addUser(server.app, { name, grants: [{ role, teamId: null }] });
  return { userId, client: createApiClient(server.url, await signIn(server.url, email)) };
}

const make = (client: Client, more: Partial<CreateTokenInput> = {}) =>
  client.tokens.create.mutate({
    ...{ name: 'Grafana', scopes: ['cycle-time.read', 'sync-status.read'], expiry: 'never' },
    ...more,
  });

const ask = (path: string, authorization?: string | null, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: authorization ? { authorization } : {},
  });
const call = (secret: string, path = '/api/v1/sync') => ask(path, `Bearer ${secret}`);
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; remedy: string } }).error;
const listed = async (client: Client, id: string) =>
  (await client.tokens.list.query()).tokens.find((token) => token.id === id);
const audited = async (action: string) =>
  (await admin.audit.list.query({ filter: { action }, limit: 50 })).events;

describe('a token', () => {
  it('is shown once, and is nowhere afterwards', async () => {
    const { secret, token } = await make(admin);
    expect(secret).toMatch(/^bw_[\w-]{43}$/);
    expect(token).toMatchObject({ name: 'Grafana', start: secret.slice(0, 7), state: 'active' });
    expect((await call(secret)).status).toBe(200);
    const tables = await Promise.all(
      ['api_tokens', 'audit_events', 'rate_limits'].map((table) =>
        server.app.db.pool.query(`select * from ${table}`),
      ),
    );
    const answers = [await admin.tokens.list.query(), tables.map(({ rows }) => rows)];
    expect(JSON.stringify(answers)).not.toContain(secret.slice(7));
  });

  it('opens what its scopes name, and nothing else', async () => {
    const { secret } = await make(admin, { scopes: ['sync-status.read'] });
    expect((await call(secret)).status).toBe(200);
    expect((await call(secret, '/api/v1/openapi.json')).status).toBe(200);
    const refused = await call(secret, '/api/v1/pull-requests.csv');
    expect(refused.status).toBe(403);
    expect((await errorOf(refused)).message).toContain('pull-requests.read');
    const posted = await ask('/api/v1/deployments', `Bearer ${secret}`, { method: 'POST' });
    expect(posted.status).toBe(403);
  });

  it('is no key to what people do in pages', async () => {
    const { secret } = await make(admin);
    const answer = await call(secret, '/trpc/tokens.list');
    expect(answer.status).toBe(401);
  });

  it.each(['?access_token=', '?token=', '?authorization=Bearer%20'])(
    'is never taken from an address: %s',
    async (query) => {
      const { secret } = await make(admin);
      expect((await ask(`/api/v1/sync${query}${secret}`)).status).toBe(401);
    },
  );

  it('works until it ends, and stays in the list as expired', async () => {
    const { secret, token } = await make(admin, { expiry: { days: 30 } });
    now = new Date(start.getTime() + 30 * 86_400_000 - 1);
    expect((await call(secret)).status).toBe(200);
    now = new Date(start.getTime() + 30 * 86_400_000);
    const refused = await call(secret);
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).message).toBe('This token has expired.');
    expect(
      (await server.app.db.pool.query('select 1 from api_tokens where id = $1', [token.id]))
        .rowCount,
    ).toBe(1);
  });

  it('is refused at once when it is revoked, by every server, and stays in the list', async () => {
    const { secret, token } = await make(admin);
    const { db, clock, log, audit, limits } = server.app;
    const another = createTokenCheck({
      ...{ db: db.pool, clock, log, audit, limits, bootstrapToken: null },
    });
    const origin = { requestId: 'x', ipAddress: null, userAgent: null, isDirectLoopback: true };
    const headers = { authorization: `Bearer ${secret}` };
    expect(await another(headers, origin, 'bearer')).toMatchObject({ tokenId: token.id });
    await admin.tokens.revoke.mutate({ tokenId: token.id });
    await expect(another(headers, origin, 'bearer')).rejects.toThrow('revoked');
    expect((await call(secret)).status).toBe(401);
    const entry = await listed(admin, token.id);
    expect(entry).toMatchObject({ state: 'revoked', revokedBy: 'Ada Admin' });
  });

  it('says when it was used last, to the minute', async () => {
    const { secret, token } = await make(admin);
    const lastUse = async () => (await listed(admin, token.id))?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await call(secret);
    expect(await lastUse()).toBe(start.toISOString());
    now = new Date(start.getTime() + 59_000);
    await call(secret);
    expect(await lastUse()).toBe(start.toISOString());
    now = new Date(start.getTime() + 60_000);
    await call(secret);
    expect(await lastUse()).toBe(now.toISOString());
  });
});

describe('whose token it is', () => {
  it('decides what it may: a role that is taken away takes it from the token too', async () => {
    const { userId, client } = await join('lead');
    const scopes = ['pull-requests.read', 'sync-status.read'] as const;
    const { secret, token } = await make(client, { scopes: [...scopes] });
    expect((await call(secret, '/api/v1/pull-requests.csv')).status).toBe(200);
    await server.app.db.pool.query(`update role_grants set role = 'manager' where user_id = $1`, [
      userId,
    ]);
    expect((await call(secret, '/api/v1/pull-requests.csv')).status).toBe(403);
    expect((await call(secret)).status).toBe(200);
    expect(await listed(client, token.id)).toMatchObject({ lostScopes: ['pull-requests.read'] });
  });

  it('loses it with their access, at once', async () => {
    const { userId, client } = await join('engineer');
    const { secret, token } = await make(client);
    await server.app.db.pool.query('update users set deactivated_at = $2 where id = $1', [
      userId,
      now,
    ]);
    const refused = await call(secret);
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).message).toContain('taken away');
    expect(await listed(admin, token.id)).toMatchObject({ state: 'idle' });
  });

  it('offers no scope that they lack themselves', async () => {
    const { client } = await join('manager');
    const { grantable } = await client.tokens.list.query();
    expect(grantable).toEqual([
      ...['cycle-time.read', 'review-load.read', 'sync-status.read', 'contracts.read'],
    ]);
    await expect(make(client, { scopes: ['operations.read'] })).rejects.toMatchObject({
      data: { error: { code: 'forbidden', field: 'scopes' } },
    });
  });

  it('lists and ends their own; an admin everybody’s', async () => {
    const [one, other] = [await join('engineer'), await join('engineer')];
    const { secret, token } = await make(one.client, { name: 'Nightly report' });
    const ofOther = await other.client.tokens.list.query();
    expect(ofOther).toMatchObject({ tokens: [], isEverybodys: false, hasBootstrapToken: null });
    await expect(other.client.tokens.revoke.mutate({ tokenId: token.id })).rejects.toMatchObject({
      data: { error: { code: 'not_found' } },
    });
    expect((await call(secret)).status).toBe(200);
    expect(await admin.tokens.list.query()).toMatchObject({
      isEverybodys: true,
      hasBootstrapToken: true,
    });
    expect(await listed(admin, token.id)).toMatchObject({
      owner: { userId: one.userId, isMe: false },
    });
    await admin.tokens.revoke.mutate({ tokenId: token.id });
    expect((await call(secret)).status).toBe(401);
  });

  it('is nobody of the sample team', async () => {
    const { userId, client } = await join('lead');
    const { secret } = await make(client);
    await server.app.db.pool.query(`update users set kind = 'sample' where id = $1`, [userId]);
    expect((await call(secret)).status).toBe(401);
    const caller = { ...callerIn('lead'), userId, isSample: true };
    const wanted = { name: 'Grafana', scopes: ['sync-status.read'], expiry: 'never' } as const;
    const making = createToken(server.app, caller, { ...wanted, scopes: [...wanted.scopes] });
    await expect(making).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listTokens(server.app, caller)).grantable).toEqual([]);
  });

  it('has fifty that work at most', async () => {
    const { userId, client } = await join('engineer');
    await server.app.db.pool.query(
      `insert into api_tokens (user_id, name, token_hash, start, scopes, created_at)
       select $1, 'many', $1 || n, 'bw_', '{}', $2 from generate_series(1, 50) as n`,
      [userId, now],
    );
    await expect(make(client)).rejects.toMatchObject({ data: { error: { code: 'conflict' } } });
  });
});

describe('what is entered for a token', () => {
  it.each([
    ['no name', { name: '  ' }],
    ['an endless name', { name: 'a'.repeat(61) }],
    ['a name with line breaks', { name: 'a\nb' }],
    ['no scope', { scopes: [] }],
    ['an end in the past', { expiry: { at: '2020-01-01T00:00:00Z' } }],
    ['an end that is no instant', { expiry: { at: 'tomorrow' } }],
  ] as const)('is refused with %s, in words at the field', async (_, more) => {
    const making = make(admin, more as Partial<CreateTokenInput>);
    await expect(making).rejects.toMatchObject({
      data: {
        error: {
          code: 'invalid_input',
          field: expect.stringContaining(Object.keys(more)[0] ?? ''),
          message: expect.stringMatching(/^[A-Z].+\.$/),
        },
      },
    });
  });
});

describe('a request without a token that is known', () => {
  it.each([
    ['none', null],
    ['a wrong one', 'Bearer bw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['one of another making', 'Bearer ghp_somebodyElsesToken'],
    ['a scheme alone', 'Bearer'],
    ['basic authorization', `Basic ${btoa(`x:${BOOTSTRAP_TOKEN}`)}`],
    ['another scheme', 'Digest username="ada"'],
    ['an overlong one', `Bearer ${'a'.repeat(4_000)}`],
    ['letters beyond ASCII', 'Bearer t\u00f6k\u00ebn-t\u00f6k\u00ebn-t\u00f6k\u00ebn'],
  ])('is refused in words with %s', async (_, authorization) => {
    const response = await ask('/api/v1/sync', authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="Bellwether"/);
    const { code, message, remedy } = await errorOf(response);
    expect(code).toBe('unauthenticated');
    expect(message).toMatch(/^[A-Z].+\.$/);
    expect(remedy).toMatch(/\.$/);
  });

  it('is refused with a wrong token even where a session would do', async () => {
    const cookie = await signIn(server.url, 'admin@example.com');
    const headers = { cookie, authorization: 'Bearer bw_wrong' };
    expect((await fetch(`${server.url}/api/v1/sync`, { headers })).status).toBe(401);
  });
});

describe('the token of the environment', () => {
  it('is an admin’s, and stands in no list', async () => {
    for (const path of ['/api/v1/sync', '/api/v1/audit.csv', '/api/v1/pull-requests.csv']) {
      expect((await call(BOOTSTRAP_TOKEN, path)).status).toBe(200);
    }
    const { tokens } = await admin.tokens.list.query();
    expect(tokens.some(({ name }) => name === 'Bootstrap token')).toBe(false);
  });

  it('works before there is an admin, and changing it revokes it', async () => {
    const env = { BELLWETHER_BOOTSTRAP_TOKEN: 'another-bootstrap-token' };
    const fresh = await startTestServer({ withoutAdmin: true, env });
    const sync = (secret: string) =>
      fetch(`${fresh.url}/api/v1/sync`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await sync('another-bootstrap-token')).status).toBe(200);
    expect((await sync(BOOTSTRAP_TOKEN)).status).toBe(401);
    await fresh.remove();
  });
});

describe('the door of the schema registry', () => {
  const basic = (pair: string) => `Basic ${btoa(pair)}`;

  it.each([
    ['as bearer', (secret: string) => `Bearer ${secret}`],
    ['as the password of anybody', (secret: string) => basic(`registry:${secret}`)],
    ['as the user without a password', (secret: string) => basic(`${secret}:`)],
  ])('takes a token %s, and nothing stands behind it yet', async (_, show) => {
    const { secret } = await make(admin, { scopes: ['contracts.read', 'contracts.write'] });
    for (const secretShown of [secret, BOOTSTRAP_TOKEN]) {
      for (const [path, method] of [
        ['/subjects', 'GET'],
        ['/subjects/a-value/versions', 'POST'],
        ['', 'GET'],
      ]) {
        const response = await ask(`/schema-registry${path}`, show(secretShown), {
          method: method ?? 'GET',
        });
        expect(response.status).toBe(404);
        expect(response.headers.get('content-type')).toContain(
          'application/vnd.schemaregistry.v1+json',
        );
        expect(await response.json()).toEqual({ error_code: 404, message: 'HTTP 404 Not Found' });
      }
    }
  });

  it.each([null, basic('registry:wrong'), basic('nobody'), 'Basic', 'Bearer bw_wrong', 'Digest x'])(
    'refuses %s in its own words',
    async (authorization) => {
      const response = await ask('/schema-registry/subjects', authorization);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(
        /^Basic realm="Bellwether", Bearer /,
      );
      const { error_code, message } = (await response.json()) as Record<string, unknown>;
      expect(error_code).toBe(40101);
      expect(message).toMatch(/^[A-Z].+\.$/);
    },
  );

  it('asks for the scope of contracts, and another one to change them', async () => {
    const reader = await make(admin, { scopes: ['contracts.read'] });
    const stranger = await make(admin, { scopes: ['sync-status.read'] });
    const post = (secret: string) =>
      ask('/schema-registry/subjects/a/versions', `Bearer ${secret}`, { method: 'POST' });
    expect((await call(reader.secret, '/schema-registry/subjects')).status).toBe(404);
    const refused = await post(reader.secret);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error_code: 40301 });
    expect((await call(stranger.secret, '/schema-registry/subjects')).status).toBe(403);
  });

  it('takes no session', async () => {
    const cookie = await signIn(server.url, 'admin@example.com');
    const response = await fetch(`${server.url}/schema-registry/subjects`, { headers: { cookie } });
    expect(response.status).toBe(401);
  });
});

describe('the audit log', () => {
  it('holds who made and who revoked a token', async () => {
    const { token } = await make(admin, { name: 'Exporter', expiry: { days: 90 } });
    await admin.tokens.revoke.mutate({ tokenId: token.id });
    const subject = { subjectKind: 'token', subjectId: token.id, subjectName: 'Exporter' };
    expect((await audited('tokens.create'))[0]).toMatchObject({
      actorName: 'Ada Admin',
      ...subject,
    });
    expect((await audited('tokens.revoke'))[0]).toMatchObject({
      actorName: 'Ada Admin',
      ...subject,
    });
  });

  it('holds a use that was refused, once an hour and not for each try', async () => {
    const { secret, token } = await make(admin, { name: 'Forgotten' });
    await admin.tokens.revoke.mutate({ tokenId: token.id });
    const refusals = async () =>
      (await audited('tokens.refused')).filter(({ subjectId }) => subjectId === token.id);
    await call(secret);
    await call(secret);
    expect(await refusals()).toHaveLength(1);
    expect((await refusals())[0]).toMatchObject({
      ...{ outcome: 'refused', subjectName: 'Forgotten', ipAddress: '127.0.0.1' },
      after: { reason: 'This token was revoked.' },
    });
    now = new Date(start.getTime() + 3_600_000);
    await call(secret);
    expect(await refusals()).toHaveLength(2);
  });
});

describe('guessing', () => {
  it('is slowed down, and stops nobody who has a token', async () => {
    const { secret } = await make(admin);
    const statuses: number[] = [];
    for (let tries = 0; tries < 62; tries += 1) {
      statuses.push((await call(`guess-number-${tries}-of-the-token`)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    const last = await call(BOOTSTRAP_TOKEN);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call(secret)).status).toBe(200);
  });
});
