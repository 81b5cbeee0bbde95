import type { AppContext } from '@bellwether/server/app-context';
import { storeDerivedIncidents } from '@bellwether/server/db/derive-incidents';
import type { Database } from '@bellwether/server/db/open-database';
import { incidentsRouter } from '@bellwether/server/features/incidents/incidents.router';
import type { WorldIssue } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { day } from '../support/deployed-world.ts';
import { contextOf } from '../support/request-context.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import { makeRepository, makeUser, makeWorld } from '../support/world-rows.ts';

const createCaller = createCallerFactory(incidentsRouter);

function issue(number: number, labels: string[], more: Partial<WorldIssue> = {}): WorldIssue {
  return {
    ...{ id: 900 + number, number, title: `Issue ${number}`, state: 'open', user: makeUser('ada') },
    labels: labels.map((name, index) => ({ id: number * 10 + index, name, color: 'cccccc' })),
    ...{ created_at: day(number), updated_at: day(number, 20), closed_at: null },
    ...more,
  };
}

const closed = (number: number, reason: string | null) => ({
  ...({ state: 'closed', state_reason: reason, closed_at: day(number, 18) } as const),
});

const issues = [
  issue(1, ['Incident', 'severity:3', 'P1', 'service:Web'], closed(1, 'completed')),
  issue(2, ['incident', 'sev2'], closed(2, 'not_planned')),
  issue(3, ['incident', 'drill'], closed(3, null)),
  issue(4, ['incident'], closed(4, 'duplicate')),
  issue(5, ['outage', 'sev1']),
  issue(6, ['bug']),
  issue(7, []),
];

