import type { SimulatedVisitor } from '@bellwether/server/github-simulator/oauth-site';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { tinyRepository, tinyWorld } from '@bellwether/server/github-simulator/tiny-world.fixture';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows } from '../support/audit-rows.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';

const CLIENT = { clientId: 'Ov23-test', clientSecret: 'planted-oauth-secret' };

let simulator: Simulator;
let server: TestServer;

beforeAll(async () => {
  simulator = await startSimulator({
    world: tinyWorld(tinyRepository()),
    oauth: { ...CLIENT, visitor: null },
  });
  server = await startTestServer({
    env: {
      GITHUB_API_URL: simulator.url,
      GITHUB_OAUTH_CLIENT_ID: CLIENT.clientId,
      GITHUB_OAUTH_CLIENT_SECRET: CLIENT.clientSecret,
    },
  });
});
afterAll(async () => {
  await server.remove();
  await simulator.close();
});
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

const query = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await server.app.db.pool.query<Row>(sql, values)).rows;

let nextId = 5_000;
const somebody = (email: string, more: Partial<SimulatedVisitor> = {}): SimulatedVisitor => {
  nextId += 1;
  return {
    user: { login: `login-${nextId}`, id: nextId, type: 'User', name: `Name ${nextId}` },
    emails: [{ email, verified: true, primary: true }],
    ...more,
  };
};

/** From the button to the page where one ends. */
const comeFromGithub = async (
  who: SimulatedVisitor | null,
  { browser = openVisitor(server.url), next = '/cycle-time?from=2026-01-01' } = {},
) => {
  simulator.replaceOauth({ ...CLIENT, visitor: who });
  const started = await browser.post('/api/auth/sign-in/social', { provider: 'github', next });
  const { url } = started.body as { url: string };
  const { end } = await passThrough(browser, url);
  return { browser, end };
};

const passThrough = async (browser: Visitor, authorizeUrl: string) => {
  const callback = await openVisitor(server.url).follow(authorizeUrl);
  const end = (await browser.follow(callback)).slice(server.url.length);
  return { callback, end };
};

const meOf = (browser: Visitor) => browser.trpc.access.me.query();

const latestRefusal = async () => (await auditRows(server.app.db, 'sign-in.refused')).at(-1);

const invite = (email: string) =>
  query(
    `insert into one_time_links (kind, token_hash, email, grants, created_at, expires_at)
     values ('invitation', $1, $2, '[{"role":"manager","teamId":null}]', now(), now() + interval '1 day')`,
    [`hash ${email}`, email],
  );

