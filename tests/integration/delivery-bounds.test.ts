import { randomUUID } from 'node:crypto';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import { loadDelivery } from '@bellwether/server/db/load-delivery';
import type { Database } from '@bellwether/server/db/open-database';
import { instantOf } from '@bellwether/shared/time/instant';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2025, 0, 6);
const DAYS = 120;

let db: Database;
let repositoryId: string;

const day = (number: number, hour = 0) => new Date(START + number * DAY_MS + hour * 3_600_000);
const name = (number: number) => `D${String(number).padStart(3, '0')}`;

async function deploy(number: number, more: Record<string, unknown> = {}): Promise<void> {
  const id = name(number);
  const at = day(number, 8);
  const sha = `${String(number).padStart(7, '0')}abc`;
  await insertRow(db.pool, 'deployments', {
    ...{ id, repositoryId, environment: 'production', sha, createdAt: at, updatedAt: at },
  });
  await insertRow(db.pool, 'deployment_facts', {
    ...{ deploymentId: id, repositoryId, environment: 'production', track: '[null,"production"]' },
    ...{ sha, finishedAt: at, step: 'change', isCounted: true, isRemediation: false },
    ...{ pullRequests: 0, pullRequestIds: [], remedies: '[]', ...more },
  });
}

async function breakDown(number: number, more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await insertRow(db.pool, 'incidents', {
    ...{ id, kind: 'api', source: 'pager', externalId: id, title: `Day ${number}`, repositoryId },
    ...{ declaredAt: day(number, 9), mitigatedAt: day(number, 10), updatedAt: day(DAYS) },
    ...more,
  });
  return id;
}

async function confirm(incidentId: string, number: number): Promise<void> {
  await insertRow(db.pool, 'attributions', {
    ...{ incidentId, deploymentId: name(number), verdict: 'confirmed' },
    ...{ decidedBy: 'Ada', decidedAt: day(number, 11) },
  });
}

/** A deployment a day, each with an incident an hour later: confirmed by a person, or naming its cause itself. */
beforeAll(async () => {
  db = await openTestDatabase();
  ({ id: repositoryId } = await buildRepository(db.pool, { name: 'shop' }));
  for (let number = 0; number < DAYS; number += 1) {
    await deploy(number);
    if (number % 2 === 0) {
      await confirm(await breakDown(number), number);
    } else {
      await breakDown(number, { causedBy: String(number).padStart(7, '0') });
    }
  }
});
afterAll(() => db?.close());

const read = (from: number, to: number) =>
  loadDelivery(db.pool, {
    ...{ from: instantOf(day(from)), to: instantOf(day(to)), repositories: null },
  });

describe('what is read of a week', () => {
  test.each([
    ['in the middle of four months', 56],
    ['at their beginning', 0],
    ['at their end', DAYS - 7],
  ])('%s is of that week: its decisions, its causes, its deployments', async (_, from) => {
    const { decisions, incidents, deployments, counted } = await read(from, from + 7);
    // A day beside each end may be suspected.
    expect(decisions.length).toBeLessThanOrEqual(5);
    expect(incidents.size).toBeLessThanOrEqual(9);
    expect(deployments.size).toBeLessThanOrEqual(9);
    const ofWeek = counted.filter(
      ({ finishedAt }) =>
        finishedAt >= instantOf(day(from)) && finishedAt < instantOf(day(from + 7)),
    );
    expect(ofWeek.map(({ failure }) => failure)).toEqual(Array(7).fill('confirmed'));
    expect(ofWeek.every(({ recoveredAt }) => recoveredAt !== null)).toBe(true);
  });

  test('still holds what failed long before and is not well yet', async () => {
    await deploy(130);
    await confirm(await breakDown(130, { mitigatedAt: null }), 130);
    const { counted } = await read(200, 207);
    expect(counted).toMatchObject([
      { deploymentId: name(130), failure: 'confirmed', recoveredAt: null },
    ]);
  });

  test('knows of an earlier failure that was mended in it that it had been well before', async () => {
    await deploy(140);
    await confirm(await breakDown(140), 140);
    const remedies = [
      { kind: 'rollback', deploymentId: name(140), pullRequestId: null, revertsId: null },
    ];
    await deploy(160, { isRemediation: true, remedies: JSON.stringify(remedies) });
    const { counted } = await read(158, 165);
    expect(counted.find(({ deploymentId }) => deploymentId === name(140))).toMatchObject({
      recoveredAt: instantOf(day(140, 10)),
    });
  });

  test('leaves later remedies of later deployments alone', async () => {
    const { deployments } = await read(56, 63);
    expect(deployments.has(name(160))).toBe(false);
  });
});
