import { describe, expect, it } from 'vitest';
import { createLog, type Log } from './log.ts';

function logInto(secrets: string[] = []): {
  log: Log;
  lines(): string;
  last(): Record<string, unknown>;
} {
  const written: string[] = [];
  const log = createLog('trace', { secrets, to: { write: (line) => written.push(line) } });
  return { log, lines: () => written.join(''), last: () => JSON.parse(written.at(-1) ?? '{}') };
}

class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly status = 401;
  readonly request = { headers: { authorization: 'token planted-1' }, body: 'planted-1' };
  readonly config = { password: 'planted-1' };
  readonly detail = 'Key (email)=(planted-1) already exists.';
}

describe('a line of the log', () => {
  it('keeps what is no secret', () => {
    const { log, last } = logInto();
    const fields = {
      path: '/trpc/a.b',
      tokenId: 't1',
      tokens: 3,
      secretSetAt: 'May',
      at: [1, 'x', null],
    };
    log.info(fields, 'a request was answered');
    expect(last()).toMatchObject({ level: 30, msg: 'a request was answered', ...fields });
  });

  it.each([
    ...[
      'token',
      'accessToken',
      'secret',
      'clientSecret',
      'client_secret',
      'password',
      'newPassword',
    ],
    ...[
      'Authorization',
      'cookie',
      'set-cookie',
      'privateKey',
      'secretCiphertext',
      'apiKey',
      'setUpCode',
    ],
    ...['backupCodes', 'totp', 'connectionString', 'smtpPassword', 'webhookSecret', 'sealed'],
  ])('leaves %s out however deep it stands', (name) => {
    const { log, lines } = logInto();
    log.warn({ [name]: 'planted-1', a: { b: [{ c: { [name]: 'planted-1' } }] } }, 'x');
    log.child({ [name]: 'planted-1' }).warn('y');
    log.warn({ a: { [name]: { inner: 'planted-1' } } });
    expect(lines()).not.toContain('planted-1');
  });

  it.each([
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'ghs_abcdefghijklmnop',
    'github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz',
    'Bearer abcdefghijkl',
    'Basic dXNlcjpwYXNzd29yZA==',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'v1.q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJ',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----',
  ])('leaves out what looks like a secret: %s', (secret) => {
    const { log, lines } = logInto();
    const part = secret.split(/[ \n]/).at(secret.startsWith('---') ? 1 : -1) ?? '';
    log.info(`GitHub refused ${secret}`);
    log.info({ said: `with ${secret} in it` }, 'x');
    log.error({ err: new Error(`failed: ${secret}`) }, 'x');
    log.error({ err: new Error('outer', { cause: new Error(secret) }) });
    log.error(new Error(secret));
    expect(lines()).not.toContain(part);
    expect(lines()).toContain('[left out]');
  });

  it('leaves out the password of an address, and a secret in a query', () => {
    const { log, lines } = logInto();
    log.error('connect postgres://bellwether:planted-1@db:5432/bellwether failed');
    log.error('GET https://api.example/callback?state=planted-2&code=planted-3&page=2');
    expect(lines()).not.toMatch(/planted/);
    expect(lines()).toContain('@db:5432/bellwether');
    expect(lines()).toContain('page=2');
  });

  it('leaves out what the environment gave, whatever it looks like', () => {
    const { log, lines } = logInto(['correct horse battery']);
    log.info({ err: new Error('it was correct horse battery'), a: ['correct horse battery'] }, 'x');
    log.info('correct horse battery');
    expect(lines()).not.toContain('horse');
  });

  it('writes of an error what happened and where, and nothing that was sent or stored', () => {
    const { log, last, lines } = logInto();
    log.error({ err: new UpstreamError('GitHub refused') }, 'a call failed');
    expect(last()).toMatchObject({
      err: {
        type: 'UpstreamError',
        message: 'GitHub refused',
        status: 401,
        stack: expect.stringContaining('log.test'),
      },
    });
    expect(lines()).not.toContain('planted-1');
  });

  it('does not repeat the call that Prisma could not make', () => {
    const { log, lines, last } = logInto();
    const error = new Error(
      'Invalid `user.create()` invocation:\n{ data: { hash: "planted-1" } }\nUnique constraint failed',
    );
    error.name = 'PrismaClientKnownRequestError';
    log.error({ err: error }, 'x');
    expect(lines()).not.toContain('planted-1');
    expect(last()).toMatchObject({ err: { message: 'Unique constraint failed' } });
  });

  it('does not write out the parts of the server', () => {
    const { log, last } = logInto();
    log.info({ url: new URL('https://user:planted-1@example.com'), map: new Map([['a', 1]]) }, 'x');
    expect(last()).toMatchObject({ url: '[URL]', map: '[Map]' });
  });
});
