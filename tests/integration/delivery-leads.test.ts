import { randomUUID } from 'node:crypto';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { deliveryRouter } from '@bellwether/server/features/delivery/delivery.router';
import { incidentsRouter } from '@bellwether/server/features/incidents/incidents.router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import type { Grant } from '@bellwether/shared/access/access.rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { callerIn, contextOf } from '../support/request-context.ts';

const NOW = new Date('2026-03-20T12:00:00Z');
const BEGAN = new Date('2026-03-10T10:00:00Z');

let db: Database;
let teamId: string;
/** By what their repository is to the team: given to it, worked in by it, or foreign. */
const incidents = new Map<string, string>();

beforeAll(async () => {
  db = await openTestDatabase();
  teamId = randomUUID();
  await insertRow(db.pool, 'teams', { id: teamId, slug: 'web', name: 'Web' });
  const { id: accountId } = await buildAccount(db.pool);
  await insertRow(db.pool, 'team_members', { teamId, accountId });
  const given = await breakDown('given');
  await insertRow(db.pool, 'team_repositories', { teamId, repositoryId: given, origin: 'own' });
  const workedIn = await breakDown('worked-in');
  await buildPullRequest(db.pool, { repositoryId: workedIn, authorId: accountId });
  await breakDown('foreign');
});
afterAll(() => db?.close());

/** A repository with a deployment and an incident after it. */
async function breakDown(name: string): Promise<string> {
  const { id: repositoryId } = await buildRepository(db.pool, { name });
  const at = new Date(BEGAN.getTime() - 3_600_000);
  await insertRow(db.pool, 'deployments', {
    ...{ id: name, repositoryId, environment: 'production', sha: 'abcdef0' },
    ...{ createdAt: at, updatedAt: at },
  });
  await insertRow(db.pool, 'deployment_facts', {
    ...{
      deploymentId: name,
      repositoryId,
      environment: 'production',
      track: '[null,"production"]',
    },
    ...{ sha: 'abcdef0', finishedAt: at, step: 'change', isCounted: true, isRemediation: false },
    ...{ pullRequests: 0, pullRequestIds: [], remedies: '[]' },
  });
  const id = randomUUID();
  await insertRow(db.pool, 'incidents', {
    ...{ id, kind: 'api', source: 'pager', externalId: id, title: name, repositoryId },
    ...{ declaredAt: BEGAN, updatedAt: NOW },
  });
  incidents.set(name, id);
  return repositoryId;
}

/** Leads the team; `more`: what else they are. */
function lead(...more: Grant[]) {
  return contextFor([{ role: 'lead', teamId }, ...more]);
}

function contextFor(grants: Grant[]) {
  const sync = { tell: () => Promise.resolve(), request: () => Promise.resolve() };
  const app = { db, sync, clock: () => NOW } as unknown as AppContext;
  return { ...contextOf(app), caller: { ...callerIn('lead'), userId: null, grants } };
}

type Context = ReturnType<typeof lead>;

const idOf = (name: string) => incidents.get(name) ?? '';

async function decideAndUndo(context: Context, name: string): Promise<void> {
  const caller = createCallerFactory(deliveryRouter)(context);
  const pair = { incidentId: idOf(name), deploymentId: name };
  const { version } = await caller.decide({ ...pair, verdict: 'confirmed', basedOn: 0 });
  await caller.undo({ ...pair, basedOn: version });
  await db.pool.query('delete from attributions');
}

async function enter(context: Context, name: string): Promise<void> {
  const caller = createCallerFactory(incidentsRouter)(context);
  const instants = { detectedAt: '2026-03-10T10:05:00Z' };
  await caller.enterInstants({ incidentId: idOf(name), basedOn: 0, instants });
  await db.pool.query('delete from incident_edits');
}

/** Who sees everything as a manager, beside leading one team. */
const seesAll: Grant = { role: 'manager', teamId: null };

describe.each([
  ['says what caused an incident', decideAndUndo],
  ['enters instants of an incident', enter],
])('a lead who %s', (_, act) => {
  test.each(['given', 'worked-in'])('may, in a repository %s', async (name) => {
    await expect(act(lead(), name)).resolves.toBeUndefined();
    await expect(act(lead(seesAll), name)).resolves.toBeUndefined();
  });

  test('may not in a repository of others that they see, and is told whom to ask', async () => {
    await expect(act(lead(seesAll), 'foreign')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('teams that you lead'),
    });
  });

  test('does not learn of what they do not see', async () => {
    await expect(act(lead(), 'foreign')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an admin may everywhere', async () => {
    const admin = contextFor([{ role: 'admin', teamId: null }]);
    await expect(act(admin, 'foreign')).resolves.toBeUndefined();
  });
});

test('a deployment of others is no cause that a lead may name', async () => {
  const caller = createCallerFactory(deliveryRouter)(lead(seesAll));
  await expect(
    caller.decide({
      ...{ incidentId: idOf('given'), deploymentId: 'foreign', verdict: 'confirmed', basedOn: 0 },
    }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('their inbox holds what they may decide', async () => {
  const { pending } = await createCallerFactory(deliveryRouter)(lead(seesAll)).inbox({
    filter: { from: '2026-03-01', to: '2026-04-01' },
  });
  expect(pending.map(({ incident }) => incident.title).sort()).toEqual(['given', 'worked-in']);
});