describe('somebody with an account on GitHub', () => {
  it('whom nobody invited is refused politely, on one of our own pages, and it is written down', async () => {
    const eve = somebody('eve@elsewhere.example');
    const { browser, end } = await comeFromGithub(eve);
    expect(end).toBe('/sign-in?refused=not-invited');
    await expect(meOf(browser)).rejects.toThrow();
    expect(await query('select 1 from users where email = $1', ['eve@elsewhere.example'])).toEqual(
      [],
    );
    expect(await latestRefusal()).toMatchObject({
      actor_name: eve.user.login,
      after: { how: 'github', reason: 'not-invited' },
    });
  });

  it('who was invited becomes a user with what the invitation gives, once, and comes back to where they were going', async () => {
    await invite('ivy@example.com');
    const ivy = somebody('ivy@example.com');
    const { browser, end } = await comeFromGithub(ivy);
    expect(end).toBe('/cycle-time?from=2026-01-01');
    expect(await meOf(browser)).toMatchObject({
      ...{ email: 'ivy@example.com', name: ivy.user.name },
      grants: [{ role: 'manager' }],
    });
    const again = await comeFromGithub(ivy);
    expect((await meOf(again.browser)).userId).toBe((await meOf(browser)).userId);
    expect(await comeFromGithub(somebody('ivy@example.com'))).toMatchObject({
      end: '/sign-in?refused=link-first',
    });
  });

  it('joins by the domain of a verified address, and by membership of an organisation, as the rules say', async () => {
    await query(
      `insert into join_rules (kind, value, role) values ('domain', 'joiners.example', 'engineer'), ('organization', 'octo-org', 'lead')`,
    );
    try {
      const byDomain = await comeFromGithub(somebody('dom@joiners.example'));
      expect(await meOf(byDomain.browser)).toMatchObject({ grants: [{ role: 'engineer' }] });
      const member = somebody('orla@elsewhere.example', { organizations: ['Octo-Org'] });
      const byOrganization = await comeFromGithub(member);
      expect(await meOf(byOrganization.browser)).toMatchObject({ grants: [{ role: 'lead' }] });
      const spoofed = somebody('real@elsewhere.example');
      spoofed.emails.push({ email: 'ceo@joiners.example', verified: false, primary: false });
      expect((await comeFromGithub(spoofed)).end).toBe('/sign-in?refused=not-invited');
    } finally {
      await query('delete from join_rules');
    }
  });

  it('is not asked for their organisations where no rule needs them', async () => {
    simulator.replaceOauth({ ...CLIENT, visitor: somebody('s@elsewhere.example') });
    const body = { provider: 'github' };
    const started = await openVisitor(server.url).post('/api/auth/sign-in/social', body);
    const { searchParams } = new URL((started.body as { url: string }).url);
    expect(searchParams.get('scope')).toBe('read:user user:email');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('with an address that GitHub does not vouch for is never taken for the user who has it', async () => {
    const thief = somebody('admin@example.com');
    thief.emails = [{ email: 'admin@example.com', verified: false, primary: true }];
    expect((await comeFromGithub(thief)).end).toBe('/sign-in?refused=unverified-email');
  });

  it('with a user’s verified address does not become that user by it: the user links the account', async () => {
    expect((await comeFromGithub(somebody('admin@example.com'))).end).toBe(
      '/sign-in?refused=link-first',
    );
  });

  it('whose access was taken away stays outside', async () => {
    await invite('gone@example.com');
    const gone = somebody('gone@example.com');
    const { browser } = await comeFromGithub(gone);
    await query(`update users set deactivated_at = now() where email = 'gone@example.com'`);
    await expect(meOf(browser)).rejects.toThrow();
    expect((await comeFromGithub(gone)).end).toBe('/sign-in?refused=deactivated');
  });

  it('who says no at GitHub comes back to the sign-in page', async () => {
    expect((await comeFromGithub(null)).end).toBe('/sign-in?refused=declined');
  });

  it('is the person behind the account that was read', async () => {
    await invite('pia@example.com');
    const pia = somebody('pia@example.com');
    const [person] = await query<{ id: string }>(
      `insert into people (display_name) values ('Pia') returning id`,
    );
    await query(`insert into accounts (id, login, type, person_id) values ($1, $2, 'User', $3)`, [
      ...[`U_${pia.user.id}`, pia.user.login, person?.id],
    ]);
    const { browser } = await comeFromGithub(pia);
    expect(await meOf(browser)).toMatchObject({ personId: person?.id });
  });
});

describe('the way back from GitHub', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/api/auth/sign-out'])(
    'never leads to %s',
    async (next) => {
      const email = `back-${nextId}@example.com`;
      await invite(email);
      const { end } = await comeFromGithub(somebody(email), { next });
      expect(end).toBe('/');
    },
  );

  it('works once, and in the browser that began it alone', async () => {
    await invite('two@example.com');
    simulator.replaceOauth({ ...CLIENT, visitor: somebody('two@example.com') });
    const browser = openVisitor(server.url);
    const started = await browser.post('/api/auth/sign-in/social', { provider: 'github' });
    const callback = await browser.follow((started.body as { url: string }).url);
    const victim = openVisitor(server.url);
    expect(await victim.follow(callback)).toBe(`${server.url}/sign-in?refused=expired`);
    await expect(meOf(victim)).rejects.toThrow();
    const { searchParams } = new URL(callback);
    searchParams.set('state', 'made-up');
    const forged = `${server.url}/api/auth/callback/github?${searchParams}`;
    expect(await openVisitor(server.url).follow(forged)).toContain('refused=expired');
    expect(
      await openVisitor(server.url).follow(`${server.url}/api/auth/callback/github`),
    ).toContain('/sign-in?refused=');
  });

  it('is not begun under another name of this server, where it could not end', async () => {
    const other = openVisitor(server.url.replace('127.0.0.1', 'localhost'));
    expect(await other.post('/api/auth/sign-in/social', { provider: 'github' })).toMatchObject({
      ...{ status: 409, body: { error: { remedy: `Open ${server.url}, and try again there.` } } },
    });
  });

  it('with a code that GitHub does not know says that it failed', async () => {
    simulator.replaceOauth({ ...CLIENT, visitor: somebody('c@elsewhere.example') });
    const browser = openVisitor(server.url);
    const started = await browser.post('/api/auth/sign-in/social', { provider: 'github' });
    const callback = new URL(await browser.follow((started.body as { url: string }).url));
    callback.searchParams.set('code', 'made-up');
    expect(await browser.follow(callback.href)).toContain('refused=provider-failed');
  });

  it('is not there for what is not set up', async () => {
    const browser = openVisitor(server.url);
    expect(await browser.post('/api/auth/sign-in/social', { provider: 'oidc' })).toMatchObject({
      ...{ status: 404, body: { error: { code: 'not_found' } } },
    });
    expect(await browser.post('/api/auth/sign-in/social', { provider: 'google' })).toMatchObject({
      status: 400,
    });
    const response = await browser.visit(`${server.url}/api/auth/callback/google?code=x&state=y`);
    expect(response.status).toBe(404);
  });
});

