import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Clock, GithubCredentials } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import {
  fetchHookAttempts,
  fetchRepositoryHooks,
  type HookPath,
  requestRedelivery,
} from '../github/hook-deliveries.fetch.ts';
import type { Github } from '../github/open-github.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';
import type { Log } from '../log.ts';
import { loadApps, loadRepositoriesOfTokens } from './hook-places.store.ts';
import { chooseRedeliveries, leadsHere } from './redelivery.rules.ts';
import { loadTakenDeliveries } from './webhooks.store.ts';

/** GitHub keeps deliveries for three days. */
const REACH_MS = 3 * 24 * 60 * 60_000;
/** As GitHub asks of calls that change something. */
const PAUSE_MS = 1_000;
/** Where the credentials do not reach is tried again after this. */
const REFUSED_MS = 24 * 60 * 60_000;
const REFUSALS = ['upstream_forbidden', 'upstream_not_found', 'upstream_unauthenticated'];

export type RedeliveryOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  loadCredentials: (connectionId: string) => Promise<GithubCredentials>;
  openGithub: (credentials: GithubCredentials) => Github;
  /** BELLWETHER_URL; null: not given. */
  publicUrl: string | null;
  pauseMs?: number;
};

export const REDELIVER_WEBHOOKS = 'redeliver-webhooks';

const payload = z.object({});

/** Asks GitHub once more for the deliveries of the last three days that did not arrive, where the credentials allow it. */
export function redeliverWebhooks(
  options: RedeliveryOptions,
): JobDefinition<z.infer<typeof payload>> {
  const refusedAtMs = new Map<string, number>();
  return {
    name: REDELIVER_WEBHOOKS,
    payload,
    retryLimit: 0,
    retryDelaySeconds: 60,
    cron: '23 * * * *',
    async run(_, signal) {
      for (const { key, ask } of await listPlaces(options)) {
        const now = options.clock().getTime();
        if (signal.aborted || now - (refusedAtMs.get(key) ?? -REFUSED_MS) < REFUSED_MS) {
          continue;
        }
        const isAllowed = await askQuietly(options, key, () => ask(signal));
        if (!isAllowed) {
          refusedAtMs.set(key, now);
        }
      }
    },
  };
}

type Place = { key: string; ask: (signal: AbortSignal) => Promise<void> };

async function listPlaces(options: RedeliveryOptions): Promise<Place[]> {
  const apps = await loadApps(options.db.pool);
  const repositories = await loadRepositoriesOfTokens(options.db.pool);
  return [
    ...apps.map(({ connectionId, app }) => ({
      key: app,
      ask: (signal: AbortSignal) =>
        withGithub(options, connectionId, (github) =>
          askAgain(options, github, '/app/hook', signal),
        ),
    })),
    ...repositories.map(({ connectionId, owner, name }) => ({
      key: `${connectionId} ${owner}/${name}`,
      ask: (signal: AbortSignal) =>
        withGithub(options, connectionId, async (github) => {
          const hooks = await fetchRepositoryHooks(github, { owner, name });
          for (const hook of hooks.filter(({ url }) => leadsHere(url, options.publicUrl))) {
            await askAgain(options, github, hook.path, signal);
          }
        }),
    })),
  ];
}

/** False: the credentials do not allow it, which is no fault. */
async function askQuietly(
  { log }: RedeliveryOptions,
  place: string,
  ask: () => Promise<void>,
): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    const isRefused = error instanceof AppError && REFUSALS.includes(error.code);
    if (isRefused) {
      log.debug({ place }, 'Failed deliveries may not be asked for here');
    } else {
      log.warn({ err: error, place }, 'Failed deliveries could not be asked for');
    }
    return !isRefused;
  }
}

async function withGithub(
  { loadCredentials, openGithub }: RedeliveryOptions,
  connectionId: string,
  work: (github: Github) => Promise<void>,
): Promise<void> {
  const credentials = await loadCredentials(connectionId);
  // Deliveries belong to the App itself, not to one of its installations.
  const github = openGithub(
    credentials.kind === 'app' ? { ...credentials, installationId: null } : credentials,
  );
  try {
    await work(github);
  } finally {
    github.close();
  }
}

async function askAgain(
  { db, clock, pauseMs = PAUSE_MS }: RedeliveryOptions,
  github: Github,
  hook: HookPath,
  signal: AbortSignal,
): Promise<void> {
  const since = new Date(clock().getTime() - REACH_MS);
  const attempts = await fetchHookAttempts(github, hook, since);
  const taken = await loadTakenDeliveries(
    db.pool,
    attempts.map(({ guid }) => guid),
  );
  for (const id of chooseRedeliveries(attempts, taken)) {
    if (signal.aborted) {
      return;
    }
    await requestRedelivery(github, hook, id);
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