describe('which issues are incidents', () => {
  let db: Database;
  let synced: SyncedWorld;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced?.close();
    await db.pool.query('delete from incident_rules');
    await db.pool.query('delete from connections');
  });
  afterAll(() => db?.close());

  async function read() {
    synced = await serveWorld(db, makeWorld(makeRepository('acme/shop', { issues })));
    await synced.pass();
    const { runner: sync } = synced;
    const app = { db, clock: () => new Date(day(20)), log: createLog('silent'), sync };
    return createCaller(contextOf(app as unknown as AppContext));
  }

  const all = { repositoryId: null };

  test('those labelled so, with the worst severity; what an issue does not say stays unknown', async () => {
    const caller = await read();
    const { items, total, excluded } = await caller.list(all);
    expect({ total, excluded }).toEqual({ total: 4, excluded: 2 });
    const iso = (number: number, hour = 12) => day(number, hour).replace('Z', '.000Z');
    const rows = items.map((row) => ({
      ...{ number: row.number, severity: row.severity, service: row.service },
      ...{ exclusion: row.exclusion, declaredAt: row.declaredAt, resolvedAt: row.resolvedAt },
    }));
    const none = { severity: null, service: null, exclusion: null, resolvedAt: null };
    expect(rows).toEqual([
      { ...none, number: 4, exclusion: 'duplicate', declaredAt: iso(4) },
      { ...none, number: 3, exclusion: 'drill', declaredAt: iso(3), resolvedAt: iso(3, 18) },
      { ...none, number: 2, severity: 'sev2', declaredAt: iso(2) },
      {
        ...{ ...none, number: 1, severity: 'sev1', service: 'Web' },
        ...{ declaredAt: iso(1), resolvedAt: iso(1, 18) },
      },
    ]);
    for (const row of items) {
      expect(row).toMatchObject({
        ...{ kind: 'issue', repository: 'acme/shop', closedAt: expect.any(String) },
        ...{ impactStartedAt: null, detectedAt: null, mitigatedAt: null },
        timeToRestoreSeconds: null,
      });
    }
  });

  test('the worst that one reached counts, with all that it was said to be; another rule reads the labels of now', async () => {
    const caller = await read();
    const find = async () => {
      const item = (await caller.list(all)).items.find(({ number }) => number === 2);
      const { severities } = await caller.detail({ incidentId: item?.id ?? '' });
      return { severity: item?.severity, severities };
    };
    const label = async (name: string, updatedAt: string) => {
      await db.pool.query(
        `update issue_labels set name = $1 where name like 'sev_'
           and issue_id in (select id from issues where number = 2)`,
        [name],
      );
      await db.pool.query('update issues set updated_at = $1 where number = 2', [updatedAt]);
      await derive();
    };
    const derive = async () => {
      const { rows } = await db.pool.query<{ id: string }>('select id from repositories');
      await db.transaction((tx) => storeDerivedIncidents(tx, rows[0]?.id ?? '', null));
    };
    const first = { severity: 'sev2', at: null };
    expect(await find()).toEqual({ severity: 'sev2', severities: [first] });
    await label('sev4', '2026-03-08T10:00:00Z');
    const second = { severity: 'sev4', at: '2026-03-08T10:00:00Z' };
    expect(await find()).toEqual({ severity: 'sev2', severities: [first, second] });
    await label('sev1', '2026-03-09T10:00:00Z');
    const third = { severity: 'sev1', at: '2026-03-09T10:00:00Z' };
    await derive();
    expect(await find()).toEqual({ severity: 'sev1', severities: [first, second, third] });
    await label('sev3', '2026-03-10T10:00:00Z');
    const { forAll } = await caller.rules();
    await caller.saveRule({ ...all, rule: forAll });
    expect(await find()).toEqual({
      ...{ severity: 'sev3', severities: [{ severity: 'sev3', at: null }] },
    });
  });

  test('a rule is previewed on the history, then decides at once, and can be taken back', async () => {
    const caller = await read();
    const { forAll, labels, isChosen } = await caller.rules();
    expect(isChosen).toBe(false);
    expect(labels[0]).toEqual({ name: 'Incident', issues: 4 });
    const rule = { ...forAll, labels: ['out*'] };
    expect(await caller.preview({ ...all, rule })).toMatchObject({
      ...{ issues: 7, matched: 1, present: 4, gained: 1, lost: 4, excluded: 0 },
      bySeverity: [{ name: 'sev1', count: 1 }],
      byService: [{ name: null, count: 1 }],
      examples: [{ number: 5, severity: 'sev1', url: expect.stringContaining('/issues/5') }],
      ...{ unmapped: [{ number: 5, service: null }], unmappedTotal: 1 },
    });
    expect((await caller.list(all)).total).toBe(4);
    await caller.saveRule({ ...all, rule });
    expect((await caller.list(all)).items.map(({ number }) => number)).toEqual([5]);
    await synced.pass();
    expect((await caller.list(all)).items.map(({ number }) => number)).toEqual([5]);
    await caller.removeRule(all);
    expect((await caller.list(all)).total).toBe(4);
  });

  test('a repository’s own rule comes before the one for all', async () => {
    const caller = await read();
    const { forAll } = await caller.rules();
    const [repositoryId = ''] = synced.repositoryIds;
    await caller.saveRule({ repositoryId, rule: { ...forAll, labels: ['bug'] } });
    await caller.saveRule({ ...all, rule: { ...forAll, labels: ['outage'] } });
    expect((await caller.list(all)).items.map(({ number }) => number)).toEqual([6]);
    expect(await caller.preview({ ...all, rule: forAll })).toMatchObject({ issues: 0, matched: 0 });
    await caller.removeRule({ repositoryId });
    expect((await caller.list(all)).items.map(({ number }) => number)).toEqual([5]);
  });

  test('an issue that loses its label is no incident any more; read twice it is one row', async () => {
    const caller = await read();
    const before = await caller.list(all);
    await db.pool.query('delete from incidents');
    await db.pool.query('update sync_streams set watermark_at = null, etag = null');
    await synced.pass();
    expect(await caller.list(all)).toEqual(before);
    const changed = issues.map((row) =>
      row.number === 2 ? { ...row, labels: [], updated_at: '2040-01-01T00:00:00Z' } : row,
    );
    synced.simulator.replaceWorld(makeWorld(makeRepository('acme/shop', { issues: changed })));
    await synced.pass();
    expect((await caller.list(all)).items.map(({ number }) => number)).toEqual([4, 3, 1]);
  });
});
