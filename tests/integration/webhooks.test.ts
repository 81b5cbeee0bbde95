import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import {
  openWebhookInbox,
  SECRET,
  signedDelivery,
  type WebhookInbox,
} from '../support/webhook-inbox.ts';

type Examples = { name: string; examples: Record<string, unknown>[] }[];
const require = createRequire(import.meta.url);
const SITES = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const FEWEST_EXAMPLES = 300;

let db: Database;
let inbox: WebhookInbox;
let repositoryId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  ({ id: repositoryId } = await buildRepository(db.pool, { owner: 'octo', name: 'shop' }));
});
afterAll(() => db.close());
beforeEach(async () => {
  inbox = await openWebhookInbox(db);
});
afterEach(async () => {
  await inbox.close();
  await db.pool.query('delete from webhook_deliveries');
  await db.pool.query('delete from webhook_counts');
});

const aboutPull = (more: object = {}) =>
  JSON.stringify({
    action: 'closed',
    repository: { node_id: repositoryId, full_name: 'octo/shop' },
    pull_request: { number: 12 },
    ...more,
  });

async function post(init: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(inbox.url, init);
  return { status: response.status, body: await response.json() };
}

async function kept(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    'select event, action, repository, outcome, subject, error from webhook_deliveries order by event',
  );
  return rows;
}

async function counts(): Promise<Record<string, number>> {
  await inbox.webhooks.stop();
  const { rows } = await db.pool.query('select outcome, count from webhook_counts');
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

describe('the examples that GitHub gives', () => {
  it.each(SITES)('of %s are all accepted, and none is an error', async (site) => {
    const events: Examples = require(
      require
        .resolve('@octokit/webhooks-examples')
        .replace('api.github.com/index.json', `${site}/index.json`),
    );
    const deliveries = events.flatMap(({ name, examples }) =>
      examples.map((example) => signedDelivery(name, JSON.stringify(example))),
    );
    expect(deliveries.length).toBeGreaterThanOrEqual(
      site === 'api.github.com' ? FEWEST_EXAMPLES : 40,
    );
    const statuses = new Set<number>();
    for (const delivery of deliveries) {
      statuses.add((await post(delivery)).status);
    }
    expect([...statuses]).toEqual([202]);
    expect(inbox.errors).toEqual([]);
    expect(await counts()).toEqual({ ignored: deliveries.length });
  });

  it('have their pull requests, issues and deployments read when their repository is one of ours', async () => {
    const { id } = await buildRepository(db.pool, { owner: 'Codertocat', name: 'Hello-World' });
    const events: Examples = require('@octokit/webhooks-examples');
    for (const { name, examples } of events) {
      for (const example of examples) {
        expect((await post(signedDelivery(name, JSON.stringify(example)))).status).toBe(202);
      }
    }
    expect(inbox.errors).toEqual([]);
    const kinds = inbox.requests.map((request) =>
      request.kind === 'pass' ? `pass ${request.streams}` : request.kind,
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        'pull-request',
        'pass issues',
        'pass repository',
        'pass deployments,comparisons',
        'discover',
      ]),
    );
    await db.pool.query('delete from repositories where id = $1', [id]);
  });
});

