import type { WebhookDelivery } from '@bellwether/server/github-simulator/webhooks';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { liveThrough } from '../support/pull-request-lives.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { serveWorld } from '../support/sync-world.ts';
import { openWebhookInbox } from '../support/webhook-inbox.ts';
import { makeWorld } from '../support/world-rows.ts';

/** Reads a world through webhooks alone, which come as `send` has them. */
async function readByWebhooks(
  first: World,
  send: (
    deliver: (delivery: WebhookDelivery) => Promise<void>,
    serve: (world: World) => void,
    settle: () => Promise<void>,
  ) => Promise<void>,
): Promise<Record<string, string>> {
  const db = await openTestDatabase();
  const synced = await serveWorld(db, first);
  const inbox = await openWebhookInbox(db, { sync: synced.runner });
  const deliver = async (delivery: WebhookDelivery) => {
    const response = await fetch(inbox.url, { method: 'POST', ...delivery });
    expect(response.status).toBe(202);
  };
  try {
    await synced.pass();
    await send(
      deliver,
      (world) => synced.simulator.replaceWorld(world),
      () => synced.runner.whenIdle(),
    );
    await synced.runner.whenIdle();
    // These hold ids that each database makes up for itself.
    return await fingerprint(db, { except: ['accounts', 'people', 'repositories'] });
  } finally {
    await inbox.close();
    await synced.close();
    await db.close();
  }
}

describe('genuine deliveries', () => {
  const { worlds, deliveries } = liveThrough([1, 2, 3, 4]);
  const last = worlds.at(-1) ?? makeWorld();
  const [before = makeWorld()] = worlds;
  let inOrder: Record<string, string>;

  beforeAll(async () => {
    inOrder = await readByWebhooks(before, async (deliver, serve, settle) => {
      for (const [step, world] of worlds.entries()) {
        serve(world);
        for (const delivery of deliveries[step] ?? []) {
          await deliver(delivery);
        }
        await settle();
      }
    });
  });

  it('end in the same database when they come last first, late, and twice', async () => {
    const reversed = await readByWebhooks(before, async (deliver, serve) => {
      serve(last);
      for (const delivery of deliveries.flat().reverse()) {
        await deliver(delivery);
        await deliver(delivery);
      }
    });
    expect(reversed).toEqual(inOrder);
  });

  it('end in the same database when old ones arrive after the state that came later was read', async () => {
    const late = await readByWebhooks(before, async (deliver, serve, settle) => {
      serve(last);
      for (const delivery of deliveries.at(-1) ?? []) {
        await deliver(delivery);
      }
      await settle();
      for (const delivery of deliveries.slice(0, -1).flat()) {
        await deliver(delivery);
      }
    });
    expect(late).toEqual(inOrder);
  });

  it('did change the database on the way', async () => {
    const untouched = await readByWebhooks(before, () => Promise.resolve());
    expect(untouched).not.toEqual(inOrder);
  });
});
