import { randomUUID } from 'node:crypto';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import { storeDerivedIncidents } from '@bellwether/server/db/derive-incidents';
import { loadDelivery } from '@bellwether/server/db/load-delivery';
import { loadDeploymentFacts } from '@bellwether/server/db/load-deployment-facts';
import { loadCausedIncidents } from '@bellwether/server/db/load-incident-causes';
import type { Database } from '@bellwether/server/db/open-database';
import { countDeliveries } from '@bellwether/server/features/delivery/count-deliveries.rules';
import { deliveryRouter } from '@bellwether/server/features/delivery/delivery.router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { judgeDeployments } from '@bellwether/shared/delivery/judge-deployments.metric';
import { namesOfServices } from '@bellwether/shared/delivery/services.rules';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  goldenAfterConfirming,
  goldenDeliverySummary,
  goldenDeliveryWeeks,
  goldenSuspicions,
} from '../golden/golden-delivery.ts';
import { buildGoldenWorld } from '../golden/golden-week.ts';
import { openTestDatabase } from '../support/database.ts';
import { callerIn, contextOf } from '../support/request-context.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const createCaller = createCallerFactory(deliveryRouter);

/** An admin's questions at an instant; nothing is read from GitHub. */
function callerAt(db: Database, now: Date) {
  const sync = { tell: () => Promise.resolve(), request: () => Promise.resolve() };
  const app = { db, sync, clock: () => now } as unknown as AppContext;
  return createCaller({ ...contextOf(app), caller: { ...callerIn('admin'), userId: null } });
}

describe('the golden week', () => {
  let db: Database;
  let synced: SyncedWorld;

  beforeAll(async () => {
    db = await openTestDatabase();
    synced = await serveWorld(db, buildGoldenWorld());
    await synced.pass();
  });
  afterAll(async () => {
    await synced?.close();
    await db?.close();
  });

  const question = { filter: { from: '2026-03-16', to: '2026-04-06' }, bucket: 'week' } as const;
  const ask = () => callerAt(db, new Date('2026-04-03T12:00:00Z'));

  test('has the weeks that were worked out by hand', async () => {
    const { buckets, summary } = await ask().overview(question);
    expect(
      buckets.map(({ start, deployments, daysWithDeployment, changeFailure }) => ({
        ...{ start, deployments, daysWithDeployment, failed: changeFailure.failed },
        ...{ suspected: changeFailure.suspected, ratio: changeFailure.ratio },
        remedies: changeFailure.remedies,
      })),
    ).toEqual(goldenDeliveryWeeks);
    expect(summary).toMatchObject(goldenDeliverySummary);
    expect(summary.recovery).toMatchObject({ n: 0, p50: null, mean: null });
  });

  test('suspects by time what nobody confirmed; a confirmed link counts at once, and can be taken back', async () => {
    const { pending } = await ask().inbox({ filter: question.filter });
    const told = pending.map(({ incident, evidence }) => ({
      title: incident.title,
      seconds: evidence.flatMap((one) => (one.kind === 'time' ? [one.seconds] : []))[0],
    }));
    expect(told).toEqual(expect.arrayContaining([...goldenSuspicions]));
    const fares = pending.find(({ incident }) => incident.title === 'Fares are charged twice');
    const pair = {
      incidentId: fares?.incident.id ?? '',
      deploymentId: fares?.deployment?.id ?? null,
    };
    const { version } = await ask().decide({
      ...{ ...pair, verdict: 'confirmed', note: 'It was the discount.', basedOn: 0 },
    });
    const [, week] = (await ask().overview(question)).buckets;
    expect({ ...week?.changeFailure, censored: week?.recovery.censored }).toMatchObject(
      goldenAfterConfirming,
    );
    const { decided } = await ask().inbox({ filter: question.filter });
    expect(decided[0]).toMatchObject({
      ...{ state: 'confirmed', decision: { by: 'Test admin', note: 'It was the discount.' } },
    });
    const { rows } = await db.pool.query<{ evidence: { kind: string }[] }>(
      'select evidence from attributions',
    );
    expect(rows[0]?.evidence.map(({ kind }) => kind)).toContain('time');
    await ask().undo({ ...pair, basedOn: version });
    const { buckets } = await ask().overview(question);
    expect(buckets[1]?.changeFailure).toMatchObject({ failed: 0, suspected: 2 });
  });

  test('what was confirmed outlives a rule that takes the incident away and gives it back', async () => {
    const { pending } = await ask().inbox({ filter: question.filter });
    const incidentId = pending[0]?.incident.id ?? '';
    const deploymentId = pending[0]?.deployment?.id ?? null;
    const pair = { incidentId, deploymentId };
    const basedOn = pending[0]?.version ?? 0;
    const { version } = await ask().decide({
      ...{ ...pair, verdict: 'confirmed', note: 'Seen in the log.', basedOn },
    });
    const before = await ask().overview(question);
    const [repositoryId = ''] = synced.repositoryIds;
    const derive = () => db.transaction((tx) => storeDerivedIncidents(tx, repositoryId, null));
    await insertRow(db.pool, 'incident_rules', {
      ...{ repositoryId, labels: ['nothing-bears-this'], updatedAt: new Date() },
      ...{ severities: '[]', services: '[]', exclusions: '[]' },
    });
    await derive();
    const away = await ask().inbox({ filter: question.filter });
    expect([...away.pending, ...away.decided].map(({ incident }) => incident.id)).not.toContain(
      incidentId,
    );
    expect((await ask().overview(question)).summary.changeFailure.failed).toBe(0);
    await db.pool.query('delete from incident_rules');
    await derive();
    const { decided } = await ask().inbox({ filter: question.filter });
    expect(decided).toMatchObject([
      { incident: { id: incidentId }, state: 'confirmed', decision: { note: 'Seen in the log.' } },
    ]);
    expect(await ask().overview(question)).toEqual(before);
    await ask().undo({ ...pair, basedOn: version });
  });

  test('lists what stands behind each number', async () => {
    for (const [which, total] of [
      ['counted', 4],
      ['changes', 4],
      ['suspected', 2],
      ['failed', 0],
      ['left-out', 2],
    ] as const) {
      expect(await ask().list({ filter: question.filter, which })).toMatchObject({ total });
    }
  });
});

