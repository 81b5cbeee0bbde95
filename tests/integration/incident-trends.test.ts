import { randomUUID } from 'node:crypto';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import { storeDerivedIncidents } from '@bellwether/server/db/derive-incidents';
import type { Database } from '@bellwether/server/db/open-database';
import { readIncidentsBehind } from '@bellwether/server/features/incidents/behind.service';
import { readIncident } from '@bellwether/server/features/incidents/detail.service';
import { enterInstants } from '@bellwether/server/features/incidents/enter-instants.service';
import { readIncidentRate } from '@bellwether/server/features/incidents/incident-rate.service';
import { storePostedIncidents } from '@bellwether/server/features/incidents/posted-incidents.store';
import { readIncidentTrends } from '@bellwether/server/features/incidents/trends.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { exclusions, severities } from '@bellwether/shared/incidents/incident-rule';
import {
  countIncidents,
  type IncidentFact,
  summariseIncidentDurations,
} from '@bellwether/shared/incidents/incident-trends.metric';
import {
  incidentsBehindInputSchema,
  incidentTrendsInputSchema,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { postedIncidentSchema } from '@bellwether/shared/incidents/posted-incident.schema';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';

const NOW = new Date('2026-04-20T12:00:00Z');
const DAY = 86_400_000;
const march = incidentTrendsInputSchema.parse({ from: '2026-03-02', to: '2026-03-30' });

let db: Database;
let world: TeamWorld;
let app: Parameters<typeof enterInstants>[0];
let repositoryId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = { db, clock: () => NOW, sync: { tell: async () => undefined } } as unknown as typeof app;
  world = await makeTeamWorld(app);
});
afterAll(() => db?.close());

beforeEach(async () => {
  for (const table of ['incident_edits', 'incidents', 'issues', 'repositories']) {
    await db.pool.query(`delete from ${table}`);
  }
  repositoryId = (await buildRepository(db.pool, { owner: 'acme', name: 'shop' })).id;
  await insertRow(db.pool, 'team_repositories', {
    ...{ teamId: idOf(world.teams, 'web'), repositoryId, origin: 'github' },
  });
});

const on = (day: number, hour = 10, minute = 0) => new Date(Date.UTC(2026, 2, day, hour, minute));

async function addIncident(more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await insertRow(db.pool, 'incidents', {
    ...{ id, kind: 'api', source: 'pager', externalId: id, title: 'Down', repositoryId },
    ...{ declaredAt: on(3), updatedAt: NOW, ...more },
  });
  return id;
}

async function addDeployment(finishedAt: Date, more: Record<string, unknown> = {}): Promise<void> {
  const id = randomUUID();
  await insertRow(db.pool, 'deployments', {
    ...{ id, repositoryId, environment: 'production', sha: id, createdAt: finishedAt },
    ...{ updatedAt: finishedAt },
  });
  await insertRow(db.pool, 'deployment_facts', {
    ...{ deploymentId: id, repositoryId, environment: 'production', track: 'shop', sha: id },
    ...{ finishedAt, step: 'change', isCounted: true, pullRequests: 1, isRemediation: false },
    ...more,
  });
}

const trends = (sight = SEES_ALL, input: object = {}) =>
  readIncidentTrends(app, { ...march, ...input }, sight);

