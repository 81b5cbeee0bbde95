import { makeLink } from '@bellwether/server/features/access/one-time-links.service';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows } from '../support/audit-rows.ts';
import { openMailBox } from '../support/mail-box.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor } from '../support/visitor.ts';

const PASSWORD = 'tin rhubarb kayak lantern';

let server: TestServer;
let box: Awaited<ReturnType<typeof openMailBox>>;

beforeAll(async () => {
  box = await openMailBox();
  server = await startTestServer({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${box.port}?security=none`,
      SMTP_FROM: 'bellwether@example.com',
    },
  });
});
afterAll(async () => {
  await server.remove();
  await box.close();
});
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

const tokenOf = (url: string) => url.slice(url.lastIndexOf('#') + 1);

const invite = async (more: { email?: string; name?: string } = {}) => {
  const { rows } = await server.app.db.pool.query<{ id: string }>(
    `select id from users where email = 'admin@example.com'`,
  );
  const { url } = await makeLink(server.app, server.app.db.pool, {
    ...{ kind: 'invitation', email: more.email ?? null, name: more.name ?? null, userId: null },
    ...{ grants: [{ role: 'lead', teamId: null }], personId: null },
    createdById: rows[0]?.id ?? null,
  });
  return tokenOf(url);
};

const resetLink = async (email: string) => {
  const { rows } = await server.app.db.pool.query<{ id: string }>(
    'select id from users where email = $1',
    [email],
  );
  const { url } = await makeLink(server.app, server.app.db.pool, {
    ...{ kind: 'password-reset', email, name: null, userId: rows[0]?.id ?? null },
    ...{ grants: null, personId: null, createdById: null },
  });
  return tokenOf(url);
};

const refusalOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return (error as { data?: { error?: { code: string; field: string | null; message: string } } })
    ?.data?.error;
};

const visitor = () => openVisitor(server.url);

describe('an invitation', () => {
  it('says whom it is for, makes that user once, and signs them in', async () => {
    const token = await invite({ email: 'lin@example.com', name: 'Lin' });
    const browser = visitor();
    expect(await browser.trpc.access.describeLink.query({ token })).toMatchObject({
      kind: 'invitation',
      email: 'lin@example.com',
      name: 'Lin',
      invitedBy: 'Ada Admin',
    });
    const input = { token, name: 'Lin Lead', email: 'evil@example.com', password: PASSWORD };
    await browser.trpc.access.acceptInvitation.mutate(input);
    expect(await browser.trpc.access.me.query()).toMatchObject({
      email: 'lin@example.com',
      grants: [{ role: 'lead', teamId: null }],
    });
    const again = { token, name: 'Again', password: PASSWORD };
    expect(await refusalOf(visitor().trpc.access.acceptInvitation.mutate(again))).toMatchObject({
      code: 'not_found',
    });
  });

  it('without an address asks for one, and takes none that somebody has', async () => {
    const token = await invite();
    const accept = (more: object) =>
      visitor().trpc.access.acceptInvitation.mutate({
        ...{ token, name: 'Max', password: PASSWORD },
        ...more,
      });
    expect(await refusalOf(accept({}))).toMatchObject({ code: 'invalid_input', field: 'email' });
    expect(await refusalOf(accept({ email: 'Admin@example.com' }))).toMatchObject({
      ...{ code: 'conflict', field: 'email' },
    });
    await accept({ email: 'max@example.com' });
  });

  it('takes no password that is too easily guessed, and says what would be better', async () => {
    const token = await invite({ email: 'weak@example.com' });
    const password = 'weakweakweak1';
    const refusal = await refusalOf(
      visitor().trpc.access.acceptInvitation.mutate({ token, name: 'Weak', password }),
    );
    expect(refusal).toMatchObject({ code: 'invalid_input', field: 'password' });
    expect(refusal).toHaveProperty('remedy', expect.stringMatching(/\w{3,}/));
  });

  it('given to two at once makes one user', async () => {
    const token = await invite();
    const results = await Promise.allSettled(
      ['one', 'two'].map((name) =>
        visitor().trpc.access.acceptInvitation.mutate({
          ...{ token, name, email: `${name}@twice.example`, password: PASSWORD },
        }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['was never made', ''],
    [
      'is too old',
      `update one_time_links set expires_at = now() - interval '1 second' where used_at is null`,
    ],
    ['was taken back', 'update one_time_links set revoked_at = now() where used_at is null'],
    [
      'comes from somebody who may no longer enter',
      'update users set deactivated_at = now() where email = $$admin@example.com$$',
    ],
    [
      'comes from somebody who is no admin any more',
      `update role_grants set role = 'lead' where role = 'admin'`,
    ],
  ])('that %s is refused in the same words', async (_, spoil) => {
    const made = await invite({ email: 'late@example.com' });
    const token = spoil === '' ? 'x'.repeat(43) : made;
    const { pool } = server.app.db;
    try {
      await pool.query(spoil === '' ? 'select 1' : spoil);
      const { access } = visitor().trpc;
      const said = 'This link does not work, or no longer.';
      expect(await refusalOf(access.describeLink.query({ token }))).toMatchObject({
        ...{ code: 'not_found', message: said },
      });
      const input = { token, name: 'Late', password: PASSWORD };
      expect(await refusalOf(access.acceptInvitation.mutate(input))).toMatchObject({
        message: said,
      });
      const reset = { token, password: PASSWORD };
      expect(await refusalOf(access.resetPassword.mutate(reset))).toMatchObject({ message: said });
    } finally {
      await pool.query('update users set deactivated_at = null');
      await pool.query(
        `update role_grants set role = 'admin'
         where user_id = (select id from users where email = 'admin@example.com')`,
      );
    }
  });
});

describe('a link to a new password', () => {
  const email = 'rita@example.com';

  beforeAll(async () => {
    const token = await invite({ email });
    await visitor().trpc.access.acceptInvitation.mutate({
      token,
      name: 'Rita',
      password: TEST_PASSWORD,
    });
  });

  const signIn = async (password: string) => {
    const browser = visitor();
    const { status } = await browser.post('/api/auth/sign-in/email', { email, password });
    return { browser, status };
  };

  it('sets it once, ends every session, and makes the other links worthless', async () => {
    const { browser } = await signIn(TEST_PASSWORD);
    const [token, other] = [await resetLink(email), await resetLink(email)];
    expect(await visitor().trpc.access.describeLink.query({ token })).toMatchObject({
      kind: 'password-reset',
    });
    await visitor().trpc.access.resetPassword.mutate({ token, password: PASSWORD });
    expect(await refusalOf(browser.trpc.access.me.query())).toMatchObject({
      code: 'unauthenticated',
    });
    expect((await signIn(TEST_PASSWORD)).status).toBe(401);
    expect((await signIn(PASSWORD)).status).toBe(200);
    for (const used of [token, other]) {
      const again = { token: used, password: TEST_PASSWORD };
      expect(await refusalOf(visitor().trpc.access.resetPassword.mutate(again))).toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('is no invitation, and an invitation is none', async () => {
    const reset = await resetLink(email);
    const input = { token: reset, name: 'X', email: 'x@example.com', password: PASSWORD };
    expect(await refusalOf(visitor().trpc.access.acceptInvitation.mutate(input))).toMatchObject({
      code: 'not_found',
    });
    const token = await invite();
    expect(
      await refusalOf(visitor().trpc.access.resetPassword.mutate({ token, password: PASSWORD })),
    ).toMatchObject({ code: 'not_found' });
  });

  it('is mailed to whoever has the address, and nobody learns whether anybody does', async () => {
    const { access } = visitor().trpc;
    expect(await access.entrance.query()).toMatchObject({ canMail: true });
    const known = await access.requestPasswordReset.mutate({ email: 'Rita@example.com' });
    const unknown = await access.requestPasswordReset.mutate({ email: 'nobody@example.com' });
    expect(known).toEqual(unknown);
    const { from, text } = await box.mailTo(email);
    expect(from).toBe('bellwether@example.com');
    const [url = ''] = /http\S+\/reset#[\w-]+/.exec(text.replaceAll('=\n', '')) ?? [];
    await access.resetPassword.mutate({ token: tokenOf(url), password: TEST_PASSWORD });
    expect((await signIn(TEST_PASSWORD)).status).toBe(200);
    expect(box.mails.map(({ to }) => to)).not.toContain('nobody@example.com');
    const asked = await auditRows(server.app.db, 'access.requestPasswordReset');
    expect(asked.map(({ after }) => after)).toEqual([
      { email: 'rita@example.com' },
      { email: 'nobody@example.com' },
    ]);
  });

  it('is not mailed without end', async () => {
    const { access } = visitor().trpc;
    const calls = Array.from({ length: 12 }, () =>
      refusalOf(access.requestPasswordReset.mutate({ email: 'flood@example.com' })),
    );
    const refusals = await Promise.all(calls);
    expect(refusals.filter((refusal) => refusal?.code === 'rate_limited').length).toBeGreaterThan(
      0,
    );
  });

  it('stands in the database as a hash, and in no row of the audit log', async () => {
    const token = await resetLink(email);
    await visitor().trpc.access.resetPassword.mutate({ token, password: PASSWORD });
    const { pool } = server.app.db;
    const links = await pool.query('select * from one_time_links');
    const events = await pool.query('select * from audit_events');
    expect(JSON.stringify([links.rows, events.rows])).not.toContain(token);
  });
});
