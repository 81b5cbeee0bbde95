import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { openSecretBox } from '@bellwether/server/access/secret-box';
import type { Database } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { examine } from '@bellwether/server/operations/doctor/examine';
import type { Finding } from '@bellwether/server/operations/doctor/finding.types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createMigratedInstallation,
  type Engine,
  type Installation,
} from '../support/installations.ts';
import { runOperation } from '../support/run-operation.ts';

// What is wrong is named with what to do; nothing is changed, and no secret is told.

const log = createLog('silent');
const KEY = 'a-secret-key-of-more-than-32-characters';
const TOKEN = 'ghp_planted0123456789';

/** A GitHub that answers everything in one way. */
async function startGithub(status: number, date: Date) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { date: date.toUTCString(), 'content-type': 'application/json' });
    response.end('{"message":"Bad credentials"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

const told = (findings: readonly Finding[], check: string) =>
  findings.filter((one) => one.check === check).map(({ state, says }) => `${state}: ${says}`);

describe.each<Engine>(['embedded', 'postgres'])(
  'doctor of an installation that is %s',
  (engine) => {
    let installation: Installation;
    let db: Database;
    let github: Awaited<ReturnType<typeof startGithub>>;
    let env: Record<string, string>;

    beforeAll(async () => {
      installation = await createMigratedInstallation(engine);
      github = await startGithub(401, new Date(Date.now() - 3_600_000));
      env = {
        ...installation.env,
        PORT: '0',
        BELLWETHER_SECRET_KEY: KEY,
        GITHUB_API_URL: github.url,
        BELLWETHER_ALLOWED_NETWORKS: '127.0.0.0/8',
      };
      db = await installation.open();
    });
    afterAll(async () => {
      github.stop();
      await db.close();
      await installation.remove();
    });

    test('finds nothing wrong with a fresh one beside its running server, but a clock and no admin', async () => {
      const findings = await examine(env, log, new Date());
      expect(told(findings, 'schema')).toEqual(['ok: The database is up to date.']);
      expect(told(findings, 'secrets')).toEqual(['ok: The secret key opens every stored secret.']);
      expect(told(findings, 'admin')).toEqual(['attention: Nobody is an admin yet.']);
      expect(told(findings, 'GitHub')).toEqual([`ok: ${github.url} answers.`]);
      const [ofDatabase, ofGithub] = told(findings, 'clock');
      expect(ofDatabase).toMatch(/^ok: .* agrees with that of the database/);
      expect(ofGithub).toMatch(/^wrong: .*36\d\d s ahead of that of 127\.0\.0\.1/);
      expect(findings.filter(({ state }) => state === 'wrong')).toHaveLength(1);
    });

    test('names every variable that cannot be read, and goes on', async () => {
      const findings = await examine(
        { ...env, LOG_LEVEL: 'planted-noise', SMTP_FROM: 'bw@example.com' },
        log,
        new Date(),
      );
      const environment = told(findings, 'environment').join('\n');
      expect(environment).toMatch(/wrong: LOG_LEVEL must be one of/);
      expect(environment).toMatch(/wrong: SMTP_URL and SMTP_FROM belong together/);
      expect(environment).not.toContain('planted');
      expect(told(findings, 'schema')).toHaveLength(1);
    });

    test('names what was refused, failed, or cannot be opened', async () => {
      const box = openSecretBox({ passphrase: KEY, dataDir: '' });
      await db.pool.query(
        `insert into connections (kind, api_url, login, secret_ciphertext) values
         ('token', $1, 'octo', $2), ('token', $1, 'lost', 'v1.spoilt')`,
        [github.url, box.seal(TOKEN)],
      );
      const { id } = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
      await db.pool.query(`update connections set kind = 'sample' where login is null`);
      await db.pool.query(
        `insert into sync_streams (repository_id, stream, state, error_message, last_success_at) values
         ($1, 'issues', 'failed', 'GitHub does not accept the token.', null),
         ($1, 'pull-requests', 'idle', null, now() - interval '3 days')`,
        [id],
      );
      await db.pool.query(
        `insert into webhook_counts (counted_on, outcome, count) values (current_date, 'forged', 4)`,
      );
      const findings = await examine(env, log, new Date());
      expect(told(findings, 'secrets')).toEqual([
        'wrong: The secret key does not open the token or App key of the connection lost.',
      ]);
      expect(told(findings, 'connection')).toEqual([expect.stringMatching(/^wrong: octo: GitHub/)]);
      expect(told(findings, 'reading')).toEqual([
        'attention: acme/shop, issues: GitHub does not accept the token.',
        'attention: 1 stream has not been read for a day.',
      ]);
      expect(told(findings, 'webhooks')).toEqual([
        'attention: 4 deliveries of the last week were refused.',
      ]);
      expect(JSON.stringify(findings)).not.toContain(TOKEN);
    });

    test('as a command: status 1 when something is wrong, and JSON for programs', async () => {
      const { status, stdout, stderr } = await runOperation('doctor/doctor', ['--json'], env);
      const answer = JSON.parse(stdout);
      expect({ status, stderr, healthy: answer.healthy }).toEqual({
        status: 1,
        stderr: '',
        healthy: false,
      });
      expect(answer.findings[0]).toMatchObject({ check: 'Node', state: 'ok', remedy: null });
      expect(stdout).not.toContain(KEY);
    });
  },
);

test('a folder without an installation is worth attention, and nothing is made in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bw-doctor-'));
  await chmod(folder, 0o755);
  const github = await startGithub(200, new Date());
  const env = { BELLWETHER_DATA_DIR: folder, PORT: '0', GITHUB_API_URL: github.url };
  const findings = await examine(env, log, new Date());
  expect(told(findings, 'database')).toEqual(['attention: There is no database yet.']);
  expect(told(findings, 'secret key')).toEqual(['attention: There is no secret key yet.']);
  expect(told(findings, 'data folder')[0]).toMatch(/^attention: Other users of this machine/);
  expect(findings.some(({ state }) => state === 'wrong')).toBe(false);
  await writeFile(join(folder, 'secret.key'), KEY, { mode: 0o644 });
  const again = await examine(env, log, new Date());
  expect(told(again, 'secret key')[0]).toMatch(/^attention: Other users may read/);
  github.stop();
  await rm(folder, { recursive: true });
});

test('another program on the port is wrong, and so are a GitHub and a Postgres out of reach', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bw-doctor-'));
  const other = await startGithub(200, new Date());
  const gone = await startGithub(200, new Date());
  gone.stop();
  const env = {
    BELLWETHER_DATA_DIR: folder,
    PORT: new URL(other.url).port,
    GITHUB_API_URL: gone.url,
  };
  const findings = await examine(env, log, new Date());
  expect(told(findings, 'port')[0]).toMatch(/^wrong: Another program holds port/);
  expect(told(findings, 'GitHub')[0]).toMatch(/^wrong: .* cannot be reached \(ECONNREFUSED\)/);
  const away = await examine(
    { ...env, DATABASE_URL: `postgres://bw:planted-password@${new URL(gone.url).host}/bw` },
    log,
    new Date(),
  );
  expect(told(away, 'database')[0]).toMatch(/^wrong: Postgres at .* cannot be used/);
  expect(JSON.stringify(away)).not.toContain('planted-password');
  other.stop();
  await rm(folder, { recursive: true });
});
