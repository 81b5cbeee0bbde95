import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows } from '../support/audit-rows.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';

const EMAIL = 'admin@example.com';
const NEXT_PASSWORD = 'tin rhubarb kayak lantern';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

const signedIn = async (options = {}): Promise<Visitor> => {
  const visitor = openVisitor(server.url, options);
  const answer = await visitor.post('/api/auth/sign-in/email', {
    email: EMAIL,
    password: TEST_PASSWORD,
  });
  expect(answer).toEqual({ status: 200, body: { next: 'in' } });
  return visitor;
};

const isSignedIn = (visitor: Visitor) =>
  visitor.trpc.access.me.query().then(
    () => true,
    () => false,
  );

describe('a password', () => {
  it('opens a session whose cookie no script reads, no other site sends, and whose token is in no answer', async () => {
    const visitor = await signedIn();
    expect(await visitor.trpc.access.me.query()).toMatchObject({ email: EMAIL, kind: 'person' });
    const [cookie = ''] = visitor.setCookies.filter((one) => one.includes('session_token'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Max-Age=604800/);
    expect(cookie).toMatch(/^bellwether-[0-9a-f]{8}\./);
    expect(cookie).not.toMatch(/Secure/);
  });

  it.each([
    ['a wrong one', EMAIL, 'not the password at all'],
    ['an address that nobody has', 'nobody@example.com', TEST_PASSWORD],
  ])('is refused in the same words: %s', async (_, email, password) => {
    const visitor = openVisitor(server.url);
    const { status, body } = await visitor.post('/api/auth/sign-in/email', { email, password });
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        code: 'unauthenticated',
        message: 'The e-mail address or the password is not right.',
        field: null,
        remedy: null,
      },
    });
    expect(visitor.jar.size).toBe(0);
    const [latest] = (await auditRows(server.app.db, 'sign-in.refused')).slice(-1);
    expect(latest).toMatchObject({ outcome: 'refused', actor_name: email, actor_kind: 'nobody' });
    expect(JSON.stringify(latest)).not.toContain(password);
  });

  it.each([
    [{ email: 'nonsense', password: 'x' }, 'email'],
    [{ email: EMAIL, password: '' }, 'password'],
    [{ email: EMAIL }, 'password'],
    [{ email: { $ne: '' }, password: 'x' }, 'email'],
  ])('is asked for at the field: %j', async (body, field) => {
    const answer = await openVisitor(server.url).post('/api/auth/sign-in/email', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_input', field } },
    });
  });

  it('is not tried without end, however the address of the request is written', async () => {
    const visitor = openVisitor(server.url);
    const tried = { email: 'tried@example.com', password: 'wrong' };
    for (const path of ['/api/auth/Sign-In/Email', '/API/AUTH/SIGN-IN/EMAIL/']) {
      await server.app.db.pool.query('delete from rate_limits');
      await visitor.post(path, tried);
      const { rows } = await server.app.db.pool.query('select 1 from rate_limits');
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('is checked with the same care for an address that nobody has', async () => {
    // Of each, the hash is counted: work, not time, since machines are busy.
    const { password } = await (await server.app.access.auth()).$context;
    const counts = { hash: 0, verify: 0 };
    const { hash, verify } = password;
    password.hash = (...given) => {
      counts.hash += 1;
      return hash(...given);
    };
    password.verify = (...given) => {
      counts.verify += 1;
      return verify(...given);
    };
    try {
      const visitor = openVisitor(server.url);
      await visitor.post('/api/auth/sign-in/email', { email: EMAIL, password: 'wrong' });
      await visitor.post('/api/auth/sign-in/email', {
        email: 'nobody@x.example',
        password: 'wrong',
      });
      expect(counts).toEqual({ hash: 1, verify: 1 });
    } finally {
      Object.assign(password, { hash, verify });
    }
  });

  it('gives a new session each time, and ends the one that the browser brought', async () => {
    const visitor = await signedIn();
    const before = visitor.cookieHeader();
    await visitor.post('/api/auth/sign-in/email', { email: EMAIL, password: TEST_PASSWORD });
    expect(visitor.cookieHeader()).not.toBe(before);
    const thief = openVisitor(server.url);
    for (const pair of before.split('; ')) {
      thief.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    expect(await isSignedIn(thief)).toBe(false);
    expect(await isSignedIn(visitor)).toBe(true);
  });

  it('does not open a session that somebody else chose', async () => {
    const visitor = openVisitor(server.url);
    const name =
      [...(await signedIn()).jar.keys()].find((one) => one.includes('session_token')) ?? '';
    visitor.jar.set(name, 'chosen.by-an-attacker');
    await visitor.post('/api/auth/sign-in/email', { email: EMAIL, password: TEST_PASSWORD });
    expect(visitor.jar.get(name)).not.toContain('chosen');
  });

  it('signs in whoever writes the address in capitals', async () => {
    const body = { email: EMAIL.toUpperCase(), password: TEST_PASSWORD };
    expect((await openVisitor(server.url).post('/api/auth/sign-in/email', body)).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session on the server, and is written down', async () => {
    const visitor = await signedIn();
    const cookies = new Map(visitor.jar);
    expect((await visitor.post('/api/auth/sign-out')).status).toBe(200);
    expect(visitor.jar.size).toBe(0);
    const late = openVisitor(server.url);
    for (const [name, value] of cookies) {
      late.jar.set(name, value);
    }
    expect(await isSignedIn(late)).toBe(false);
    expect(await auditRows(server.app.db, 'sign-out')).toMatchObject([{ actor_name: 'Ada Admin' }]);
  });

  it('everywhere ends every session', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    await here.trpc.access.endAllSessions.mutate();
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, false]);
  });
});

