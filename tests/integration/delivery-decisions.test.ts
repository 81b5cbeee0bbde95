import { randomUUID } from 'node:crypto';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { deliveryRouter } from '@bellwether/server/features/delivery/delivery.router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { callerIn, contextOf } from '../support/request-context.ts';

const createCaller = createCallerFactory(deliveryRouter);
const NOW = new Date('2026-03-20T12:00:00Z');
const march = { from: '2026-03-01', to: '2026-04-01' };

let db: Database;
let repositoryId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  ({ id: repositoryId } = await buildRepository(db.pool, { name: 'shop' }));
  await deploy('first', '2026-03-10T08:00:00Z');
  await deploy('second', '2026-03-10T09:00:00Z');
});
afterAll(() => db?.close());

function askAs(name: string) {
  const sync = { tell: () => Promise.resolve(), request: () => Promise.resolve() };
  const app = { db, sync, clock: () => NOW } as unknown as AppContext;
  return createCaller({
    ...contextOf(app),
    caller: { ...callerIn('admin'), name, userId: null },
  });
}

async function deploy(id: string, at: string): Promise<void> {
  const when = new Date(at);
  const sha = `${id}0000000`;
  await insertRow(db.pool, 'deployments', {
    ...{ id, repositoryId, environment: 'production', sha, createdAt: when, updatedAt: when },
  });
  await insertRow(db.pool, 'deployment_facts', {
    ...{ deploymentId: id, repositoryId, environment: 'production', track: '[null,"production"]' },
    ...{ sha, finishedAt: when, step: 'change', isCounted: true, isRemediation: false },
    ...{ pullRequests: 0, pullRequestIds: [], remedies: '[]' },
  });
}

/** An incident right after both deployments. */
async function breakDown(more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await insertRow(db.pool, 'incidents', {
    ...{ id, kind: 'api', source: 'pager', externalId: id, title: 'Down', repositoryId },
    ...{ declaredAt: new Date('2026-03-10T10:00:00Z'), updatedAt: NOW, ...more },
  });
  return id;
}

/** Everything that stands of an incident, to the last column. */
async function standing(incidentId: string): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `select id, deployment_id, pull_request_id, verdict, evidence, note, decided_by, decided_at
     from attributions where incident_id = $1 and stands order by id`,
    [incidentId],
  );
  return rows;
}

async function verdicts(incidentId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ words: string }>(
    `select coalesce(deployment_id, 'none') || ' ' || verdict as words from attributions
     where incident_id = $1 and stands order by 1`,
    [incidentId],
  );
  return rows.map(({ words }) => words);
}

const confirmed = (incidentId: string, deploymentId: string | null, basedOn: number) => ({
  ...{ incidentId, deploymentId, verdict: 'confirmed' as const, basedOn },
});
const refuted = (incidentId: string, deploymentId: string, basedOn: number) => ({
  ...{ incidentId, deploymentId, verdict: 'refuted' as const, basedOn },
});

describe('two who decide about the same incident', () => {
  test('the second is refused, told who was first and what stands, and overwrites nothing', async () => {
    const incidentId = await breakDown();
    await askAs('Ada').decide({ ...confirmed(incidentId, 'second', 0), note: 'Seen in the log.' });
    const before = await standing(incidentId);
    const refusal = {
      code: 'CONFLICT',
      message: expect.stringMatching(/Ada decided meanwhile.*second0 caused it.*did not cause it/),
    };
    await expect(askAs('Grace').decide(refuted(incidentId, 'second', 0))).rejects.toMatchObject(
      refusal,
    );
    await expect(
      askAs('Grace').undo({ incidentId, deploymentId: 'second', basedOn: 0 }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await standing(incidentId)).toEqual(before);
  });

  test('at the very same time: one is stored, the other refused', async () => {
    const incidentId = await breakDown();
    const said = await Promise.allSettled([
      askAs('Ada').decide(confirmed(incidentId, 'first', 0)),
      askAs('Grace').decide(confirmed(incidentId, null, 0)),
    ]);
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await standing(incidentId)).toHaveLength(1);
  });

  test('what was taken back meanwhile is a change, too: no version comes twice', async () => {
    const incidentId = await breakDown();
    await askAs('Ada').decide(confirmed(incidentId, 'second', 0));
    await askAs('Ada').undo({ incidentId, deploymentId: 'second', basedOn: 1 });
    await expect(askAs('Grace').decide(confirmed(incidentId, 'first', 1))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('Ada took something back meanwhile'),
    });
    expect(await askAs('Grace').decide(confirmed(incidentId, 'first', 2))).toEqual({ version: 3 });
  });

  test('the inbox says which version a decision is based on', async () => {
    const incidentId = await breakDown();
    const versions = async () => {
      const { pending, decided } = await askAs('Ada').inbox({ filter: march });
      return [...pending, ...decided].flatMap((one) =>
        one.incident.id === incidentId ? [one.version] : [],
      );
    };
    expect(await versions()).toEqual([0, 0]);
    await askAs('Ada').decide(refuted(incidentId, 'second', 0));
    expect(await versions()).toEqual([1, 1]);
  });
});

