import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccessControl } from './access/access-control.ts';
import { createOutgoing } from './access/outgoing.ts';
import { createRateLimits } from './access/rate-limits.ts';
import { openSecretBox } from './access/secret-box.ts';
import { vacuumFactsJob } from './answers/vacuum-facts.job.ts';
import type { AppContext, Clock, SampleTeam } from './app-context.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { connectFromEnv } from './connect-from-env.ts';
import { loadCredentials } from './connection-credentials.ts';
import { migrate } from './db/migrate.ts';
import { type Database, openDatabase } from './db/open-database.ts';
import type { Env } from './env.ts';
import { readSetUpCode } from './features/access/first-admin.service.ts';
import { hasAdmin } from './features/access/first-admin.store.ts';
import { startSample } from './features/connections/sample.service.ts';
import { type CallGates, createCallGates } from './github/call-gate.ts';
import { createGithubAccess } from './github/github-access.ts';
import { openGithub } from './github/open-github.ts';
import { createSampleTeam } from './github-simulator/sample-team.ts';
import { createHttpServer } from './http/http-server.ts';
import { createJobs, type Jobs } from './jobs/create-jobs.ts';
import type { Log } from './log.ts';
import { settleKeyRotation } from './operations/rotate-key/settle-key-rotation.ts';
import { createMailer, createProviders, signInEnvOf } from './sign-in-parts.ts';
import { StartError } from './start-error.ts';
import { checkTokenRights } from './sync/check-token-rights.ts';
import { DERIVE_FACTS, deriveFactsJob } from './sync/derive-facts.job.ts';
import { planDerivation } from './sync/derive-facts.ts';
import { discoverJob } from './sync/discover.job.ts';
import { discoverRepositories } from './sync/discover-repositories.ts';
import { discoverTeams } from './sync/discover-teams.ts';
import { refreshSettings } from './sync/refresh-settings.ts';
import { nightlyJob, sweepJob } from './sync/sweep.job.ts';
import { createSyncRunner, type SyncRunner } from './sync/sync-runner.ts';
import { teamsJob } from './sync/teams.job.ts';
import { forgetDeliveries } from './webhooks/forget-deliveries.job.ts';
import { REDELIVER_WEBHOOKS, redeliverWebhooks } from './webhooks/redeliver-webhooks.job.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

export type RunningServer = {
  /** Address to open, without a slash at the end. */
  url: string;
  app: AppContext;
  /** Makes the first admin. Null: there is an admin. */
  setUpCode: string | null;
  /** Resolves when what the environment asks for is connected, or given up. */
  whenConnected(): Promise<void>;
  /** Resolves when no pass is under way or waiting. */
  whenSynced(): Promise<void>;
  /** Ends requests, passes, engine and simulator in that order; nothing is left half written. */
  stop(): Promise<void>;
};

export type StartOptions = {
  env: Env;
  log: Log;
  clock: Clock;
  /** Folder of the built client; null: pages are not served. */
  clientDir: string | null;
  /** Called when the server cannot go on: the embedded engine died for good. */
  onFatal: (error: Error) => void;
};