describe('what was said of an incident', () => {
  test('goes with the repository, whether it names a deployment or none', async () => {
    const db = await openTestDatabase();
    const { id: repositoryId } = await buildRepository(db.pool, { name: 'shop' });
    const at = new Date(START);
    await insertRow(db.pool, 'issues', {
      ...{ id: 'I1', repositoryId, number: 1, title: 'Down', url: 'https://x/1', state: 'open' },
      ...{ createdAt: at, updatedAt: at },
    });
    await insertRow(db.pool, 'issue_labels', { issueId: 'I1', name: 'incident' });
    await db.transaction((tx) => storeDerivedIncidents(tx, repositoryId, null));
    const { rows } = await db.pool.query<{ id: string }>('select id from incidents');
    await callerAt(db, at).decide({
      ...{ incidentId: rows[0]?.id ?? '', deploymentId: null, verdict: 'confirmed', basedOn: 0 },
    });
    const countWords = async () => (await db.pool.query('select from attributions')).rowCount;
    expect(await countWords()).toBe(1);
    await db.pool.query('delete from repositories');
    expect(await countWords()).toBe(0);
    await db.close();
  });
});

/** Numbers that look random, and are the same each time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const START = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

type Random = ReturnType<typeof numbers>;
type Deployed = { id: string; at: Date; repositoryId: string };

const at = (random: Random) => new Date(START + random(24 * 70) * HOUR_MS + random(60) * 60_000);
const pick = <T>(random: Random, list: readonly T[]) => list[random(list.length)] as T;

async function buildDeployments(db: Database, random: Random): Promise<Deployed[]> {
  const repositories = [
    await buildRepository(db.pool, { name: 'shop' }),
    await buildRepository(db.pool, { name: 'api' }),
  ];
  const made: Deployed[] = [];
  for (let index = 0; index < 160; index += 1) {
    const repositoryId = pick(random, repositories).id;
    const one = { id: `D${index}`, at: at(random), repositoryId };
    await insertRow(db.pool, 'deployments', {
      ...{ id: one.id, repositoryId, environment: 'production', sha: `abc${index}000000` },
      ...{ createdAt: one.at, updatedAt: one.at },
    });
    const service = pick(random, [null, null, 'web']);
    await insertRow(db.pool, 'deployment_facts', {
      ...{ deploymentId: one.id, repositoryId, service, environment: 'production' },
      ...{ track: JSON.stringify([service, 'production']), sha: `abc${index}000000` },
      ...{ finishedAt: one.at, step: 'change', isCounted: random(8) !== 0 },
      ...{ pullRequests: 0, pullRequestIds: [], ...remedyOf(random, one, made) },
    });
    made.push(one);
  }
  return made;
}

/** One in five mends something earlier of its repository. */
function remedyOf(random: Random, one: Deployed, made: readonly Deployed[]) {
  const earlier = made.filter(
    (other) => other.repositoryId === one.repositoryId && other.at < one.at,
  );
  if (random(5) !== 0 || earlier.length === 0) {
    return { isRemediation: false, remedies: '[]' };
  }
  const kind = pick(random, ['rollback', 'revert', 'hotfix']);
  const remedy = { kind, deploymentId: pick(random, earlier).id };
  return {
    ...{ isRemediation: true, remediationKind: kind, remediesId: remedy.deploymentId },
    remedies: JSON.stringify([{ ...remedy, pullRequestId: null, revertsId: null }]),
  };
}