describe('an account on GitHub', () => {
  const signedIn = async () => {
    const browser = openVisitor(server.url);
    await browser.post('/api/auth/sign-in/email', {
      ...{ email: 'admin@example.com', password: TEST_PASSWORD },
    });
    return browser;
  };

  it('is linked by who is signed in, whatever its address, opens the door then, and is unlinked again', async () => {
    const mine = somebody('private@elsewhere.example');
    const browser = await signedIn();
    expect(await browser.trpc.access.methods.query()).toMatchObject({
      methods: [{ method: 'password', canRemove: false }],
      linkable: [{ provider: 'github', label: 'GitHub' }],
    });
    for (const password of [undefined, 'not my password at all']) {
      await expect(
        browser.trpc.access.linkMethod.mutate({ provider: 'github', password }),
      ).rejects.toMatchObject({ data: { error: { code: 'invalid_input', field: 'password' } } });
    }
    simulator.replaceOauth({ ...CLIENT, visitor: mine });
    const { url } = await browser.trpc.access.linkMethod.mutate({
      provider: 'github',
      password: TEST_PASSWORD,
    });
    expect((await passThrough(browser, url)).end).toBe('/account?linked=github');
    expect(await browser.trpc.access.methods.query()).toMatchObject({
      methods: [
        { method: 'password', canRemove: true },
        { method: 'github', canRemove: true },
      ],
      linkable: [],
    });
    simulator.replaceOauth({ ...CLIENT, visitor: mine });
    const again = await browser.trpc.access.linkMethod.mutate({
      provider: 'github',
      password: TEST_PASSWORD,
    });
    expect((await passThrough(browser, again.url)).end).toBe('/account?linked=github');
    expect(
      await query(
        `select access_token, refresh_token, id_token, scope from sign_in_methods
         where provider_id = 'github' and user_id = $1`,
        [(await meOf(browser)).userId],
      ),
    ).toEqual([{ access_token: null, refresh_token: null, id_token: null, scope: null }]);
    const other = await comeFromGithub(mine);
    expect(await meOf(other.browser)).toMatchObject({ email: 'admin@example.com' });
    await browser.trpc.access.unlinkMethod.mutate({ method: 'github', password: TEST_PASSWORD });
    expect((await comeFromGithub(mine)).end).toBe('/sign-in?refused=not-invited');
    await expect(
      browser.trpc.access.unlinkMethod.mutate({ method: 'password', password: TEST_PASSWORD }),
    ).rejects.toMatchObject({ data: { error: { code: 'conflict' } } });
  });

  it('that is somebody else’s way in is not linked', async () => {
    await invite('owner@example.com');
    const owner = somebody('owner@example.com');
    await comeFromGithub(owner);
    const browser = await signedIn();
    const { url } = await browser.trpc.access.linkMethod.mutate({
      provider: 'github',
      password: TEST_PASSWORD,
    });
    expect((await passThrough(browser, url)).end).toBe('/account?refused=linked-elsewhere');
  });

  it('is not linked to a session that ended meanwhile', async () => {
    const browser = await signedIn();
    simulator.replaceOauth({ ...CLIENT, visitor: somebody('late@elsewhere.example') });
    const { url } = await browser.trpc.access.linkMethod.mutate({
      provider: 'github',
      password: TEST_PASSWORD,
    });
    await query('delete from sessions');
    expect((await passThrough(browser, url)).end).toContain('refused=expired');
    expect(
      await query(`select 1 from sign_in_methods where account_id = $1`, [`U_${nextId}`]),
    ).toEqual([]);
  });

  it('leaves nothing of what GitHub gave to read it in the database', async () => {
    const rows = await query(
      `select access_token, refresh_token, id_token from sign_in_methods
       where coalesce(access_token, refresh_token, id_token) is not null`,
    );
    expect(rows).toEqual([]);
    const all = await query('select * from verifications');
    expect(JSON.stringify([all, await query('select * from audit_events')])).not.toMatch(/gho_/);
  });
});