describe('a genuine delivery', () => {
  it('has its pull request read again, and is kept without its text', async () => {
    const answer = await post(signedDelivery('pull_request', aboutPull()));
    expect(answer).toEqual({ status: 202, body: { outcome: 'taken' } });
    expect(inbox.requests).toEqual([{ kind: 'pull-request', repositoryId, number: 12 }]);
    expect(await kept()).toEqual([
      {
        event: 'pull_request',
        action: 'closed',
        repository: 'octo/shop',
        outcome: 'requested',
        subject: 'pull request 12',
        error: null,
      },
    ]);
  });

  it('is taken as a form too', async () => {
    const body = new URLSearchParams({ payload: aboutPull() }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(signedDelivery('pull_request', body, { headers }))).status).toBe(202);
    expect(inbox.requests).toHaveLength(1);
  });

  it('finds its repository by name where the node id has the older format', async () => {
    const repository = { node_id: 'MDEwOlJlcG9zaXRvcnkx', full_name: 'Octo/Shop' };
    await post(signedDelivery('pull_request', aboutPull({ repository })));
    expect(inbox.requests).toEqual([{ kind: 'pull-request', repositoryId, number: 12 }]);
  });

  it('of a repository that is not read, or is paused, is ignored', async () => {
    const repository = { node_id: 'R_other', full_name: 'octo/other' };
    const answer = await post(signedDelivery('pull_request', aboutPull({ repository })));
    expect(answer).toEqual({ status: 202, body: { outcome: 'ignored' } });
    await db.pool.query('update repositories set paused_at = now()');
    await post(signedDelivery('pull_request', aboutPull()));
    await db.pool.query('update repositories set paused_at = null');
    expect(inbox.requests).toEqual([]);
  });

  it('of a workflow asks for something only where its runs are deployments', async () => {
    const body = (name: string) => aboutPull({ action: 'completed', workflow_run: { name } });
    await post(signedDelivery('workflow_run', body('Ship it')));
    expect(inbox.requests).toEqual([]);
    await db.pool.query(
      `insert into deployment_rules (repository_id, kind, environments, workflow_name, updated_at)
       values ($1, 'workflow-run', '{}', 'ship it', now())`,
      [repositoryId],
    );
    await post(signedDelivery('workflow_run', body('Ship it')));
    await post(signedDelivery('workflow_run', body('Lint')));
    await db.pool.query('delete from deployment_rules');
    expect(inbox.requests).toHaveLength(1);
  });

  it('arrives under whatever name a proxy has, and from no page', async () => {
    const delivery = signedDelivery('ping', '{"zen":"Keep it simple."}');
    const status = await new Promise((resolve, reject) => {
      const headers = { ...delivery.headers, host: 'hooks.example.com' };
      const request = httpRequest(inbox.url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end(delivery.body);
    });
    expect(status).toBe(202);
  });
});

describe('a delivery that came before', () => {
  it('is counted and nothing more', async () => {
    const delivery = signedDelivery('pull_request', aboutPull());
    await post(delivery);
    expect(await post(delivery)).toEqual({ status: 202, body: { outcome: 'replayed' } });
    expect(inbox.requests).toHaveLength(1);
    expect(await counts()).toEqual({ taken: 1, replayed: 1 });
  });

  it('is taken when it failed the first time', async () => {
    const delivery = signedDelivery('pull_request', aboutPull());
    inbox.setBroken(true);
    expect((await post(delivery)).status).toBe(503);
    expect(await kept()).toMatchObject([{ outcome: 'failed', error: expect.any(String) }]);
    expect((await inbox.webhooks.health()).lastFailure).toMatchObject({ repository: 'octo/shop' });
    inbox.setBroken(false);
    expect((await post(delivery)).status).toBe(202);
    expect(inbox.requests).toHaveLength(1);
    expect(await kept()).toMatchObject([{ outcome: 'requested', error: null }]);
    expect((await inbox.webhooks.health()).lastFailure).toBeNull();
  });
});