describe('sessions', () => {
  it('are listed with device and address, this one marked, and ended one by one', async () => {
    const here = await signedIn();
    await here.trpc.access.endAllSessions.mutate();
    const desk = await signedIn();
    const phone = await signedIn({ userAgent: 'Mozilla/5.0 (iPhone) CriOS/138.0 Safari/604.1' });
    const sessions = await desk.trpc.access.sessions.query();
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ isCurrent }) => isCurrent)).toMatchObject({
      device: 'Firefox on Linux',
      ipAddress: '127.0.0.1',
    });
    const other = sessions.find(({ isCurrent }) => !isCurrent);
    expect(other).toMatchObject({ device: 'Chrome on iPhone' });
    await desk.trpc.access.endSession.mutate({ sessionId: other?.sessionId ?? '' });
    expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([true, false]);
    await expect(
      desk.trpc.access.endSession.mutate({ sessionId: other?.sessionId ?? '' }),
    ).rejects.toMatchObject({ data: { error: { code: 'not_found' } } });
  });

  it('end after seven days without use, and live on with it', async () => {
    const visitor = await signedIn();
    const { pool } = server.app.db;
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    await pool.query('update sessions set expires_at = $1', [days(5)]);
    visitor.setCookies.length = 0;
    expect(await isSignedIn(visitor)).toBe(true);
    const { rows } = await pool.query<{ at: Date }>('select expires_at as at from sessions');
    expect(rows.some(({ at }) => at > days(6.9))).toBe(true);
    expect(visitor.setCookies.join()).toMatch(/session_token=.*Max-Age=604800/);
    await pool.query('update sessions set expires_at = $1', [days(-0.001)]);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('of somebody whose access was taken away are worth nothing, and no way leads to a new one', async () => {
    const visitor = await signedIn();
    const { pool } = server.app.db;
    await pool.query('update users set deactivated_at = now()');
    try {
      expect(await isSignedIn(visitor)).toBe(false);
      const answer = await openVisitor(server.url).post('/api/auth/sign-in/email', {
        email: EMAIL,
        password: TEST_PASSWORD,
      });
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      const wrong = { email: EMAIL, password: 'wrong' };
      expect((await openVisitor(server.url).post('/api/auth/sign-in/email', wrong)).status).toBe(
        401,
      );
    } finally {
      await pool.query('update users set deactivated_at = null');
    }
  });
});

