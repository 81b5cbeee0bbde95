import type { Database } from '@bellwether/server/db/open-database';
import type {
  WorldDeployment,
  WorldRepository,
} from '@bellwether/server/github-simulator/world.types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import { makeCommit, makePull, makeRepository, makeSha, makeWorld } from '../support/world-rows.ts';

const day = (number: number, hour = 12) =>
  `2026-02-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
/** After the first pass, whenever that is. */
const LATER = '2040-01-01T10:00:00.000Z';
const MUCH_LATER = '2040-01-02T10:00:00.000Z';
const mergeSha = (number: number) => makeSha(`merge ${number}`);

/** Pull request n, merged on day n. */
function merged(number: number) {
  return makePull(number, {
    ...{ state: 'closed', closed_at: day(number), merged_at: day(number), updated_at: day(number) },
    ...{ merge_commit_sha: mergeSha(number), created_at: day(number, 8) },
  });
}

function deployed(id: number, sha: string, at: string, state = 'success'): WorldDeployment {
  return {
    ...{
      id,
      sha,
      ref: 'main',
      environment: 'production',
      created_at: at,
      updated_at: at,
      creator: null,
    },
    statuses: [{ id: id * 10, state, created_at: at }],
  };
}

function repository(deployments: WorldDeployment[], numbers = [1, 2, 3, 4]): WorldRepository {
  return makeRepository('acme/shop', {
    deployments,
    pulls: numbers.map(merged),
    commits: numbers.map((number) => makeCommit(number, makeSha(`head ${number}`))),
  });
}

describe('which deployment brought a pull request', () => {
  let db: Database;
  let synced: SyncedWorld | undefined;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced?.close();
    await db.pool.query('delete from connections');
    await db.pool.query('delete from pull_request_facts');
  });
  afterAll(() => db?.close());

  let compareCalls = 0;

  async function read(content: WorldRepository): Promise<SyncedWorld> {
    const log = ({ path }: { path: string }) => {
      compareCalls += path.includes('/compare/') ? 1 : 0;
    };
    synced = await serveWorld(db, makeWorld(content), { log });
    await synced.pass();
    return synced;
  }

  async function deployedOn(): Promise<Record<number, string | null>> {
    const { rows } = await db.pool.query<{ number: number; at: Date | null }>(
      'select number, deployed_at at from pull_request_facts order by number',
    );
    return Object.fromEntries(rows.map(({ number, at }) => [number, at?.toISOString() ?? null]));
  }

  const iso = (number: number, hour: number) => day(number, hour).replace('Z', '.000Z');

  test('each is brought by the first that holds its merge; the first deployment brings nothing', async () => {
    await read(
      repository([
        deployed(1, mergeSha(1), day(1, 14)),
        deployed(2, mergeSha(3), day(3, 14), 'failure'),
        deployed(3, mergeSha(3), day(3, 16)),
        deployed(4, mergeSha(3), day(4, 8)),
      ]),
    );
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(3, 16), 3: iso(3, 16), 4: null });
  });

  test('a later deployment is compared with the last one only, and fills what waited', async () => {
    const first = [deployed(1, mergeSha(1), day(1, 14)), deployed(2, mergeSha(2), day(2, 14))];
    const running = await read(repository(first));
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: null });
    const before = compareCalls;
    running.simulator.replaceWorld(
      makeWorld(repository([...first, deployed(3, mergeSha(4), LATER)])),
    );
    await running.pass();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: LATER, 4: LATER });
    expect(compareCalls - before).toBe(1);
  });

  test('a commit that GitHub does not know is not asked for again, and deploys nobody', async () => {
    const running = await read(
      repository([
        deployed(1, mergeSha(1), day(1, 14)),
        deployed(2, makeSha('thrown away'), day(2, 14)),
      ]),
    );
    expect(await deployedOn()).toEqual({ 1: null, 2: null, 3: null, 4: null });
    const { rows } = await db.pool.query(
      'select error_code from sync_streams where error_code is not null',
    );
    expect(rows).toEqual([]);
    const before = compareCalls;
    await running.pass();
    expect(compareCalls - before).toBe(0);
  });

  test('a commit that GitHub did not know is asked for again after a week', async () => {
    const content = (known: boolean) =>
      repository([
        deployed(1, mergeSha(1), day(1, 14)),
        deployed(2, known ? mergeSha(2) : makeSha('thrown away'), day(2, 14)),
      ]);
    const running = await read(content(false));
    await db.pool.query(
      `update sync_streams set cursor = regexp_replace(cursor, '"20[0-9]{2}-', '"2020-') where stream = 'comparisons'`,
    );
    const before = compareCalls;
    await running.pass();
    expect(compareCalls - before).toBe(1);
    await running.pass();
    expect(compareCalls - before).toBe(1);
  });

  test('what a comparison that fails leaves open stays open; all else is attached, and the rest later', async () => {
    const running = await read(
      repository([deployed(1, mergeSha(1), day(1, 14)), deployed(2, mergeSha(2), day(2, 14))]),
    );
    const compare = (base: number, head: number) => ({
      match: { path: new RegExp(`/compare/${mergeSha(base)}\\.\\.\\.${mergeSha(head)}$`) },
      effect: { kind: 'status', status: 502 } as const,
    });
    running.simulator.replaceFaults([compare(2, 4), compare(2, 3)]);
    running.simulator.replaceWorld(
      makeWorld(
        repository(
          [
            ...[deployed(1, mergeSha(1), day(1, 14)), deployed(2, mergeSha(2), day(2, 14))],
            ...[deployed(3, mergeSha(3), LATER), deployed(4, mergeSha(4), MUCH_LATER)],
          ],
          [1, 2, 3, 4],
        ),
      ),
    );
    const readBefore = await comparisons();
    await running.pass();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: MUCH_LATER });
    const failed = await comparisons();
    expect(failed).toMatchObject({ state: 'failed', code: 'upstream_unavailable' });
    expect(failed?.lastSuccessAt).toEqual(readBefore?.lastSuccessAt);

    running.simulator.replaceFaults([compare(2, 4)]);
    await running.pass();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: LATER, 4: MUCH_LATER });
    expect(await comparisons()).toMatchObject({ state: 'idle', code: null });
  });

  test('a span that fails for good is given up for single comparisons, and not asked for again', async () => {
    const span = {
      match: { path: /\/compare\// },
      effect: { kind: 'status', status: 502 },
    } as const;
    const content = repository([
      deployed(1, mergeSha(1), day(1, 14)),
      deployed(2, mergeSha(2), day(2, 14)),
      deployed(3, mergeSha(4), day(4, 14)),
    ]);
    synced = await serveWorld(db, makeWorld(content), {
      faults: [
        { ...span, match: { path: new RegExp(`/compare/${mergeSha(1)}\\.\\.\\.${mergeSha(4)}$`) } },
      ],
    });
    await synced.pass();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: iso(4, 14), 4: iso(4, 14) });
    const before = faulted();
    expect(before).toBeGreaterThan(0);
    await synced.runner.request(
      { kind: 'pass', repositoryId: 'R_acme/shop', streams: ['deployments', 'comparisons'] },
      'person',
    );
    await synced.runner.whenIdle();
    expect(faulted()).toBe(before);
  });

  test('a single comparison that fails again waits, and says until when', async () => {
    const fault = {
      match: { path: /\/compare\// },
      effect: { kind: 'status', status: 502 },
    } as const;
    synced = await serveWorld(
      db,
      makeWorld(
        repository([deployed(1, mergeSha(1), day(1, 14)), deployed(2, mergeSha(2), day(2, 14))]),
      ),
      { faults: [fault] },
    );
    const streams = ['deployments', 'comparisons'] as const;
    const request = { kind: 'pass', repositoryId: 'R_acme/shop', streams } as const;
    const faultsByPass: number[] = [];
    for (let pass = 0; pass < 4; pass += 1) {
      const before = faulted();
      await synced.runner.request(request, 'person');
      await synced.runner.whenIdle();
      faultsByPass.push(faulted() - before);
    }
    const [first] = faultsByPass;
    expect(faultsByPass).toEqual([first, first, first, 0]);
    expect(await comparisons()).toMatchObject({ state: 'failed', code: 'upstream_unavailable' });
    const { rows } = await db.pool.query(
      `select error_message || ' ' || coalesce(error_remedy, '') words from sync_streams where stream = 'comparisons'`,
    );
    expect(rows[0]?.words).toMatch(/tried again after/);
  });

  const faulted = () =>
    Object.values(synced?.simulator.stats().faults ?? {}).reduce((sum, count) => sum + count, 0);

  async function comparisons() {
    const { rows } = await db.pool.query<{
      state: string;
      code: string | null;
      message: string | null;
      lastSuccessAt: Date | null;
    }>(
      `select state, error_code code, error_message message, last_success_at "lastSuccessAt"
       from sync_streams where stream = 'comparisons'`,
    );
    return rows[0];
  }

  test('a token that may not read deployments reads everything else', async () => {
    synced = await serveWorld(db, makeWorld(repository([deployed(1, mergeSha(1), day(1, 14))])), {
      tokens: [
        {
          token: 'any',
          permissions: { metadata: 'read', pull_requests: 'read', issues: 'read' },
        },
      ],
    });
    await synced.pass();
    const { rows } = await db.pool.query(
      `select stream, error_code code from sync_streams where error_code is not null
       order by stream`,
    );
    expect(rows).toEqual([
      { stream: 'comparisons', code: 'upstream_forbidden' },
      { stream: 'deployments', code: 'upstream_forbidden' },
    ]);
    expect(await comparisons()).toMatchObject({
      ...{ state: 'failed', lastSuccessAt: null },
      message: 'Waits for deployments, which could not be read.',
    });
    expect(Object.keys(await deployedOn())).toHaveLength(4);
  });
});