describe('a delivery that cannot be trusted', () => {
  const body = '{"zen":"Keep it simple."}';
  const without = (name: string) => {
    const { [name]: _, ...headers } = signedDelivery('ping', body).headers as Record<
      string,
      string
    >;
    return { method: 'POST', headers, body };
  };
  it.each([
    ['unsigned', () => without('x-hub-signature-256'), 401, 'unsigned'],
    [
      'signed with another secret',
      () => signedDelivery('ping', body, { secret: 'no' }),
      401,
      'forged',
    ],
    [
      'changed by a byte',
      () => ({ ...signedDelivery('ping', body), body: `${body} ` }),
      401,
      'forged',
    ],
    [
      'signed by SHA-1 alone',
      () => ({
        ...without('x-hub-signature-256'),
        headers: { ...without('x-hub-signature-256').headers, 'x-hub-signature': 'sha1=abc' },
      }),
      401,
      'unsigned',
    ],
    [
      'signed with something else than a signature',
      () => signedDelivery('ping', body, { headers: { 'x-hub-signature-256': 'sha256=zz' } }),
      401,
      'forged',
    ],
    ['empty', () => signedDelivery('ping', ''), 401, 'forged'],
    ['no JSON', () => signedDelivery('ping', '{"zen":'), 400, 'garbled'],
    ['no object', () => signedDelivery('ping', '[1]'), 400, 'garbled'],
    ['without an event', () => without('x-github-event'), 400, 'garbled'],
    ['without an id', () => without('x-github-delivery'), 400, 'garbled'],
    [
      'of another type',
      () => signedDelivery('ping', body, { headers: { 'content-type': 'text/plain' } }),
      415,
      'garbled',
    ],
    ['fetched', () => ({ method: 'GET' }), 405, 'garbled'],
    [
      'a form without a payload',
      () =>
        signedDelivery('ping', 'a=b', {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      400,
      'garbled',
    ],
  ] as const)('%s is refused and only counted', async (_, make, status, outcome) => {
    const answer = await post(make());
    expect(answer).toMatchObject({ status, body: { error: { message: expect.any(String) } } });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(await counts()).toEqual({ [outcome]: 1 });
    expect(await kept()).toEqual([]);
    expect(inbox.errors).toEqual([]);
  });

  it('larger than 25 MB is refused before it is read, and where its length is not said, at that many', async () => {
    const big = 'x'.repeat(26 * 1024 * 1024);
    const delivery = signedDelivery('ping', big);
    expect((await post(delivery)).status).toBe(413);
    const parts = new Blob([big]).stream();
    const streamed = { ...delivery, body: parts, duplex: 'half' } as RequestInit;
    expect((await post(streamed)).status).toBe(413);
    expect(await counts()).toEqual({ oversized: 2 });
  });

  it('just below 25 MB is taken', async () => {
    const big = JSON.stringify({ zen: 'x'.repeat(24 * 1024 * 1024) });
    expect((await post(signedDelivery('ping', big))).status).toBe(202);
  });
});

describe('the secret', () => {
  it('must be known, and the answer says how', async () => {
    const bare = await openWebhookInbox(db, { secretFromEnv: null });
    const response = await fetch(bare.url, signedDelivery('ping', '{}'));
    expect(response.status).toBe(401);
    expect(await response.text()).toMatch(/GITHUB_WEBHOOK_SECRET/);
    expect((await bare.webhooks.health()).isSecretKnown).toBe(false);
    await bare.close();
  });

  it('may be that of a connection, beside the one of the environment', async () => {
    const sealed = inbox.secrets.seal('of a connection');
    await db.pool.query('update connections set webhook_secret_ciphertext = $1', [sealed]);
    const fresh = await openWebhookInbox(db);
    for (const secret of ['of a connection', SECRET]) {
      const response = await fetch(fresh.url, signedDelivery('ping', '{}', { secret }));
      expect(response.status).toBe(202);
    }
    await fresh.close();
    await db.pool.query('update connections set webhook_secret_ciphertext = null');
  });
});

it('the health of webhooks tells what came, what was refused, and what GitHub is to be told', async () => {
  const own = await openWebhookInbox(db, { publicUrl: 'https://bellwether.example.com' });
  await fetch(own.url, signedDelivery('pull_request', aboutPull(), { id: randomUUID() }));
  await fetch(own.url, signedDelivery('star', '{"action":"created"}'));
  await fetch(own.url, { method: 'POST', body: '{}' });
  expect(await own.webhooks.health()).toMatchObject({
    lastDeliveryAt: expect.any(String),
    lastDay: { taken: 1, ignored: 1, failed: 0 },
    lastWeek: { replayed: 0, unsigned: 1, forged: 0, garbled: 0, oversized: 0 },
    lastFailure: null,
    isSecretKnown: true,
    address: 'https://bellwether.example.com/webhooks/github',
    isAddressPublic: true,
    events: expect.arrayContaining(['pull_request', 'deployment_status']),
  });
  await own.close();
});