describe('a changed password', () => {
  it('must be known, strong and one’s own to change, and ends every other session', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const change = (current: string, next: string) =>
      here.trpc.access.changePassword.mutate({ current, next });
    await expect(change('wrong', NEXT_PASSWORD)).rejects.toMatchObject({
      data: { error: { code: 'invalid_input', field: 'current' } },
    });
    await expect(change(TEST_PASSWORD, 'ada.admin2026')).rejects.toMatchObject({
      data: {
        error: { code: 'invalid_input', field: 'next', remedy: expect.stringMatching(/\w/) },
      },
    });
    await change(TEST_PASSWORD, NEXT_PASSWORD);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    const old = { email: EMAIL, password: TEST_PASSWORD };
    expect((await here.post('/api/auth/sign-in/email', old)).status).toBe(401);
    await change(NEXT_PASSWORD, TEST_PASSWORD);
    const written = JSON.stringify(await auditRows(server.app.db, 'access.changePassword'));
    expect(written).not.toContain(NEXT_PASSWORD);
  });
});

describe('the sign-in library', () => {
  it.each([
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
    ['GET', '/api/auth/ok'],
    ['GET', '/api/auth/error'],
    ['GET', '/api/auth/list-accounts'],
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/auth/change-email'],
    ['POST', '/api/auth/set-password'],
    ['POST', '/api/auth/delete-user'],
    ['POST', '/api/auth/request-password-reset'],
    ['POST', '/api/auth/reset-password'],
    ['POST', '/api/auth/revoke-sessions'],
    ['POST', '/api/auth/link-social'],
    ['POST', '/api/auth/unlink-account'],
    ['POST', '/api/auth/get-access-token'],
    ['POST', '/api/auth/refresh-token'],
    ['POST', '/api/auth/two-factor/enable'],
    ['POST', '/api/auth/two-factor/disable'],
    ['POST', '/api/auth/two-factor/get-totp-uri'],
    ['POST', '/api/auth/two-factor/generate-backup-codes'],
    ['POST', '/api/auth/two-factor/send-otp'],
    ['POST', '/api/auth/open-session'],
    ['GET', '/api/auth/sign-in/email'],
  ])('answers at none of its own addresses: %s %s', async (method, path) => {
    const visitor = await signedIn();
    const response = await visitor.visit(`${server.url}${path}`, {
      method,
      ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('the first admin', () => {
  it('is made with the set-up code and a strong password, once', async () => {
    const fresh = await startTestServer({ withoutAdmin: true });
    try {
      const { access } = openVisitor(fresh.url).trpc;
      const right = { code: fresh.setUpCode ?? '', name: 'Ada Admin', email: EMAIL };
      const make = (change: object) =>
        access.createFirstAdmin
          .mutate({ ...right, password: TEST_PASSWORD, ...change })
          .catch((error: { data: { error: object } }) => error.data.error);
      expect(await access.entrance.query()).toMatchObject({ needsFirstAdmin: true });
      expect(await make({ code: 'XXXX-XXXX-XXXX-XXXX' })).toMatchObject({
        ...{ code: 'forbidden', field: 'code' },
      });
      expect(await make({ password: 'ada.admin2026' })).toMatchObject({
        ...{ code: 'invalid_input', field: 'password' },
      });
      expect(await make({ code: ` ${right.code.toLowerCase()} ` })).toEqual({ done: true });
      expect(await make({ email: 'second@example.com' })).toMatchObject({ code: 'conflict' });
      expect(await access.entrance.query()).toMatchObject({ needsFirstAdmin: false });
    } finally {
      await fresh.remove();
    }
  });
});

it('behind https, cookies are sent over https alone', async () => {
  const secure = await startTestServer({
    env: { BELLWETHER_URL: 'https://bellwether.example.com' },
    withoutAdmin: true,
  });
  try {
    const { authCookies } = await (await secure.app.access.auth()).$context;
    expect(authCookies.sessionToken).toMatchObject({
      name: expect.stringMatching(/^__Secure-bellwether-[0-9a-f]{8}\.session_token$/),
      attributes: { secure: true, httpOnly: true, sameSite: 'lax' },
    });
  } finally {
    await secure.remove();
  }
});
