import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import {
  acceptDispute,
  type Doubter,
} from '@bellwether/server/features/definitions/disputes.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

const NOW = new Date('2026-03-20T09:00:00Z');
let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db?.close());

/** Somebody else's change, stored right after the definitions are looked at for the first time. */
function changedBySomebody(): Database {
  let isChanged = false;
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name !== 'query') {
        return Reflect.get(target, name);
      }
      return async (text: string, values?: unknown[]) => {
        const answer = await target.query(text, values);
        if (!isChanged && text.includes('from definition_settings')) {
          isChanged = true;
          const settings = JSON.stringify({
            ...freshSettings,
            exclusions: [{ name: 'Trains', field: 'label', pattern: 'release' }],
          });
          await target.query(
            `insert into definition_settings (settings, note, state, created_at, activated_at)
             values ($1, '', 'active', $2, $2)`,
            [settings, NOW],
          );
        }
        return answer;
      };
    },
  });
  return { ...db, pool };
}

async function doubt(number: number): Promise<{ id: string; doubter: Doubter }> {
  const owner = `acme-${number}`;
  const { id: repositoryId } = await buildRepository(db.pool, { owner, name: 'shop' });
  const { id: pullRequestId } = await buildPullRequest(db.pool, { repositoryId, createdAt: NOW });
  const proposal = { kind: 'exclusion', effect: 'hide', rule: null };
  const { rows } = await db.pool.query<{ id: string }>(
    `insert into disputes (pull_request_id, kind, proposal, reason, created_by, created_at)
     values ($1, 'exclusion', $2, 'A dry run.', 'Mara', $3) returning id`,
    [pullRequestId, JSON.stringify(proposal), NOW],
  );
  const doubter = {
    caller: {
      ...{ userId: null, name: 'Ada', grants: [{ role: 'admin', teamId: null }] },
      ...{ scopes: null, accountIds: [] },
    },
    scope: EVERYTHING,
  } as unknown as Doubter;
  return { id: rows[0]?.id ?? '', doubter };
}

const appOn = (on: Database, send = async () => undefined) =>
  ({ db: on, clock: () => NOW, jobs: { send } }) as unknown as Parameters<typeof acceptDispute>[0];

const stateOf = async (id: string) =>
  (await db.pool.query('select state from disputes where id = $1', [id])).rows[0]?.state;

async function revisions(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    'select count(*)::int n from definition_settings',
  );
  return rows[0]?.n ?? 0;
}

/** A server that dies after so many statements that write: nothing that it asks for after that is heard. */
function dyingAfter(writes: number): Database {
  let left = writes;
  const dying = <T extends { query: unknown }>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        if (name !== 'query') {
          const value = Reflect.get(of, name);
          return typeof value === 'function' ? value.bind(of) : value;
        }
        return async (text: string, values?: unknown[]) => {
          if (left <= 0) {
            throw new Error('the server died');
          }
          left -= /^\s*(insert|update|delete)/.test(text) ? 1 : 0;
          return await (of as unknown as Database['pool']).query(text, values);
        };
      },
    });
  return {
    ...db,
    pool: dying(db.pool),
    transaction: (work) =>
      db.transaction(async (tx) => {
        const done = await work(dying(tx));
        if (left <= 0) {
          throw new Error('the server died');
        }
        return done;
      }),
  };
}

it.each([1, 2, 3])(
  'a server that dies after %i writes leaves a doubt open and the definitions as they were',
  async (writes) => {
    const { id, doubter } = await doubt(writes);
    const before = await revisions();
    const accepting = acceptDispute(appOn(dyingAfter(writes)), { id, answer: null }, doubter);
    await expect(accepting).rejects.toThrow('the server died');
    expect([await stateOf(id), await revisions()]).toEqual(['open', before]);
  },
);

it('a doubt is accepted together with the revision that it asks for, though nobody hears of it', async () => {
  const { id, doubter } = await doubt(4);
  const before = await revisions();
  const deaf = appOn(db, () => Promise.reject(new Error('no queue')));
  const { revision } = await acceptDispute(deaf, { id, answer: null }, doubter);
  expect(revision).not.toBeNull();
  expect([await stateOf(id), await revisions()]).toEqual(['accepted', before + 1]);
  await db.pool.query('truncate definition_settings restart identity');
});

it('a doubt that is accepted never takes back what somebody else changed meanwhile', async () => {
  const { id, doubter } = await doubt(5);
  const accepting = acceptDispute(appOn(changedBySomebody()), { id, answer: null }, doubter);
  await expect(accepting).rejects.toMatchObject({ code: 'conflict' });
  expect([await stateOf(id), await revisions()]).toEqual(['open', 1]);
});