async function buildIncidents(db: Database, random: Random, deployed: readonly Deployed[]) {
  const repositoryIds = [...new Set(deployed.map(({ repositoryId }) => repositoryId)), null];
  for (let index = 0; index < 70; index += 1) {
    const id = randomUUID();
    const startedAt = random(12) === 0 ? null : at(random);
    const endedAt = startedAt === null ? null : new Date(startedAt.getTime() + random(9) * HOUR_MS);
    await insertRow(db.pool, 'incidents', {
      ...{ id, kind: 'api', source: 'pager', externalId: `${index}`, title: `Incident ${index}` },
      ...{ repositoryId: pick(random, repositoryIds), declaredAt: startedAt, resolvedAt: endedAt },
      service: pick(random, [null, 'web', 'api', 'nobody']),
      ...{ mitigatedAt: pick(random, [endedAt, null]), updatedAt: new Date(START) },
      exclusion: pick(random, ['drill', null, null, null, null]),
      causedBy: random(6) === 0 ? `abc${random(160)}000000` : null,
    });
    if (random(4) === 0) {
      await insertRow(db.pool, 'attributions', {
        ...{ incidentId: id, decidedBy: 'Ada', decidedAt: at(random) },
        deploymentId: random(5) === 0 ? null : pick(random, deployed).id,
        verdict: pick(random, ['confirmed', 'refuted']),
      });
    }
  }
}

describe('any deployments and incidents', () => {
  let db: Database;

  beforeAll(async () => {
    db = await openTestDatabase();
    const random = numbers(7);
    const deployed = await buildDeployments(db, random);
    await buildIncidents(db, random, deployed);
  });
  afterAll(() => db?.close());

  test('a period read alone equals the pure functions over everything there is', async () => {
    const [first, last] = [instantOf(new Date(START)) - 86_400, instantOf(new Date(START)) + 8e6];
    const deployments = await loadDeploymentFacts(db.pool, {
      ...{ from: first, to: last, repositories: null },
    });
    const { rows } = await db.pool.query<{ id: string; name: string }>(
      `select id, owner || '/' || name as name from repositories`,
    );
    const everything = { from: first, to: last, suspectedHours: 24, repositories: null };
    const whole = judgeDeployments({
      ...{ deployments, suspectedHours: 24 },
      incidents: await loadCausedIncidents(db.pool, everything),
      decisions: (
        await db.pool.query(
          `select incident_id as "incidentId", deployment_id as "deploymentId",
             pull_request_id as "pullRequestId", verdict from attributions`,
        )
      ).rows,
      services: namesOfServices(deployments, new Map(rows.map(({ id, name }) => [id, name]))),
    });
    expect(whole.counted.filter(({ failure }) => failure === 'confirmed').length).toBeGreaterThan(
      4,
    );
    expect(whole.counted.filter(({ failure }) => failure === 'suspected').length).toBeGreaterThan(
      4,
    );
    const weeks = bucketsOf(first, last, 'week', 'UTC');
    const expected = countDeliveries(whole.counted, weeks, 'UTC');
    for (const [index, week] of weeks.entries()) {
      const { counted } = await loadDelivery(db.pool, {
        ...{ from: week.from, to: week.to, repositories: null },
      });
      const [own] = countDeliveries(counted, [week], 'UTC');
      expect(own).toEqual(expected[index]);
    }
  });
});
