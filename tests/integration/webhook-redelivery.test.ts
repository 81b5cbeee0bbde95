import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { GithubCredentials } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { openGithub } from '@bellwether/server/github/open-github';
import type { SimulatorToken } from '@bellwether/server/github-simulator/access-tokens';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { createLog } from '@bellwether/server/log';
import { forgetDeliveries } from '@bellwether/server/webhooks/forget-deliveries.job';
import { redeliverWebhooks } from '@bellwether/server/webhooks/redeliver-webhooks.job';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { openWebhookInbox, SECRET, type WebhookInbox } from '../support/webhook-inbox.ts';
import { makePull, makeRepository, makeWorld } from '../support/world-rows.ts';

const REPOSITORY = 'octo/shop';
const opened = { event: 'pull_request', action: 'opened', number: 1 } as const;
const tokens: SimulatorToken[] = [
  { token: 'may_administer', scopes: ['repo'] },
  { token: 'may_read', permissions: { metadata: 'read', pull_requests: 'read' } },
];
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let db: Database;
let simulator: Simulator;
let inbox: WebhookInbox;
let connectionId: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  const repository = makeRepository(REPOSITORY, { pulls: [makePull(1)] });
  simulator = await startSimulator({ world: makeWorld(repository), tokens });
  inbox = await openWebhookInbox(db);
  connectionId = randomUUID();
});
afterEach(async () => {
  await inbox.close();
  await simulator.close();
  await db.pool.query('delete from connections');
  await db.pool.query('delete from webhook_deliveries');
});

async function connectAs(kind: 'token' | 'app'): Promise<void> {
  await db.pool.query(
    `insert into connections (id, kind, api_url, app_id, installation_id) values ($1, $2, $3, $4, $5)`,
    [connectionId, kind, simulator.url, ...(kind === 'app' ? ['1', 7] : [null, null])],
  );
  await db.pool.query(
    `insert into repositories (id, connection_id, owner, name, url, is_private, is_archived, is_fork, is_empty, created_at)
     values ($1, $2, 'octo', 'shop', 'https://github.com/octo/shop', false, false, false, false, now())`,
    [`R_${REPOSITORY}`, connectionId],
  );
}

function credentialsOf(token: string): GithubCredentials {
  return { kind: 'token', apiUrl: simulator.url, token };
}

function askAgain(credentials: GithubCredentials): Promise<void> {
  const log = Object.assign(createLog('silent'), {
    warn: (...told: unknown[]) => inbox.errors.push(told),
  });
  const job = redeliverWebhooks({
    ...{ db, log, clock: () => new Date(), publicUrl: null, pauseMs: 0 },
    loadCredentials: () => Promise.resolve(credentials),
    openGithub: (given) => openGithub({ ...given, log, retryBaseMs: 1 }),
  });
  return job.run({}, new AbortController().signal);
}

async function outcomes(): Promise<string[]> {
  const { rows } = await db.pool.query('select outcome from webhook_deliveries');
  return rows.map(({ outcome }) => outcome);
}

describe('a delivery that failed', () => {
  it('is asked for again with a token that may administer hooks, and then taken', async () => {
    await connectAs('token');
    simulator.addHook({ repository: REPOSITORY, url: inbox.url, secret: SECRET });
    inbox.setBroken(true);
    const [attempt] = await simulator.deliver(REPOSITORY, opened);
    expect(attempt?.status).toBe(503);
    expect(await outcomes()).toEqual(['failed']);
    inbox.setBroken(false);
    await askAgain(credentialsOf('may_administer'));
    await eventually(async () => (await outcomes()).includes('requested'));
    expect(inbox.requests).toEqual([
      { kind: 'pull-request', repositoryId: `R_${REPOSITORY}`, number: 1 },
    ]);
  });

  it('is asked for again by the App itself, also when the server was away', async () => {
    await connectAs('app');
    const away = await openWebhookInbox(db);
    const hook = simulator.addHook({ repository: null, url: away.url, secret: SECRET });
    await away.close();
    const [attempt] = await simulator.deliver(REPOSITORY, opened);
    expect(attempt?.status).toBe(0);
    hook.url = inbox.url;
    const app = { appId: '1', privateKey, installationId: 7 };
    await askAgain({ kind: 'app', apiUrl: simulator.url, ...app });
    await eventually(async () => (await outcomes()).includes('requested'));
    expect(inbox.requests).toHaveLength(1);
  });

  it('is asked for again once, and not when it was taken', async () => {
    await connectAs('token');
    const hook = simulator.addHook({ repository: REPOSITORY, url: inbox.url, secret: SECRET });
    await simulator.deliver(REPOSITORY, opened);
    const taken = simulator.attemptsOf(hook.id).length;
    await askAgain(credentialsOf('may_administer'));
    expect(simulator.attemptsOf(hook.id)).toHaveLength(taken);
  });
});

describe('credentials that may not see deliveries', () => {
  it('are no fault, and are not tried again at once', async () => {
    await connectAs('token');
    await askAgain(credentialsOf('may_read'));
    expect(inbox.errors).toEqual([]);
  });
});

it('deliveries of more than a week ago are forgotten, younger ones are kept', async () => {
  await db.pool.query(
    `insert into webhook_deliveries (id, event, received_at, outcome)
     values ('old', 'ping', now() - interval '8 days', 'ignored'),
       ('young', 'ping', now() - interval '6 days', 'ignored')`,
  );
  await forgetDeliveries({ db, clock: () => new Date() }).run({}, new AbortController().signal);
  const { rows } = await db.pool.query('select id from webhook_deliveries');
  expect(rows).toEqual([{ id: 'young' }]);
});
