import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows } from '../support/audit-rows.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { totpAt } from '../support/totp.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';

const EMAIL = 'admin@example.com';
const RIGHT = { email: EMAIL, password: TEST_PASSWORD };

let server: TestServer;
let account: Visitor;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
beforeEach(async () => {
  const { pool } = server.app.db;
  await pool.query('delete from rate_limits');
  await pool.query('delete from two_factors');
  await pool.query('update users set two_factor_enabled = false');
  account = openVisitor(server.url);
  expect(await account.post('/api/auth/sign-in/email', RIGHT)).toMatchObject({ status: 200 });
});

const isSignedIn = (visitor: Visitor) =>
  visitor.trpc.access.me.query().then(
    () => true,
    () => false,
  );

const switchOn = async () => {
  const { secret } = await account.trpc.access.secondFactor.begin.mutate({
    password: TEST_PASSWORD,
  });
  const code = totpAt(secret, new Date());
  const { backupCodes } = await account.trpc.access.secondFactor.confirm.mutate({ code });
  return { secret, backupCodes };
};

const firstStep = async () => {
  const visitor = openVisitor(server.url);
  expect(await visitor.post('/api/auth/sign-in/email', RIGHT)).toEqual({
    status: 200,
    body: { next: 'second-factor' },
  });
  return visitor;
};

const codeOf = (error: unknown) =>
  (error as { data: { error: { code: string; field: string | null } } }).data.error;

describe('a second factor', () => {
  it('is begun with the password, and asked for only after a right code', async () => {
    const { secondFactor } = account.trpc.access;
    expect(
      codeOf(await secondFactor.begin.mutate({ password: 'wrong' }).catch((e: unknown) => e)),
    ).toMatchObject({ code: 'invalid_input', field: 'password' });
    const begun = await secondFactor.begin.mutate({ password: TEST_PASSWORD });
    expect(begun.otpauthUri).toMatch(/^otpauth:\/\/totp\/Bellwether:admin%40example\.com\?secret=/);
    expect(begun.secret).toMatch(/^[A-Z2-7]{20,}$/);
    expect(await openVisitor(server.url).post('/api/auth/sign-in/email', RIGHT)).toMatchObject({
      body: { next: 'in' },
    });
    const wrong = await secondFactor.confirm.mutate({ code: '000000' }).catch((e: unknown) => e);
    expect(codeOf(wrong)).toMatchObject({ code: 'invalid_input', field: 'code' });
    expect(await secondFactor.status.query()).toMatchObject({ isOn: false });
    const before = account.cookieHeader();
    const { backupCodes } = await secondFactor.confirm.mutate({
      code: totpAt(begun.secret, new Date()),
    });
    expect(new Set(backupCodes).size).toBe(10);
    expect(account.cookieHeader()).not.toBe(before);
    expect(await secondFactor.status.query()).toEqual({
      isOn: true,
      backupCodesLeft: 10,
      hasPassword: true,
    });
  });

  it('opens no session before its code, and one with it', async () => {
    const { secret } = await switchOn();
    const visitor = await firstStep();
    expect(visitor.setCookies.filter((one) => /session_token=[^;]/.test(one))).toEqual([]);
    expect(await isSignedIn(visitor)).toBe(false);
    const wrong = await visitor.post('/api/auth/two-factor/verify-totp', { code: '000000' });
    expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'code' } } });
    expect((await auditRows(server.app.db, 'sign-in.refused')).at(-1)).toMatchObject({
      ...{ actor_name: EMAIL, after: { reason: 'invalid_code' } },
    });
    const code = totpAt(secret, new Date());
    expect(await visitor.post('/api/auth/two-factor/verify-totp', { code })).toEqual({
      status: 200,
      body: { next: 'in' },
    });
    expect(await isSignedIn(visitor)).toBe(true);
    const rows = await auditRows(server.app.db, 'sign-in.done');
    expect(rows.at(-1)?.after).toEqual({ how: 'password and authenticator app' });
  });

  it('is passed with a backup code, once', async () => {
    const { backupCodes } = await switchOn();
    const [code = ''] = backupCodes;
    const [first, second] = [await firstStep(), await firstStep()];
    const path = '/api/auth/two-factor/verify-backup-code';
    expect(await first.post(path, { code })).toMatchObject({ status: 200 });
    expect(await isSignedIn(first)).toBe(true);
    expect(await second.post(path, { code })).toMatchObject({
      status: 400,
      body: { error: { field: 'code' } },
    });
    expect(await account.trpc.access.secondFactor.status.query()).toMatchObject({
      backupCodesLeft: 9,
    });
  });

  it('is not passed without the first step, and not with that of long ago', async () => {
    const { secret } = await switchOn();
    const code = totpAt(secret, new Date());
    const path = '/api/auth/two-factor/verify-totp';
    expect(await openVisitor(server.url).post(path, { code })).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    const visitor = await firstStep();
    await server.app.db.pool.query(
      `update verifications set expires_at = now() - interval '1 second'`,
    );
    expect(await visitor.post(path, { code })).toMatchObject({ status: 401 });
  });

  it('is not guessed: after some wrong codes the first step must be taken again', async () => {
    const { secret } = await switchOn();
    const visitor = await firstStep();
    for (let count = 0; count < 6; count += 1) {
      await visitor.post('/api/auth/two-factor/verify-totp', { code: '111111' });
    }
    const code = totpAt(secret, new Date());
    const late = await visitor.post('/api/auth/two-factor/verify-totp', { code });
    expect(late.status).toBe(401);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('has new backup codes made, and is switched off, with the password alone', async () => {
    const { backupCodes } = await switchOn();
    const { secondFactor } = account.trpc.access;
    for (const call of [secondFactor.disable, secondFactor.backupCodes]) {
      const refused = await call.mutate({ password: 'wrong' }).catch((error: unknown) => error);
      expect(codeOf(refused)).toMatchObject({ code: 'invalid_input', field: 'password' });
    }
    const renewed = await secondFactor.backupCodes.mutate({ password: TEST_PASSWORD });
    expect(renewed.backupCodes).not.toContain(backupCodes[0]);
    await secondFactor.disable.mutate({ password: TEST_PASSWORD });
    expect(await openVisitor(server.url).post('/api/auth/sign-in/email', RIGHT)).toMatchObject({
      body: { next: 'in' },
    });
    const { rows } = await server.app.db.pool.query('select 1 from two_factors');
    expect(rows).toEqual([]);
  });

  it('keeps its secret and codes encrypted, and out of the audit log', async () => {
    const { secret, backupCodes } = await switchOn();
    const { pool } = server.app.db;
    const stored = await pool.query('select secret, backup_codes from two_factors');
    const told = await pool.query('select after, before from audit_events');
    const text = JSON.stringify([stored.rows, told.rows]);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(backupCodes[0]);
  });
});