describe('"no deployment caused it"', () => {
  test('and a confirmed cause take each other’s place, and the number follows', async () => {
    const incidentId = await breakDown();
    const failed = async () => {
      const { summary } = await askAs('Ada').overview({ filter: march, bucket: 'week' });
      return summary.changeFailure.failed;
    };
    const before = await failed();
    await askAs('Ada').decide(confirmed(incidentId, 'first', 0));
    await askAs('Ada').decide(refuted(incidentId, 'second', 1));
    await askAs('Grace').decide(confirmed(incidentId, null, 2));
    expect(await verdicts(incidentId)).toEqual(['none confirmed', 'second refuted']);
    expect(await failed()).toBe(before);
    await askAs('Ada').decide(confirmed(incidentId, 'second', 3));
    expect(await verdicts(incidentId)).toEqual(['second confirmed']);
  });

  test('is told of a deployment that the incident itself names: it is a failure no more, and waits no more', async () => {
    const incidentId = await breakDown({ causedBy: 'abcdef0' });
    await db.pool.query(
      `update deployment_facts set sha = 'abcdef0123' where deployment_id = 'first'`,
    );
    await askAs('Ada').decide(confirmed(incidentId, null, 0));
    const { pending, decided } = await askAs('Ada').inbox({ filter: march });
    const own = (list: typeof pending) => list.filter(({ incident }) => incident.id === incidentId);
    expect(own(pending)).toEqual([]);
    expect(own(decided)).toMatchObject([{ deployment: null, state: 'confirmed' }]);
  });
});

describe('taking back', () => {
  test('gives back exactly what stood before, step by step', async () => {
    const incidentId = await breakDown();
    const steps = [
      { ...refuted(incidentId, 'first', 0), note: 'Not this one.' },
      { ...confirmed(incidentId, 'first', 1), note: 'It was, after all.' },
      { ...confirmed(incidentId, 'second', 2) },
      { ...confirmed(incidentId, null, 3), note: 'The power was out.' },
    ];
    const stood: unknown[][] = [];
    for (const [index, step] of steps.entries()) {
      stood.push(await standing(incidentId));
      await askAs(index % 2 === 0 ? 'Ada' : 'Grace').decide(step);
    }
    for (const [index, { deploymentId }] of steps.toReversed().entries()) {
      await askAs('Grace').undo({ incidentId, deploymentId, basedOn: steps.length + index });
      expect(await standing(incidentId)).toEqual(stood.pop());
    }
    await expect(
      askAs('Ada').undo({ incidentId, deploymentId: 'first', basedOn: 8 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the inbox of many incidents', () => {
  const may = { from: '2026-05-01', to: '2026-06-01' };

  test('comes the latest first and in parts, with how many there are of each', async () => {
    await deploy('lasting', '2026-05-04T08:00:00Z');
    const ids: string[] = [];
    for (let minute = 10; minute < 40; minute += 1) {
      const declaredAt = new Date(`2026-05-04T08:${minute}:00Z`);
      ids.unshift(await breakDown({ declaredAt, title: `Minute ${minute}` }));
    }
    const incidentsOf = (links: { incident: { id: string } }[]) =>
      links.map(({ incident }) => incident.id);
    const first = await askAs('Ada').inbox({ filter: may, pending: 4 });
    expect(incidentsOf(first.pending)).toEqual(ids.slice(0, 4));
    expect(first).toMatchObject({ pendingTotal: 30, decidedTotal: 0 });
    const more = await askAs('Ada').inbox({ filter: may, pending: 100 });
    expect(incidentsOf(more.pending)).toEqual(ids);

    for (const incidentId of ids.slice(0, 3)) {
      await askAs('Ada').decide(refuted(incidentId, 'lasting', 0));
    }
    const after = await askAs('Ada').inbox({ filter: may, pending: 4, decided: 2 });
    expect(incidentsOf(after.pending)).toEqual(ids.slice(3, 7));
    expect(after.decided).toHaveLength(2);
    expect(after).toMatchObject({ pendingTotal: 27, decidedTotal: 3 });
  });

  test('does not answer with everything there is at once', async () => {
    await expect(askAs('Ada').inbox({ filter: may, pending: 100_000 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

test('the database itself keeps two words of one pair from standing', async () => {
  const incidentId = await breakDown();
  await askAs('Ada').decide(confirmed(incidentId, null, 0));
  const again = { incidentId, decidedBy: 'Grace', decidedAt: NOW, verdict: 'confirmed' };
  await expect(insertRow(db.pool, 'attributions', again)).rejects.toThrow(/attributions_standing/);
});