describe('the trend of incidents', () => {
  test('counts per week, per deployment and per merged pull request, each with its denominator', async () => {
    await addIncident({ severity: 'sev1', service: 'shop' });
    await addIncident({ declaredAt: on(11), severity: 'sev3' });
    await addIncident({ declaredAt: on(11), exclusion: 'drill' });
    await addIncident({ declaredAt: null });
    for (const day of [3, 4, 12]) {
      await addDeployment(on(day));
    }
    await addDeployment(on(5), { isCounted: false, step: 'redeploy' });
    await buildPullRequest(db.pool, { repositoryId, createdAt: on(1), mergedAt: on(4) });
    await addIncident({ declaredAt: new Date('2026-02-20T09:00:00Z') });
    const answer = await trends();
    expect(answer.buckets.map(({ incidents }) => incidents)).toEqual([1, 1, 0, 0]);
    expect(answer.buckets.map(({ exposure }) => exposure)).toEqual([
      { weeks: 1, deployments: 2, pullRequests: 1 },
      { weeks: 1, deployments: 1, pullRequests: 0 },
      { weeks: 1, deployments: 0, pullRequests: 0 },
      { weeks: 1, deployments: 0, pullRequests: 0 },
    ]);
    expect(answer.whole).toMatchObject({
      ...{ incidents: 2, excluded: { duplicate: 0, 'false-alarm': 0, drill: 1 } },
      exposure: { weeks: 4, deployments: 3, pullRequests: 1 },
    });
    expect(answer.undated).toBe(1);
    expect(answer.previous.whole.incidents).toBe(1);
    // Nothing is known of the first part of the period before: it is no longer than its data.
    expect(answer.previous.whole.exposure.weeks).toBeCloseTo((9 + 15 / 24) / 7, 5);
    expect(answer.teams.map(({ name, incidents }) => [name, incidents])).toEqual([
      ['shop', 2],
      ['web', 2],
    ]);
    expect(answer.services).toMatchObject([
      { service: null, incidents: 1 },
      { service: 'shop', incidents: 1, exposure: { deployments: 3, pullRequests: null } },
    ]);
  });

  test('what was not read completely is said to be insufficient', async () => {
    await insertRow(db.pool, 'sync_streams', {
      ...{ repositoryId, stream: 'issues', state: 'failed', errorCode: 'upstream_error' },
      ...{ errorMessage: 'GitHub did not answer.', errorAt: NOW },
    });
    const { basis } = await trends();
    expect(basis.incidents.level).toBe('insufficient');
    expect(basis.incidents.step).not.toBeNull();
  });

  test('a service or a team narrows everything', async () => {
    await addIncident({ service: 'Shop' });
    await addIncident({ service: 'pay' });
    await addDeployment(on(3));
    const shop = await trends(SEES_ALL, { services: ['shop'] });
    expect(shop.whole).toMatchObject({
      ...{ incidents: 1, exposure: { deployments: 1, pullRequests: null } },
    });
    const ops = await trends(SEES_ALL, { teams: ['ops'] });
    expect(ops.whole).toMatchObject({
      incidents: 0,
      exposure: { deployments: 0, pullRequests: 0 },
    });
    await expect(trends(SEES_ALL, { teams: ['nobody'] })).rejects.toThrow('no team');
  });

  test('two hidden people’s merged pull requests are withheld from a manager, three people’s are not', async () => {
    const scope = { teamIds: [idOf(world.teams, 'web')], accountIds: [] };
    const manager = { scope, oneByOne: null };
    for (const login of ['lena', 'tom']) {
      await buildPullRequest(db.pool, {
        ...{ repositoryId, authorId: `U_${login}`, createdAt: on(2), mergedAt: on(4) },
      });
    }
    await addIncident();
    const few = await trends(manager);
    expect(few.whole.exposure.pullRequests).toBeNull();
    expect(few.buckets[0]?.exposure.pullRequests).toBeNull();
    expect(few.teams.map(({ exposure }) => exposure.pullRequests)).toEqual([null]);
    expect(few.whole.incidents).toBe(1);
    const wide = { teamIds: 'all' as const, accountIds: [] };
    expect((await trends({ scope: wide, oneByOne: wide })).whole.exposure.pullRequests).toBe(2);
  });

  test('SQL with everything around it equals the pure functions on random incidents', async () => {
    const random = createRandom(11);
    const facts: IncidentFact[] = [];
    for (let index = 0; index < 120; index += 1) {
      const maybe = <T>(value: T, chance = 0.6) => (random() < chance ? value : null);
      const start = Date.UTC(2026, 1, 20) + random() * 60 * DAY;
      const later = () => new Date(Math.floor((start + random() * 3 * DAY) / 1000) * 1000);
      const began = new Date(Math.floor(start / 1000) * 1000);
      const instants = {
        ...{
          impactStartedAt: maybe(began),
          detectedAt: maybe(later()),
          declaredAt: maybe(later()),
        },
        ...{
          acknowledgedAt: maybe(later()),
          mitigatedAt: maybe(later()),
          resolvedAt: maybe(later()),
        },
        closedAt: maybe(later(), 0.3),
      };
      const about = {
        severity: maybe(severities[Math.floor(random() * 5)] ?? 'sev1', 0.8),
        service: maybe(random() < 0.5 ? 'shop' : 'pay', 0.8),
        exclusion: maybe(exclusions[Math.floor(random() * 3)] ?? 'drill', 0.2),
      };
      facts.push({ id: await addIncident({ ...instants, ...about }), ...instants, ...about });
    }
    const buckets = bucketsOf(
      ...([instantOf(on(2, 0)), instantOf(on(30, 0))] as const),
      ...(['day', 'UTC'] as const),
    );
    const answer = await trends(SEES_ALL, { bucket: 'day' });
    const expected = countIncidents(facts, buckets);
    expect(
      answer.buckets.map(({ incidents, bySeverity, byService, excluded }) => ({
        ...{ incidents, bySeverity, byService, excluded },
      })),
    ).toEqual(expected);
    const durations = summariseIncidentDurations(facts, buckets);
    expect(answer.durations.map(({ previous: _, ...trend }) => trend)).toEqual(durations);
    const rate = await readIncidentRate(
      app,
      { from: on(2, 0), to: on(30, 0), bucket: 'day', repositories: [], teams: [] },
      SEES_ALL,
    );
    expect(rate.buckets.map(({ n }) => n)).toEqual(expected.map(({ incidents }) => incidents));
    // A list behind each number.
    for (const trend of durations) {
      const count = async (how: 'with' | 'without') =>
        (await behind(`${how}-${trend.duration}`)).total;
      expect(await count('without')).toBe(trend.coverage.missing);
      expect((await count('with')) + (await count('without'))).toBe(trend.coverage.of);
    }
    const sum = (read: (one: (typeof expected)[number]) => number) =>
      expected.reduce((total, one) => total + read(one), 0);
    expect((await behind('began')).total).toBe(sum(({ incidents }) => incidents));
    expect((await behind('began', { severity: 'unknown' })).total).toBe(
      sum(({ bySeverity }) => bySeverity.unknown),
    );
    expect((await behind('excluded')).total).toBe(
      sum(({ excluded }) => excluded.drill + excluded.duplicate + excluded['false-alarm']),
    );
  });
});

