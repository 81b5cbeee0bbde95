import { randomUUID } from 'node:crypto';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { deliveryRouter } from '@bellwether/server/features/delivery/delivery.router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import type { Role } from '@bellwether/shared/access/capabilities';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { callerIn, contextOf } from '../support/request-context.ts';

const AT = new Date('2026-03-10T10:00:00Z');

let db: Database;
let repositoryId: string;

/** Two teams of three; everybody brought something to production. */
beforeAll(async () => {
  db = await openTestDatabase();
  ({ id: repositoryId } = await buildRepository(db.pool, { name: 'shop' }));
  for (const slug of ['red', 'blue']) {
    const teamId = randomUUID();
    await insertRow(db.pool, 'teams', { id: teamId, slug, name: slug });
    for (let index = 0; index < 3; index += 1) {
      const accountId = await bringSomething();
      await insertRow(db.pool, 'team_members', { teamId, accountId });
    }
  }
});
afterAll(() => db?.close());

/** Somebody new with a pull request that was deployed. */
async function bringSomething(): Promise<string> {
  const { id: authorId } = await buildAccount(db.pool);
  const deploymentId = randomUUID();
  const firstCommitAt = new Date(AT.getTime() - 7_200_000);
  await insertRow(db.pool, 'deployments', {
    ...{ id: deploymentId, repositoryId, environment: 'production', sha: 'abcdef0' },
    ...{ createdAt: AT, updatedAt: AT },
  });
  const { id } = await buildPullRequest(db.pool, {
    ...{ repositoryId, authorId, createdAt: firstCommitAt, mergedAt: AT },
    facts: { deployedAt: AT, deploymentId, leadTimeSeconds: 7200, firstCommitAt },
  });
  await insertRow(db.pool, 'deployment_facts', {
    ...{ deploymentId, repositoryId, environment: 'production', track: '[null,"production"]' },
    ...{ sha: 'abcdef0', finishedAt: AT, step: 'change', isCounted: true, isRemediation: false },
    ...{ pullRequests: 1, pullRequestIds: [id], remedies: '[]' },
  });
  return authorId;
}

async function readAs(role: Role) {
  const sync = { tell: () => Promise.resolve() };
  const clock = () => new Date('2026-03-20T12:00:00Z');
  const app = { db, sync, clock } as unknown as AppContext;
  const caller = { ...callerIn(role), userId: null };
  const { leadTime, teams, services } = await createCallerFactory(deliveryRouter)({
    ...contextOf(app),
    caller,
  }).overview({ filter: { from: '2026-03-01', to: '2026-04-01' }, bucket: 'week' });
  return {
    whole: leadTime.n,
    teams: teams.map(({ leadTime: { n } }) => n),
    services: services.map(({ leadTime: { n } }) => n),
  };
}

test('the whole and its service are told where the teams are all there is', async () => {
  expect(await readAs('manager')).toEqual({ whole: 6, teams: [3, 3], services: [6] });
});

test('one or two of no team are not told apart by the whole, nor by the service, less the teams', async () => {
  for (const count of [7, 8]) {
    await bringSomething();
    expect(await readAs('manager')).toEqual({ whole: null, teams: [3, 3], services: [null] });
    expect(await readAs('admin')).toEqual({ whole: count, teams: [3, 3], services: [count] });
  }
});

test('three of no team hide each other: all is told again', async () => {
  await bringSomething();
  expect(await readAs('manager')).toEqual({ whole: 9, teams: [3, 3], services: [9] });
});
