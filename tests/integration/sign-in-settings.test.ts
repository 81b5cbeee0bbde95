import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { auditRows } from '../support/audit-rows.ts';
import { openMailBox } from '../support/mail-box.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor } from '../support/visitor.ts';

const SECRET = 'planted-client-secret-9f2';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  const { pool } = server.app.db;
  await pool.query('delete from sign_in_settings');
  await pool.query('delete from rate_limits');
  await pool.query('update instances set settings_version = settings_version + 1');
});

const settings = () => createApiClient(server.url).signInSettings;

const github = (more: object = {}) =>
  settings().save.mutate({
    ...{ name: 'github', settings: { clientId: 'Ov23', apiUrl: null }, secret: SECRET },
    ...more,
  } as Parameters<ReturnType<typeof settings>['save']['mutate']>[0]);

const smtp = (port: number, more: object = {}) => ({
  name: 'smtp' as const,
  settings: {
    ...{ host: '127.0.0.1', port, security: 'none' as const, userName: 'bellwether' },
    ...{ from: 'bellwether@example.com', ...more },
  },
});

const refusalOf = async (call: Promise<unknown>) =>
  (
    (await call.then(
      () => null,
      (error: unknown) => error,
    )) as { data?: { error?: unknown } } | null
  )?.data?.error;

