import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { deploymentsRouter } from '@bellwether/server/features/deployments/deployments.router';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import {
  type DeploymentRule,
  defaultDeploymentRule,
} from '@bellwether/shared/deployments/deployment-rule';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import {
  day,
  deployedRepository,
  githubDeployment,
  mergeSha,
  release,
  workflowRun,
} from '../support/deployed-world.ts';
import { contextOf } from '../support/request-context.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import { makeSha, makeWorld } from '../support/world-rows.ts';

const createCaller = createCallerFactory(deploymentsRouter);
const now = new Date('2026-02-20T09:00:00Z');
const iso = (number: number, hour = 12) => day(number, hour).replace('Z', '.000Z');

function ruleOf(more: Partial<DeploymentRule>) {
  const rule = { ...defaultDeploymentRule, ...more };
  return { ...rule, environments: [...rule.environments] };
}

const byRelease = ruleOf({ kind: 'release' });
const byRun = ruleOf({ kind: 'workflow-run', workflowName: 'Deploy' });

/** Deployed by GitHub on day 1 and 2, released on day 1 and 3, run on day 1 and 4. */
function manySources(more: Partial<WorldRepository> = {}): WorldRepository {
  return deployedRepository({
    deployments: [
      githubDeployment(1, mergeSha(1), day(1, 14)),
      githubDeployment(2, mergeSha(2), day(2, 14)),
      githubDeployment(3, mergeSha(4), day(4, 13), 'staging'),
    ],
    releases: [
      release(11, mergeSha(1), day(1, 15)),
      release(12, mergeSha(2), day(2, 15), { prerelease: true }),
      release(13, mergeSha(3), day(3, 15)),
      release(14, mergeSha(4), day(4, 15), { draft: true, published_at: null }),
    ],
    workflowRuns: [
      workflowRun(21, mergeSha(1), day(1, 16)),
      workflowRun(22, mergeSha(2), day(2, 16), { conclusion: 'failure' }),
      workflowRun(23, mergeSha(3), day(3, 16), { event: 'pull_request' }),
      workflowRun(24, mergeSha(4), day(4, 16), { updated_at: day(4, 18) }),
      workflowRun(25, mergeSha(4), day(5, 16), { status: 'in_progress', conclusion: null }),
      workflowRun(26, mergeSha(3), day(3, 20), { name: 'Lint', workflow_id: 8 }),
    ],
    ...more,
  });
}