function behind(part: string, more: object = {}) {
  const { from, to } = march;
  const input = incidentsBehindInputSchema.parse({ from, to, part, limit: 5, ...more });
  return readIncidentsBehind(app, input, EVERYTHING);
}

/** Numbers in [0, 1), the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('instants that a person enters', () => {
  const lena = { name: 'Lena', scope: EVERYTHING, seeing: EVERYTHING };

  async function addIssue(closedAt: Date | null = on(3, 12)) {
    await db.pool.query(
      `insert into issues (id, repository_id, number, title, url, state, created_at, updated_at, closed_at)
       values ('I1', $1, 7, 'Down', 'https://x.example/7', $2, $3, $3, $4)
       on conflict (id) do update set state = excluded.state, closed_at = excluded.closed_at`,
      [repositoryId, closedAt === null ? 'open' : 'closed', on(3), closedAt],
    );
    await db.pool.query(
      "insert into issue_labels (issue_id, name) values ('I1', 'incident') on conflict do nothing",
    );
    await derive();
    const { rows } = await db.pool.query<{ id: string }>(
      "select id from incidents where issue_id = 'I1'",
    );
    return rows[0]?.id ?? '';
  }
  const derive = () => db.transaction((tx) => storeDerivedIncidents(tx, repositoryId, null));
  const look = (id: string) => readIncident(app, id, EVERYTHING, EVERYTHING);
  const enter = (incidentId: string, basedOn: number, instants: object) =>
    enterInstants(app, { incidentId, basedOn, instants: instants as never }, lena);

  test('give an issue its time to restore, say whose they are, and outlive a sync', async () => {
    const id = await addIssue();
    expect((await trends()).durations[0]).toMatchObject({
      ...{ duration: 'restore', whole: { n: 0 }, coverage: { of: 1, missing: 1 } },
    });
    await enter(id, 0, { impactStartedAt: '2026-03-03T09:20:00Z' });
    await addIssue(on(3, 13));
    // Even a rule that takes the incident away and gives it back keeps what was written.
    await db.pool.query("update issue_labels set name = 'bug'");
    await derive();
    await db.pool.query("update issue_labels set name = 'incident'");
    await derive();
    const detail = await look(id);
    expect(detail.incident.timeToRestoreSeconds).toBe(220 * 60);
    expect(detail.version).toBe(1);
    expect(detail.instants[0]).toEqual({
      ...{ name: 'impactStartedAt', at: '2026-03-03T09:20:00.000Z', source: 'manual' },
      ...{ editedBy: 'Lena', editedAt: '2026-04-20T12:00:00Z' },
    });
    expect((await behind('with-restore')).items[0]).toMatchObject({
      ...{ number: 7, entered: ['impactStartedAt'], timeToRestoreSeconds: 220 * 60 },
    });
  });

  test('are taken back, and what came by itself stands again', async () => {
    const id = await addIssue();
    await enter(id, 0, { resolvedAt: '2026-03-03T11:00:00Z' });
    expect((await look(id)).incident.resolvedAt).toBe('2026-03-03T11:00:00.000Z');
    await enter(id, 1, { resolvedAt: null });
    const { incident, instants } = await look(id);
    expect(incident.resolvedAt).toBe(on(3, 12).toISOString());
    expect(instants.map(({ source }) => source)).not.toContain('manual');
  });

  test('keep over what another system sends again, which is known still', async () => {
    const posted = (resolvedAt: string) => ({
      ...postedIncidentSchema.parse({
        ...{ source: 'pager', externalId: '9', title: 'Down', declaredAt: '2026-03-03T10:00:00Z' },
        resolvedAt,
      }),
      repositoryId,
    });
    const [stored] = await storePostedIncidents(db, [posted('2026-03-03T12:00:00Z')], NOW);
    const id = stored?.id ?? '';
    await enter(id, 0, { resolvedAt: '2026-03-03T11:00:00Z' });
    await storePostedIncidents(db, [posted('2026-03-03T12:30:00Z')], NOW);
    expect((await look(id)).incident.resolvedAt).toBe('2026-03-03T11:00:00.000Z');
    await enter(id, 1, { resolvedAt: null });
    expect((await look(id)).incident.resolvedAt).toBe('2026-03-03T12:30:00.000Z');
  });

  test('nothing before the impact, nothing to come; other inversions are told', async () => {
    const id = await addIssue();
    await expect(enter(id, 0, { impactStartedAt: '2026-03-03T10:30:00Z' })).rejects.toMatchObject({
      ...{ code: 'invalid_input', field: 'impactStartedAt' },
    });
    await expect(enter(id, 0, { mitigatedAt: '2026-05-03T10:30:00Z' })).rejects.toMatchObject({
      ...{ code: 'invalid_input', field: 'mitigatedAt' },
    });
    const { warnings } = await enter(id, 0, {
      ...{ detectedAt: '2026-03-03T09:40:00Z', mitigatedAt: '2026-03-03T09:30:00Z' },
    });
    expect(warnings).toContain('"Mitigated" lies before "Detected": taken as it is.');
  });

  test('a stale write is refused with both texts', async () => {
    const id = await addIssue();
    await enter(id, 0, { impactStartedAt: '2026-03-03T09:20:00Z' });
    await expect(enter(id, 0, { impactStartedAt: '2026-03-03T09:30:00Z' })).rejects.toThrow(
      'It says now: Impact began 2026-03-03T09:20:00Z. You wanted: Impact began 2026-03-03T09:30:00Z.',
    );
  });

  test('who may not see the repository finds no such incident', async () => {
    const id = await addIssue();
    const ops = { teamIds: [idOf(world.teams, 'ops')], accountIds: [] };
    await expect(readIncident(app, id, ops, null)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      enterInstants(
        app,
        { incidentId: id, basedOn: 0, instants: {} },
        { name: 'X', scope: ops, seeing: ops },
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
