import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { auditRows } from '../support/audit-rows.ts';
import { type Forgery, openForger } from '../support/oidc-forger.ts';
import { OIDC_CLIENT, type OidcPerson, openOidcSite } from '../support/oidc-site.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor } from '../support/visitor.ts';

let server: TestServer;
let site: Awaited<ReturnType<typeof openOidcSite>>;

const setUp = (discoveryUrl: string) =>
  createApiClient(server.url).signInSettings.save.mutate({
    name: 'oidc',
    settings: { label: 'Example login', discoveryUrl, clientId: OIDC_CLIENT.clientId },
    secret: OIDC_CLIENT.clientSecret,
  });

beforeAll(async () => {
  server = await startTestServer();
  site = await openOidcSite(() => [`${server.url}/api/auth/callback/oidc`]);
  await setUp(site.discoveryUrl);
  await server.app.db.pool.query(
    `insert into join_rules (kind, value, role) values ('domain', 'example.org', 'engineer')`,
  );
});
afterAll(async () => {
  await server.remove();
  await site.close();
});
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

/** Goes where the provider leads until it leads back here. */
const comeFrom = async (person: OidcPerson) => {
  site.become(person);
  const browser = openVisitor(server.url);
  const started = await browser.post('/api/auth/sign-in/social', { provider: 'oidc' });
  let { url: address } = started.body as { url: string };
  const atProvider = openVisitor(site.issuer);
  while (!address.startsWith(server.url)) {
    address = await atProvider.follow(address);
  }
  return { browser, end: (await browser.follow(address)).slice(server.url.length) };
};

describe('the organisation’s own provider', () => {
  it('is offered under its own words', async () => {
    expect(await openVisitor(server.url).trpc.access.entrance.query()).toMatchObject({
      methods: { oidc: { label: 'Example login' }, github: null },
    });
  });

  it('lets in whom a rule or an invitation lets join, under the subject that never changes', async () => {
    const lena = {
      sub: 'subject-1',
      email: 'Lena@example.org',
      email_verified: true,
      name: 'Lena',
    };
    const first = await comeFrom(lena);
    expect(first.end).toBe('/');
    const me = await first.browser.trpc.access.me.query();
    expect(me).toMatchObject({
      email: 'lena@example.org',
      name: 'Lena',
      grants: [{ role: 'engineer' }],
    });
    const renamed = await comeFrom({ ...lena, email: 'lena.new@elsewhere.example' });
    expect((await renamed.browser.trpc.access.me.query()).userId).toBe(me.userId);
    const { rows } = await server.app.db.pool.query(
      "select account_id from sign_in_methods where provider_id = 'oidc' and user_id = $1",
      [me.userId],
    );
    expect(rows).toEqual([{ account_id: expect.stringMatching(/^https?:\/\/\S+ subject-1$/) }]);
    expect((await auditRows(server.app.db, 'sign-in.done')).at(-1)).toMatchObject({
      ...{ actor_name: 'Lena', after: { how: 'oidc' } },
    });
  });

  it.each([
    ['that it does not vouch for', { email: 'mallory@example.org', email_verified: false }],
    ['of which it does not say so', { email: 'mallory@example.org' }],
    ['at all', {}],
  ])('lets nobody in without an address: none %s', async (_, claims) => {
    const { browser, end } = await comeFrom({ sub: 'mallory', ...claims });
    expect(end).toBe('/sign-in?refused=unverified-email');
    await expect(browser.trpc.access.me.query()).rejects.toThrow();
  });

  it('does not hand over a user by the address', async () => {
    const claims = { email: 'admin@example.com', email_verified: true };
    expect((await comeFrom({ sub: 'other', ...claims })).end).toBe('/sign-in?refused=link-first');
  });

  it('leaves no token of itself in the database', async () => {
    const { rows } = await server.app.db.pool.query(
      'select 1 from sign_in_methods where coalesce(access_token, refresh_token, id_token) is not null',
    );
    expect(rows).toEqual([]);
  });

  it('is tried out from the page: what works, and what does not, in words', async () => {
    const api = createApiClient(server.url);
    expect(await api.signInSettings.test.mutate({ name: 'oidc' })).toMatchObject({ works: true });
    await setUp('http://127.0.0.1:9/.well-known/openid-configuration');
    try {
      expect(await api.signInSettings.test.mutate({ name: 'oidc' })).toMatchObject({
        ...{ works: false, message: '127.0.0.1:9 did not answer.' },
      });
      const body = { provider: 'oidc' };
      expect(await openVisitor(server.url).post('/api/auth/sign-in/social', body)).toMatchObject({
        ...{ status: 503, body: { error: { code: 'upstream_unavailable' } } },
      });
    } finally {
      await setUp(site.discoveryUrl);
    }
  });
});

describe('an id token', () => {
  const comeWith = async (forgery: Forgery) => {
    const forger = await openForger(forgery);
    try {
      await setUp(forger.discoveryUrl);
      const browser = openVisitor(server.url);
      const started = await browser.post('/api/auth/sign-in/social', { provider: 'oidc' });
      const { searchParams } = new URL((started.body as { url: string }).url);
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      forger.answerFor(searchParams.get('nonce') ?? '');
      const back = `/api/auth/callback/oidc?code=any&state=${searchParams.get('state')}`;
      return (await browser.follow(`${server.url}${back}`)).slice(server.url.length);
    } finally {
      forger.close();
    }
  };

  it.each<[string, Forgery]>([
    ['that another key signed', { signed: 'by-another' }],
    ['that nobody signed', { signed: 'not' }],
    ['for another client', { change: (claims) => ({ ...claims, aud: 'somebody-else' }) }],
    ['of another issuer', { change: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
    ['that is too old', { change: (claims) => ({ ...claims, iat: 1, exp: 2 }) }],
    ['of another attempt', { change: (claims) => ({ ...claims, nonce: 'replayed' }) }],
    ['without a subject', { change: ({ sub: _, ...claims }) => claims }],
  ])('%s lets nobody in', async (_, forgery) => {
    expect(await comeWith(forgery)).toBe('/sign-in?refused=provider-failed');
    const { rows } = await server.app.db.pool.query(`select 1 from users where name = 'Forged'`);
    expect(rows).toEqual([]);
  });

  it('as it should be lets in, so that what was refused was refused for what was wrong', async () => {
    expect(await comeWith({})).toBe('/');
  });
});
