import { Agent } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { forge, type Kind, type Sent, send, spoiltKinds } from '../support/spoilt-deliveries.ts';
import { openWebhookInbox, signedDelivery, type WebhookInbox } from '../support/webhook-inbox.ts';
import { printAllTables } from '../support/whole-fingerprint.ts';

const COUNT = 10_000;
const AT_ONCE = 32;

/** Works through the numbers from 0 to `count`, some at a time. */
async function forEachOf(count: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < count; at = next++) {
      await work(at);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

describe('ten thousand deliveries that are forged, replayed, garbled or oversized', () => {
  let db: Database;
  let inbox: WebhookInbox;
  let genuine: Sent;
  let kinds: Kind[];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  beforeAll(async () => {
    db = await openTestDatabase();
    inbox = await openWebhookInbox(db);
    const { id } = await buildRepository(db.pool, { owner: 'octo', name: 'shop' });
    const body = JSON.stringify({
      action: 'closed',
      repository: { node_id: id, full_name: 'octo/shop' },
      pull_request: { number: 12 },
    });
    genuine = signedDelivery('pull_request', body);
    kinds = spoiltKinds(body, genuine);
    return async () => {
      agent.destroy();
      await inbox.close();
      await db.close();
    };
  });

  it('leave no trace but a counter', async () => {
    expect(await send(inbox.url, agent, genuine)).toBe(202);
    const before = await printAllTables(db, ['webhook_counts']);
    const expected = new Map<string, number>([['taken', 1]]);
    const wrong: string[] = [];
    await forEachOf(COUNT, async (at) => {
      const { outcome, status, make } = kindAt(kinds, at);
      expected.set(outcome, (expected.get(outcome) ?? 0) + 1);
      const answered = await send(inbox.url, agent, make(at));
      if (answered !== status) {
        wrong.push(`${outcome}: ${answered}`);
      }
    });
    expect(wrong).toEqual([]);
    await eventually(async () => (await countedInAll(inbox, db)) > COUNT);
    expect(await printAllTables(db, ['webhook_counts'])).toEqual(before);
    expect(inbox.requests).toHaveLength(1);
    expect(inbox.errors).toEqual([]);
    const { rows } = await db.pool.query(
      'select outcome, sum(count)::int count from webhook_counts group by outcome',
    );
    expect(new Map(rows.map(({ outcome, count }) => [outcome, count]))).toEqual(expected);
    expect(new Set(expected.keys())).toEqual(
      new Set(['taken', 'unsigned', 'forged', 'garbled', 'oversized', 'replayed']),
    );
  });

  it('are compared with the right signature in constant time, each of them', async () => {
    const crypto = createRequire(import.meta.url)('node:crypto');
    const compare = crypto.timingSafeEqual;
    let compared = 0;
    crypto.timingSafeEqual = (a: NodeJS.ArrayBufferView, b: NodeJS.ArrayBufferView) => {
      compared += 1;
      return compare(a, b);
    };
    syncBuiltinESMExports();
    try {
      await forEachOf(50, async (at) => {
        await send(inbox.url, agent, at % 2 === 0 ? genuine : forge(genuine.body, at));
      });
    } finally {
      crypto.timingSafeEqual = compare;
      syncBuiltinESMExports();
    }
    expect(compared).toBeGreaterThanOrEqual(50);
  });
});

async function countedInAll(inbox: WebhookInbox, db: Database): Promise<number> {
  await inbox.webhooks.stop();
  const { rows } = await db.pool.query('select sum(count)::int n from webhook_counts');
  return rows[0]?.n ?? 0;
}

function kindAt(kinds: readonly Kind[], at: number): Kind {
  const kind = kinds[at % kinds.length];
  if (kind === undefined) {
    throw new Error('there is no kind of delivery');
  }
  return kind;
}