/**
 * Opens the database, brings it up to date, starts reading and listens.
 * @throws StartError with one sentence when something that a person can mend is in the way
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { env, log, clock } = options;
  const key = {
    passphrase: env.BELLWETHER_SECRET_KEY ?? null,
    dataDir: env.BELLWETHER_DATA_DIR,
  };
  let secrets = openSecretBox(key);
  const db = await openDatabase({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.BELLWETHER_DATA_DIR,
    log,
    onLost: options.onFatal,
  });
  try {
    await migrate(db, log);
    if (key.passphrase === null && (await settleKeyRotation(db.pool, key.dataDir)) === 'finished') {
      secrets = openSecretBox(key);
    }
    return await assemble({ ...options, db, secrets, log, clock });
  } catch (error) {
    await db.close();
    throw error;
  }
}

type Parts = StartOptions & { db: Database; secrets: AppContext['secrets'] };

async function assemble(parts: Parts): Promise<RunningServer> {
  const { env, log, clock, db, secrets } = parts;
  const outgoing = createOutgoing({
    allowedNetworks: env.BELLWETHER_ALLOWED_NETWORKS,
    trustedUrls: [env.GITHUB_API_URL],
  });
  const sample = createSampleTeam(outgoing.trust);
  const gates = createCallGates(clock);
  const sync = createReading({ ...parts, sample, gates, outgoing });
  const webhooks = createWebhooks({
    ...{ db, clock, log, sync, secrets },
    secretFromEnv: env.GITHUB_WEBHOOK_SECRET ?? null,
    publicUrl: env.BELLWETHER_URL ?? null,
    ownUrl: () => addressOf(http, env.HOST),
  });
  const jobs = createJobs({ db, clock, log });
  jobs.register(sweepJob({ db, sync }));
  jobs.register(nightlyJob({ db, sync }));
  jobs.register(discoverJob({ db, sync }));
  jobs.register(teamsJob({ db, sync }));
  registerFactsJobs(jobs, sync, parts);
  registerWebhookJobs(jobs, { ...parts, sample, gates, outgoing });
  const publicUrl = () => env.BELLWETHER_URL ?? addressOf(http, env.HOST);
  const audit = createAuditLog({ db, clock, log });
  const limits = createRateLimits({ pool: db.pool, log });
  const access = createAccess(parts, { outgoing, limits, audit, publicUrl });
  const app: AppContext = {
    ...{ db, clock, log, sync, jobs, webhooks, sample, secrets, access, audit, publicUrl },
    ...{ outgoing, limits },
    sendMail: createMailer({ access, outgoing }),
    startSample: async () => void (await startSample(app)),
    startsWithSample: env.BELLWETHER_SAMPLE,
    github: createGithubAccess({ log, clock, gates, fetch: outgoing.fetch }),
    githubApiUrl: env.GITHUB_API_URL,
  };
  const http = createHttpServer(app, parts);
  await listen(http, env.HOST, env.PORT);
  const stopping = new AbortController();
  await sync.start();
  await jobs.start();
  await jobs.send(REDELIVER_WEBHOOKS, {});
  const isRefreshed = await refreshSettings(db, clock);
  if ((await planDerivation(db, clock)) || isRefreshed) {
    await jobs.send(DERIVE_FACTS, {});
  }
  const connecting = connectFromEnv(app, fromEnv(env), stopping.signal).catch((error) => {
    log.error({ err: error }, 'what the environment asks for could not be connected');
  });
  const stop = async () => {
    stopping.abort();
    const closed = closeHttp(http);
    await sync.stop();
    await jobs.stop();
    await connecting;
    await closed;
    await webhooks.stop();
    await sample.close();
    await outgoing.close();
    await db.close();
  };
  return {
    url: addressOf(http, env.HOST),
    app,
    setUpCode: (await hasAdmin(db.pool)) ? null : await readSetUpCode(app),
    whenConnected: () => connecting,
    whenSynced: () => sync.whenIdle(),
    stop,
  };
}

function registerFactsJobs(
  jobs: ReturnType<typeof createJobs>,
  sync: ReturnType<typeof createReading>,
  { db, clock, log }: Parts,
): void {
  jobs.register(deriveFactsJob({ db, clock, log, onChange: (change) => sync.tell(change) }));
  jobs.register(vacuumFactsJob(db));
}

function createAccess(
  { env, db, clock, log, secrets }: Parts,
  given: Pick<AppContext, 'outgoing' | 'limits' | 'audit' | 'publicUrl'>,
): AppContext['access'] {
  const { outgoing } = given;
  return createAccessControl({
    ...{ db, clock, log, secrets, ...given },
    bootstrapToken: env.BELLWETHER_BOOTSTRAP_TOKEN ?? null,
    signInEnv: signInEnvOf(env),
    toProviders: createProviders({ db, clock, log, outgoing, githubApiUrl: env.GITHUB_API_URL }),
  });
}

function registerWebhookJobs(jobs: Jobs, parts: ReadingParts & Pick<Parts, 'env'>): void {
  const { db, clock, log, gates, env } = parts;
  const { fetch } = parts.outgoing;
  jobs.register(forgetDeliveries({ db, clock }));
  jobs.register(
    redeliverWebhooks({
      ...{ db, clock, log, publicUrl: env.BELLWETHER_URL ?? null },
      loadCredentials: (connectionId) => loadCredentials(parts, connectionId),
      openGithub: (credentials) => openGithub({ ...credentials, log, clock, gates, fetch }),
    }),
  );
}

type ReadingParts = Pick<Parts, 'db' | 'clock' | 'log' | 'secrets'> & {
  sample: SampleTeam;
  gates: CallGates;
  outgoing: AppContext['outgoing'];
};

/** The half that reads GitHub, with each connection's credentials and all that a discovery does. */
function createReading(parts: ReadingParts): SyncRunner {
  const { db, clock, log, secrets, sample, gates, outgoing } = parts;
  const sync: SyncRunner = createSyncRunner({
    db,
    clock,
    log,
    openGithub: async (connectionId) => {
      const credentials = await loadCredentials({ db, secrets, sample }, connectionId);
      return openGithub({ ...credentials, log, clock, gates, fetch: outgoing.fetch });
    },
    discover: async (found) => {
      const requestPass = (repositoryId: string) =>
        sync.request({ kind: 'pass', repositoryId }, 'start');
      await discoverRepositories({ ...found, requestPass });
      await checkTokenRights(found);
      await discoverTeams(found);
      await sync.tell('data');
    },
  });
  return sync;
}

function fromEnv(env: Env) {
  return {
    githubToken: env.GITHUB_TOKEN ?? null,
    githubApp:
      env.GITHUB_APP_ID === undefined || env.GITHUB_APP_PRIVATE_KEY === undefined
        ? null
        : { appId: env.GITHUB_APP_ID, privateKey: env.GITHUB_APP_PRIVATE_KEY },
    githubRepositories: env.GITHUB_REPOSITORIES,
    sample: env.BELLWETHER_SAMPLE,
  };
}

function listen(http: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use: stop the program that holds it, or choose another one, for example PORT=${port + 1} npm start.`
          : `The server cannot listen on ${host}:${port} (${error.code ?? error.message}): choose another PORT, for example 4600.`;
      reject(new StartError(reason));
    });
    http.listen(port, host, () => resolve());
  });
}

function addressOf(http: Server, host: string): string {
  const { port } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function closeHttp(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    // Live progress is an answer without an end: it would hold the server for ever.
    http.closeAllConnections();
  });
}
