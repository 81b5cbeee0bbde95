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

it('a doubt that is accepted never takes back what somebody else changed meanwhile', async () => {
  const { id: repositoryId } = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
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
  const app = {
    ...{ db: changedBySomebody(), clock: () => NOW },
    jobs: { send: async () => undefined },
  } as unknown as Parameters<typeof acceptDispute>[0];
  await expect(
    acceptDispute(app, { id: rows[0]?.id ?? '', answer: null }, doubter),
  ).rejects.toMatchObject({ code: 'conflict' });
  const { rows: after } = await db.pool.query('select state from disputes');
  expect(after).toEqual([{ state: 'open' }]);
  const { rows: kept } = await db.pool.query('select count(*)::int n from definition_settings');
  expect(kept).toEqual([{ n: 1 }]);
});