describe('a setting', () => {
  it('is in force at once, and its secret is shown by its end alone, with who set it and when', async () => {
    const before = Date.now();
    await github();
    const list = await settings().list.query();
    expect(list.github).toMatchObject({
      ...{ origin: 'stored', settings: { clientId: 'Ov23' } },
      secret: { setBy: 'Ada Admin', hint: '9f2' },
      callbackUrl: `${server.url}/api/auth/callback/github`,
    });
    expect(Date.parse(list.github.secret?.setAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(JSON.stringify(list)).not.toContain(SECRET);
    expect(await openVisitor(server.url).trpc.access.entrance.query()).toMatchObject({
      methods: { github: { label: 'GitHub' } },
    });
    const { rows } = await server.app.db.pool.query('select * from sign_in_settings');
    expect(
      JSON.stringify([rows, await auditRows(server.app.db, 'signInSettings.save')]),
    ).not.toContain(SECRET);
  });

  it('that another server changed is in force here as well', async () => {
    await github();
    const { pool } = server.app.db;
    await pool.query('delete from sign_in_settings');
    await pool.query('update instances set settings_version = settings_version + 1');
    expect(await openVisitor(server.url).trpc.access.entrance.query()).toMatchObject({
      methods: { github: null },
    });
  });

  it('keeps its secret when it is left out, but never takes it to another place', async () => {
    expect(await refusalOf(github({ secret: undefined }))).toMatchObject({
      ...{ code: 'invalid_input', field: 'secret' },
    });
    await github();
    await github({ secret: undefined });
    const moved = { clientId: 'Ov23', apiUrl: 'http://127.0.0.1:1/api/v3' };
    expect(await refusalOf(github({ secret: undefined, settings: moved }))).toMatchObject({
      ...{ code: 'invalid_input', field: 'secret' },
    });
  });

  it('is removed, and the way in with it', async () => {
    await github();
    await settings().remove.mutate({ name: 'github' });
    expect((await settings().list.query()).github).toMatchObject({ origin: 'none', secret: null });
    expect(await refusalOf(settings().remove.mutate({ name: 'github' }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('whose secret the present key does not open leaves every other way in open', async () => {
    await github();
    const { pool } = server.app.db;
    await pool.query(`update sign_in_settings set secret_ciphertext = 'v1.AAAA'`);
    await pool.query('update instances set settings_version = settings_version + 1');
    expect(await openVisitor(server.url).trpc.access.entrance.query()).toMatchObject({
      methods: { password: true, github: null },
    });
    expect((await settings().list.query()).github.origin).toBe('stored');
  });

  it('that leads into a network of the server is refused at its field', async () => {
    const inner = await startTestServer({ env: { BELLWETHER_ALLOWED_NETWORKS: '' } });
    try {
      const { save } = createApiClient(inner.url).signInSettings;
      const secret = SECRET;
      const oidc = { label: 'X', clientId: 'x', discoveryUrl: 'http://169.254.169.254/latest' };
      const site = { clientId: 'x', apiUrl: 'http://10.0.0.1/api/v3' };
      const refusals = await Promise.all(
        [
          save.mutate({ name: 'oidc', settings: oidc, secret }),
          save.mutate({ name: 'github', settings: site, secret }),
          save.mutate({ ...smtp(25), secret }),
        ].map(refusalOf),
      );
      expect(refusals).toMatchObject([
        { code: 'invalid_input', field: 'settings.discoveryUrl' },
        { code: 'invalid_input', field: 'settings.apiUrl' },
        { code: 'invalid_input', field: 'settings.host' },
      ]);
    } finally {
      await inner.remove();
    }
  });

  it('is nobody’s but an admin’s', async () => {
    const { signInSettings } = openVisitor(server.url).trpc;
    expect(await refusalOf(signInSettings.list.query())).toMatchObject({ code: 'unauthenticated' });
    expect(await refusalOf(signInSettings.test.mutate({ name: 'smtp' }))).toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('a mail server', () => {
  it('is tried with a mail to who asks, and its password stays here', async () => {
    const box = await openMailBox();
    try {
      await settings().save.mutate({ ...smtp(box.port), secret: SECRET });
      expect(await settings().test.mutate({ name: 'smtp' })).toMatchObject({
        ...{ works: true, message: 'A mail is on its way to admin@example.com.' },
      });
      expect((await box.mailTo('admin@example.com')).from).toBe('bellwether@example.com');
      expect(box.logins).toEqual([`\0bellwether\0${SECRET}`]);
    } finally {
      await box.close();
    }
  });

  it.each([
    ['refuses the password', true, /refused the password/],
    ['does not answer', false, /did not answer/],
  ])('that %s is told in words, without the password', async (_, refusesPasswords, said) => {
    const box = await openMailBox({ refusesPasswords });
    if (!refusesPasswords) {
      await box.close();
    }
    await settings().save.mutate({ ...smtp(box.port), secret: SECRET });
    const found = await settings().test.mutate({ name: 'smtp' });
    expect(found).toMatchObject({ works: false, message: expect.stringMatching(said) });
    expect(found.remedy).not.toBeNull();
    expect(JSON.stringify(found)).not.toContain(SECRET);
    if (refusesPasswords) {
      await box.close();
    }
  });

  it('that was never encrypted is not used where encryption is asked for', async () => {
    const box = await openMailBox();
    try {
      const input = smtp(box.port, { security: 'starttls' });
      await settings().save.mutate({ ...input, secret: SECRET });
      expect(await settings().test.mutate({ name: 'smtp' })).toMatchObject({ works: false });
      expect(box.logins).toEqual([]);
    } finally {
      await box.close();
    }
  });
});

it('what the environment sets stands before the page, which cannot change it', async () => {
  const other = await startTestServer({
    env: { GITHUB_OAUTH_CLIENT_ID: 'Ov-env', GITHUB_OAUTH_CLIENT_SECRET: SECRET },
  });
  try {
    const { signInSettings } = createApiClient(other.url);
    expect((await signInSettings.list.query()).github).toMatchObject({
      ...{ origin: 'environment', secret: null, settings: { clientId: 'Ov-env' } },
    });
    const save = signInSettings.save.mutate({
      ...{ name: 'github', settings: { clientId: 'x', apiUrl: null }, secret: 'y' },
    });
    expect(await refusalOf(save)).toMatchObject({ code: 'conflict' });
  } finally {
    await other.remove();
  }
});
