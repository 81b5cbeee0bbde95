import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import { keptAnswer } from '@bellwether/server/answers/kept-answers';
import { loadDataVersion } from '@bellwether/server/answers/load-data-version';
import type { Database } from '@bellwether/server/db/open-database';
import { readKeptOverview } from '@bellwether/server/features/cycle-time/kept-overview.service';
import { readOverview } from '@bellwether/server/features/cycle-time/overview.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { cycleTimeInputSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
  await buildFactsBulk(db.pool, {
    count: 600,
    seed: 11,
    from: new Date('2026-01-01T00:00:00Z'),
    to: new Date('2026-03-01T00:00:00Z'),
    repositories: 2,
    authors: 12,
  });
});
afterAll(() => db.close());

let questions = 0;

/** Whether an answer that is kept is worked out anew after `change`. */
async function isAskedAnew(change: () => Promise<unknown>): Promise<boolean> {
  let works = 0;
  questions += 1;
  const question = questions;
  const ask = () => keptAnswer({ db }, 'test', question, async () => ++works);
  await ask();
  expect(await ask()).toBe(1);
  await change();
  return (await ask()) === 2;
}

const input = cycleTimeInputSchema.parse({
  filter: { from: '2026-01-05', to: '2026-03-02' },
  metric: 'pickup',
});
const appAt = (now: string) => ({ db, clock: () => new Date(now), sample: createSampleTeam() });

describe('a kept answer', () => {
  it('serves until something that it stands on has changed', async () => {
    expect(await isAskedAnew(async () => undefined)).toBe(false);
    expect(await isAskedAnew(() => db.pool.query('select 1'))).toBe(false);
  });

  it.each([
    ['a fact', `update pull_request_facts set pickup_seconds = 1 where number = 1`],
    ['a team', `insert into teams (slug, name) values ('kept', 'Kept')`],
    [
      'a calendar',
      `insert into team_calendars (team_id, time_zone, changed_at)
       select id, 'UTC', now() from teams where slug = 'kept'`,
    ],
    [
      'settings',
      `insert into definition_settings (settings, state, created_at, activated_at)
       values ('{}', 'active', now(), now())`,
    ],
    ['a person', `insert into people (display_name) values ('Somebody')`],
    ['a repository that is paused', `update repositories set paused_at = now()`],
  ])('is worked out anew at once after %s, and not after what was rolled back', async (_, sql) => {
    const undone = () =>
      db.transaction(async (tx) => {
        await tx.query(sql);
        throw new Error('undone');
      });
    expect(await isAskedAnew(() => undone().catch(() => undefined))).toBe(false);
    expect(await isAskedAnew(() => db.pool.query(sql))).toBe(true);
  });

  it('is worked out anew after a change that a savepoint survived', async () => {
    const change = () =>
      db.transaction(async (tx) => {
        await tx.query('savepoint one');
        await tx.query(`update teams set name = 'Undone' where slug = 'kept'`);
        await tx.query('rollback to savepoint one');
        await tx.query(`update teams set name = 'Done' where slug = 'kept'`);
      });
    expect(await isAskedAnew(change)).toBe(true);
  });

  it('stays when a statement changed no row', async () => {
    expect(
      await isAskedAnew(() => db.pool.query(`update teams set name = 'x' where slug = 'none'`)),
    ).toBe(false);
  });

  it('is one for each question, and a copy for each who asks', async () => {
    const ask = (key: unknown) =>
      keptAnswer({ db }, 'copies', key, async () => ({ on: new Date(0), list: [key] }));
    const first = await ask('a');
    first.list.push('spoilt');
    expect(await ask('a')).toEqual({ on: new Date(0), list: ['a'] });
    expect(await ask('b')).toEqual({ on: new Date(0), list: ['b'] });
  });

  it('with the state of reading is worked out anew when that changes, and others are not', async () => {
    const readings = `insert into sync_streams (repository_id, stream)
      select min(id), 'kept-' || random() from repositories`;
    const works = { without: 0, beside: 0 };
    const ask = async () => {
      await keptAnswer({ db }, 'without', 0, async () => ++works.without);
      await keptAnswer({ db }, 'beside', 0, async () => ++works.beside, { withReadings: true });
    };
    await ask();
    await db.pool.query(readings);
    await ask();
    expect(works).toEqual({ without: 1, beside: 2 });
    await db.pool.query(`delete from sync_streams where stream like 'kept-%'`);
  });
});