describe('what counts as a deployment', () => {
  let db: Database;
  let synced: SyncedWorld;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced?.close();
    await db.pool.query('delete from deployment_rules');
    await db.pool.query('delete from connections');
    await db.pool.query('delete from pull_request_facts');
  });
  afterAll(() => db?.close());

  async function read(content: WorldRepository) {
    synced = await serveWorld(db, makeWorld(content));
    await synced.pass();
    const app = { db, clock: () => now, log: createLog('silent'), sync: synced.runner };
    return createCaller(contextOf(app as unknown as AppContext));
  }

  async function deployedOn(): Promise<Record<number, string | null>> {
    const { rows } = await db.pool.query<{ number: number; at: Date | null }>(
      'select number, deployed_at at from pull_request_facts order by number',
    );
    return Object.fromEntries(rows.map(({ number, at }) => [number, at?.toISOString() ?? null]));
  }

  const stored = async (kind: string) => {
    const { rows } = await db.pool.query('select id from deployments where kind = $1', [kind]);
    return rows.length;
  };

  test('is a GitHub deployment to production until somebody says otherwise; nothing else is read', async () => {
    await read(manySources());
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: null });
    expect([await stored('release'), await stored('workflow-run')]).toEqual([0, 0]);
  });

  test('is a published release by the rule, drafts and pre-releases aside', async () => {
    const caller = await read(manySources());
    await caller.saveRule({ repositoryId: null, rule: byRelease });
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: null });
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(3, 15), 3: iso(3, 15), 4: null });

    await caller.saveRule({
      repositoryId: null,
      rule: { ...byRelease, includePrereleases: true },
    });
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 15), 3: iso(3, 15), 4: null });
  });

  test('is a successful run of the chosen workflow, finished when it was last touched (B9.8)', async () => {
    const caller = await read(manySources());
    const [repositoryId = ''] = synced.repositoryIds;
    await caller.saveRule({ repositoryId, rule: byRun });
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(4, 18), 3: iso(4, 18), 4: iso(4, 18) });
    const { total, items } = await caller.list({ repositoryId: null });
    expect(total).toBe(2);
    expect(items.map(({ mark, brought, numbers }) => ({ mark, brought, numbers }))).toEqual([
      { mark: 'change', brought: 3, numbers: [2, 3, 4] },
      { mark: 'baseline', brought: 0, numbers: [] },
    ]);
    expect(await stored('workflow-run')).toBe(4);

    await caller.removeRule({ repositoryId });
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: null });
  });

  test('a run that ends later is found by a later pass', async () => {
    const caller = await read(manySources());
    await caller.saveRule({ repositoryId: null, rule: byRun });
    await synced.runner.whenIdle();
    const content = manySources();
    const runs = (content.workflowRuns ?? []).filter(({ id }) => id !== 24);
    const ended = workflowRun(22, mergeSha(2), day(2, 16), { updated_at: day(2, 23) });
    synced.simulator.replaceWorld(
      makeWorld({ ...content, workflowRuns: [...runs.filter(({ id }) => id !== 22), ended] }),
    );
    await synced.pass();
    expect(await deployedOn()).toMatchObject({ 2: iso(2, 23) });
  });

  test('releases further down than a page are read, and again only what is new', async () => {
    const releases = Array.from({ length: 230 }, (_, index) =>
      release(1000 + index, mergeSha(1), day(1, 13)),
    );
    const caller = await read(manySources({ releases }));
    await caller.saveRule({ repositoryId: null, rule: byRelease });
    await synced.runner.whenIdle();
    expect(await stored('release')).toBe(230);
    const before = synced.simulator.stats().graphqlPoints;
    await synced.pass();
    expect(synced.simulator.stats().graphqlPoints - before).toBeLessThanOrEqual(6);
  });

  test('the counts of the deployments stream are GitHub’s own, whatever else lies beside them', async () => {
    const caller = await read(manySources());
    await caller.saveRule({ repositoryId: null, rule: byRelease });
    await synced.runner.whenIdle();
    const { rows } = await db.pool.query(
      `select stored, total, error_code from sync_streams where stream = 'deployments'`,
    );
    expect(rows).toEqual([{ stored: 3, total: 3, error_code: null }]);
  });

  test('a preview says what a rule would count and attach, and what was not read for it', async () => {
    const caller = await read(manySources());
    const unread = await caller.preview({ repositoryId: null, rule: byRelease });
    expect(unread).toMatchObject({
      present: { deployments: 2, redeploys: 0, pullRequests: 1 },
      proposed: { deployments: 0, pullRequests: 0 },
      ...{ gained: 0, lost: 1, moved: 0 },
      notRead: [{ repository: 'acme/shop', isAskedFor: false, error: null }],
    });
    await caller.look({ repositoryId: null, kind: 'release', workflowName: null });
    await synced.runner.whenIdle();
    const preview = await caller.preview({ repositoryId: null, rule: byRelease });
    expect(preview).toMatchObject({
      present: { deployments: 2, pullRequests: 1 },
      proposed: { deployments: 2, redeploys: 0, pullRequests: 2 },
      ...{ gained: 1, lost: 0, moved: 1, notCompared: 0, notRead: [] },
    });
    expect(preview.weeks.reduce((sum, week) => sum + week.proposed, 0)).toBe(2);
    expect(preview.latest.map(({ name, mark }) => [name, mark])).toEqual([
      ['v13', 'change'],
      ['v11', 'baseline'],
    ]);
    // A look changes nothing that counts.
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(2, 14), 3: null, 4: null });
  });

  test('a preview of another environment counts its pull requests once its commits were asked for', async () => {
    const deployments = [1, 2, 4].map((number) =>
      githubDeployment(number, mergeSha(number), day(number, 14), 'live'),
    );
    const caller = await read(manySources({ deployments }));
    const rule = ruleOf({ environments: ['li*'] });
    const before = await caller.preview({ repositoryId: null, rule });
    expect(before).toMatchObject({
      present: { deployments: 0, pullRequests: 0 },
      proposed: { deployments: 3, pullRequests: 0 },
      notCompared: 2,
    });
    const { environments } = rule;
    const look = { repositoryId: null, kind: 'github-deployment', workflowName: null } as const;
    await caller.look({ ...look, environments });
    await synced.runner.whenIdle();
    expect(await caller.preview({ repositoryId: null, rule })).toMatchObject({
      proposed: { deployments: 3, pullRequests: 3 },
      ...{ gained: 3, notCompared: 0 },
    });
    expect(await deployedOn()).toEqual({ 1: null, 2: null, 3: null, 4: null });
  });

  test('the list of workflows is read on request, the runs of one on another', async () => {
    const caller = await read(manySources());
    await caller.look({ repositoryId: null, kind: 'workflow-run', workflowName: null });
    await synced.runner.whenIdle();
    const { repositories } = await caller.rules();
    expect(repositories[0]?.workflows).toMatchObject({
      error: null,
      list: [
        { name: 'Deploy', runs: 0, readAt: null },
        { name: 'Lint', runs: 0, readAt: null },
      ],
    });
    expect(repositories[0]?.environments.map(({ name, count }) => [name, count])).toEqual([
      ['production', 2],
      ['staging', 1],
    ]);
    await caller.look({ repositoryId: null, kind: 'workflow-run', workflowName: 'Deploy' });
    await synced.runner.whenIdle();
    expect(await caller.preview({ repositoryId: null, rule: byRun })).toMatchObject({
      proposed: { deployments: 2, pullRequests: 3 },
      notRead: [],
    });
  });

  test('releases that the token may not read say so where they are looked at, and stop nothing else', async () => {
    synced = await serveWorld(db, makeWorld(manySources()), {
      faults: [{ match: { operation: 'releases' }, effect: { kind: 'status', status: 403 } }],
    } as never);
    await synced.pass();
    const app = { db, clock: () => now, log: createLog('silent'), sync: synced.runner };
    const caller = createCaller(contextOf(app as unknown as AppContext));
    await caller.look({ repositoryId: null, kind: 'release', workflowName: null });
    await synced.runner.whenIdle();
    const preview = await caller.preview({ repositoryId: null, rule: byRelease });
    expect(preview.notRead).toMatchObject([{ isAskedFor: true, error: expect.any(String) }]);
    const { rows } = await db.pool.query(
      'select stream from sync_streams where error_code is not null',
    );
    expect(rows).toEqual([]);
  });

  test('redeployments count where the rule says so, and have no pull requests (B9.6)', async () => {
    const deployments = [
      githubDeployment(1, mergeSha(1), day(1, 14)),
      githubDeployment(2, mergeSha(2), day(2, 14)),
      githubDeployment(3, mergeSha(2), day(3, 14)),
      githubDeployment(4, makeSha('never pushed'), day(4, 14)),
    ];
    const caller = await read(manySources({ deployments }));
    const rule = ruleOf({ countRedeploys: true });
    expect(await caller.preview({ repositoryId: null, rule })).toMatchObject({
      present: { deployments: 3, redeploys: 1 },
      proposed: { deployments: 4, redeploys: 1 },
      ...{ gained: 0, lost: 0, moved: 0 },
    });
    const { items } = await caller.list({ repositoryId: null });
    expect(items.map(({ mark, brought }) => [mark, brought])).toEqual([
      ['commit_not_found', 0],
      ['redeploy', 0],
      ['change', 1],
      ['baseline', 0],
    ]);
  });

  test('a rule that names no environment or no workflow is refused at its field', async () => {
    const caller = await read(manySources());
    const refused = (rule: Partial<DeploymentRule>) =>
      caller.saveRule({ repositoryId: null, rule: ruleOf(rule) });
    await expect(refused({ environments: [] })).rejects.toThrow(/environment/);
    await expect(refused({ kind: 'workflow-run' })).rejects.toThrow(/workflow/);
    await expect(caller.saveRule({ repositoryId: 'gone', rule: byRelease })).rejects.toThrow(
      /not being read/,
    );
  });
});
