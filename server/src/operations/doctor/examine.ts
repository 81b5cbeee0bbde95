import { createOutgoing } from '../../access/outgoing.ts';
import { readSecretKey } from '../../access/secret-key.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { type Env, findEnvErrors, readEnv } from '../../env.ts';
import { createGithubAccess } from '../../github/github-access.ts';
import type { Log } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import { createSealers } from '../sealed-values.ts';
import { checkAddress } from './check-address.ts';
import { checkDatabaseClock, checkSchema } from './check-database.ts';
import { checkConnection, checkGithubAddress } from './check-github.ts';
import { checkKeyFile } from './check-key.ts';
import { checkDataFolder, checkNode, checkServer } from './check-machine.ts';
import {
  checkAdmin,
  checkJobs,
  checkReading,
  checkSecrets,
  checkWebhooks,
} from './check-records.ts';
import { attention, ok, wrong } from './finding.ts';
import type { Finding } from './finding.types.ts';
import { openForLooking } from './open-for-looking.ts';
import { listStoredConnections } from './records.store.ts';

type Source = Record<string, string | undefined>;

/** Looks at everything of this installation that can be wrong. Changes nothing, and goes on when a check fails. */
export async function examine(source: Source, log: Log, now: Date): Promise<Finding[]> {
  const errors = findEnvErrors(source);
  const env = readEnv(withoutErrors(source));
  return [
    checkNode(),
    ...(errors.length === 0
      ? [ok('environment', 'Every variable can be read.')]
      : errors.map(({ sentence }) =>
          wrong('environment', sentence, 'Correct it in the environment or in the file .env.'),
        )),
    ...checkAddress(env),
    ...(await guard('data folder', () => checkDataFolder(env))),
    ...(await guard('server', () => checkServer(env))),
    ...(await guard('secret key', () => checkKeyFile(env))),
    ...(await guard('database', () => checkDatabase(env, log, now))),
  ];
}

/** So that one variable that cannot be read does not hide everything else. */
function withoutErrors(source: Source): Source {
  const names = new Set(findEnvErrors(source).map(({ name }) => name));
  return names.size === 0
    ? source
    : withoutErrors(
        Object.fromEntries(Object.entries(source).filter(([name]) => !names.has(name))),
      );
}

/** A check that fails is a finding too. */
async function guard(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof StartError) {
      const [says = '', remedy = ''] = said.split(/: (?=[a-z])/);
      return [wrong(check, `${says}.`, remedy === '' ? 'See docs/operations.md.' : remedy)];
    }
    return [wrong(check, `It could not be looked at (${said}).`, 'See docs/operations.md.')];
  }
}

async function checkDatabase(env: Env, log: Log, now: Date): Promise<Finding[]> {
  const look = await openForLooking(env, log);
  if (look === null) {
    return [
      attention(
        'database',
        'There is no database yet.',
        'The first start makes it; if there was one, check BELLWETHER_DATA_DIR and DATABASE_URL.',
      ),
      ...(await checkGithubAddress(env.GITHUB_API_URL, fetch)),
    ];
  }
  try {
    const { findings, isCurrent } = await checkSchema(look.db);
    return [
      ...findings,
      await checkDatabaseClock(look.db),
      ...(isCurrent ? await checkAllRecords(look.db, env, log, now) : []),
    ];
  } finally {
    await look.close();
  }
}

async function checkAllRecords(db: Queryable, env: Env, log: Log, now: Date): Promise<Finding[]> {
  return [
    ...(await guard('secrets', () => checkSecrets(db, env))),
    ...(await guard('admin', async () => [await checkAdmin(db)])),
    ...(await guard('GitHub', () => checkGithub(db, env, log))),
    ...(await guard('reading', () => checkReading(db, now))),
    ...(await guard('jobs', async () => [await checkJobs(db)])),
    ...(await guard('webhooks', async () => [await checkWebhooks(db, now)])),
  ];
}

/** Goes out as the server would, so that what is refused there is refused here. */
async function checkGithub(db: Queryable, env: Env, log: Log): Promise<Finding[]> {
  const outgoing = createOutgoing({
    allowedNetworks: env.BELLWETHER_ALLOWED_NETWORKS,
    trustedUrls: [env.GITHUB_API_URL],
  });
  try {
    const connections = await listStoredConnections(db);
    // The address of the environment is for the connections to come; where all have their own it is not asked.
    const own = connections.map(({ apiUrl }) => apiUrl);
    const addresses = new Set(own.length === 0 ? [env.GITHUB_API_URL] : own);
    const findings: Finding[] = [];
    const reached = new Set<string>();
    for (const address of addresses) {
      const found = await checkGithubAddress(address, outgoing.fetch);
      findings.push(...found);
      if (found[0]?.state === 'ok') {
        reached.add(address);
      }
    }
    const key = await readSecretKey(env.BELLWETHER_SECRET_KEY ?? null, env.BELLWETHER_DATA_DIR);
    const box = key === null ? null : createSealers(key)['secret-box'];
    const github = createGithubAccess({ log, fetch: outgoing.fetch });
    for (const connection of connections.filter(({ apiUrl }) => reached.has(apiUrl))) {
      const secret = (await box?.open(connection.secretCiphertext ?? '')) ?? null;
      // One that cannot be opened is told with the secrets.
      if (secret !== null) {
        findings.push(...(await checkConnection(connection, secret, github)));
      }
    }
    return findings;
  } finally {
    await outgoing.close();
  }
}