describe('the version of the data', () => {
  it('grows with the commit: neither before, nor without one', async () => {
    const before = await loadDataVersion(db.pool);
    await db.transaction(async (tx) => {
      await tx.query(`update teams set name = 'Later' where slug = 'kept'`);
      await tx.query(`update teams set name = 'Later still' where slug = 'kept'`);
      if (db.engine === 'postgres') {
        expect(await loadDataVersion(db.pool)).toEqual(before);
      }
    });
    expect((await loadDataVersion(db.pool)).data).toBe(before.data + 1);
  });

  it('is the same sum when many changes are put together', async () => {
    const before = await loadDataVersion(db.pool);
    for (let change = 0; change < 230; change += 1) {
      await db.pool.query(`update teams set name = 'Name ' || $1::text where slug = 'kept'`, [
        change,
      ]);
    }
    expect((await loadDataVersion(db.pool)).data).toBe(before.data + 230);
    expect((await loadDataVersion(db.pool)).data).toBe(before.data + 230);
    const { rows } = await db.pool.query('select from data_changes');
    expect(rows.length).toBeLessThan(10);
  });

  it('counts every table that answers stand on', async () => {
    const { rows } = await db.pool.query<{ table: string }>(
      `select c.relname as table from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and not exists (
         select from pg_trigger as t where t.tgrelid = c.oid and t.tgname = 'notes_changes')
       order by 1`,
    );
    expect(rows.map(({ table }) => table)).toEqual(NOT_COUNTED);
  });
});

/**
 * Who may enter and what they see is a part of each question; acts of review change with the facts that they are made of; the
 * rest is work under way, or private to one page.
 */
const NOT_COUNTED = [
  ...['_prisma_migrations', 'api_tokens', 'audit_events', 'data_changes', 'deployment_sources'],
  ...['instances', 'join_rules', 'one_time_links', 'person_changes', 'person_emails'],
  ...['points_slots', 'private_note_readers', 'private_notes', 'rate_limits'],
  ...[
    'review_acts',
    'role_grants',
    'saved_views',
    'sessions',
    'sign_in_methods',
    'sign_in_settings',
    'staged_facts',
  ],
  ...['sync_leases', 'team_imports', 'two_factors', 'users', 'verifications', 'webhook_counts'],
  'webhook_deliveries',
];

describe('the kept overview', () => {
  it.each(['2025-12-01T00:00:00Z', '2026-02-14T10:20:30Z', '2026-03-05T00:00:00Z'])(
    'equals the one that is worked out anew, at %s and later the same minute',
    async (now) => {
      const app = appAt(now);
      const fresh = await readOverview(app, input, SEES_ALL);
      expect(await readKeptOverview(app, input, SEES_ALL)).toEqual(fresh);
      expect(await readKeptOverview(app, input, SEES_ALL)).toEqual(fresh);
    },
  );

  it('knows the buckets that close by time alone', async () => {
    const partial = async (now: string) =>
      (await readKeptOverview(appAt(now), input, SEES_ALL)).buckets.findIndex(
        ({ isPartial }) => isPartial,
      );
    expect(await partial('2026-01-11T23:59:59Z')).toBe(0);
    expect(await partial('2026-01-12T00:00:00Z')).toBe(1);
    expect(await partial('2026-01-11T23:59:59Z')).toBe(0);
  });

  it('is another one for who sees other rows', async () => {
    const app = appAt('2026-03-05T00:00:00Z');
    const all = await readKeptOverview(app, input, SEES_ALL);
    const none = { teamIds: [], accountIds: [] };
    const nothing = await readKeptOverview(app, input, { scope: none, oneByOne: none });
    expect(all.summary.n).toBeGreaterThan(100);
    expect(nothing.summary.n).toBe(0);
    expect(await readKeptOverview(app, input, { scope: EVERYTHING, oneByOne: null })).not.toBe(all);
  });

  it('hears of a change of a fact at once', async () => {
    const app = appAt('2026-03-05T00:00:00Z');
    const before = await readKeptOverview(app, input, SEES_ALL);
    await db.pool.query(
      `update pull_request_facts set exclusion = 'Left out', exclusion_effect = 'hide' where number % 2 = 0`,
    );
    const after = await readKeptOverview(app, input, SEES_ALL);
    expect(after.summary.n).toBeLessThan(before.summary.n ?? 0);
    expect(after).toEqual(await readOverview(app, input, SEES_ALL));
  });
});
