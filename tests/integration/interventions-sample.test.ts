import { readDeliveryMetric } from '@bellwether/server/features/delivery/delivery-metric.service';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { generateSampleTeam } from '@bellwether/server/github-simulator/worlds/sample-team/generate-sample-team';
import { sampleTeamStory } from '@bellwether/server/github-simulator/worlds/sample-team/story';
import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { SEES_ALL } from '../support/sight.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const HOUR = 3600;
const endsAt = new Date('2026-11-22T09:00:00Z');
const story = sampleTeamStory({ seed: 7, endsAt });

let simulator: Simulator;
let server: TestServer;
let api: ReturnType<typeof createApiClient>;
let interventionId: string;

beforeAll(async () => {
  simulator = await startSimulator({ world: generateSampleTeam({ seed: 7, endsAt }) });
  server = await startTestServer({ clock: () => endsAt });
  // The team in this process: its own is made of what is built.
  server.app.sample.credentials = async () => ({
    ...{ kind: 'token', apiUrl: simulator.url, token: 'sample-team' },
  });
  api = createApiClient(server.url);
  await api.connections.startSample.mutate();
  await server.whenSynced();
  const { items } = await api.interventions.overview.query();
  interventionId = items[0]?.intervention.id ?? '';
}, 300_000);

afterAll(async () => {
  await server.remove();
  await simulator.close();
});

const read = (part: Partial<{ weeks: number; metric: 'incident-rate' | 'review-cycle' }> = {}) =>
  api.interventions.effect.query({ interventionId, ...part });

function durationOf({ outcome }: InterventionEffect) {
  if (outcome?.kind !== 'duration') {
    throw new Error('a duration was to be compared');
  }
  return outcome.comparison;
}

describe("the sample team's story", () => {
  it('stands among the interventions once, over its repositories, and marks the charts once', async () => {
    await server.app.startSample();
    const { items } = await api.interventions.overview.query();
    expect(items).toHaveLength(1);
    expect(items[0]?.intervention).toMatchObject({
      ...{ title: story.changeTitle, startedOn: story.changedOn, settledOn: story.settledOn },
      ...{ origin: 'sample', metric: 'review-cycle', team: null },
    });
    expect(items[0]?.intervention.repositories.map(({ name }) => name).sort()).toEqual(
      [...story.repositories].sort(),
    );
    const chart = await api.cycleTime.overview.query({
      filter: {
        ...{ from: story.startsOn, to: '2026-11-22', repositories: [], authors: [] },
        ...{ baseBranches: [], labels: [] },
      },
    });
    expect(chart.annotations.filter(({ text }) => text === story.changeTitle)).toEqual([
      { on: story.changedOn, text: story.changeTitle },
    ]);
  });

  it('goes from about four days to less than one within six weeks, and the interval leaves no difference out', async () => {
    const effect = await read();
    expect(effect.windows).toMatchObject({
      ...{ state: 'compared', weeks: 12 },
      rollout: { from: story.changedOn, to: story.settledOn },
    });
    const { before, after, shift, test, verdict } = durationOf(effect);
    expect((before.p50 ?? 0) / HOUR).toBeGreaterThan(84);
    expect((before.p50 ?? 0) / HOUR).toBeLessThan(108);
    expect((after.p50 ?? 0) / HOUR).toBeLessThan(24);
    expect(verdict).toBe('clearly-less');
    expect(shift?.high).toBeLessThan(-48 * HOUR);
    expect(test?.p).toBeLessThan(0.001);
    // Every week after the six is below a day.
    for (const week of effect.weeks.filter(({ part }) => part === 'after')) {
      expect((week.p50 ?? Number.POSITIVE_INFINITY) / HOUR).toBeLessThan(24);
    }
  });

  it('has fewer incidents per merged change, and says that so few of them do not settle it', async () => {
    const effect = await read({ metric: 'incident-rate' });
    expect(effect.outcome?.kind).toBe('rate');
    const rate = effect.rates.find(({ metric }) => metric === 'incident-rate');
    expect(rate?.ratio?.ratio).toBeGreaterThan(0.35);
    expect(rate?.ratio?.ratio).toBeLessThan(0.6);
    expect(rate?.ratio?.low).toBeGreaterThan(0.1);
    expect(rate?.ratio?.high).toBeGreaterThan(1);
    expect(rate?.verdict).toBe('cannot-tell');
  });

  it('counts failed deployments as the page of delivery does', async () => {
    const { rates, windows } = await read();
    const failure = rates.find(({ metric }) => metric === 'change-failure');
    if (windows.state !== 'compared' || failure === undefined) {
      throw new Error('nothing was compared');
    }
    for (const side of ['before', 'after'] as const) {
      const { buckets } = await readDeliveryMetric(
        server.app,
        {
          ...{ metric: 'change-failure', bucket: 'week', repositories: [], teams: [] },
          from: new Date(windows[side].from),
          to: new Date(windows[side].to),
        },
        SEES_ALL,
      );
      const sum = (key: string) => buckets.reduce((all, bucket) => all + Number(bucket[key]), 0);
      expect(failure[side]).toEqual({ events: sum('failed'), exposure: sum('n') });
    }
  });

  it('was no trend, no peak and no other mix of work', async () => {
    const kinds = (await read()).caveats.map(({ kind }) => kind);
    expect(kinds).not.toContain('peak');
    expect(kinds).not.toContain('mix');
    expect(kinds).not.toContain('overlap');
    expect(kinds).not.toContain('trend-before');
  });

  it('has times to restore that its people entered: percentiles with n, dots where few, and some that nobody told', async () => {
    const trends = await api.incidents.trends.query({ from: '2026-05-24', to: '2026-11-22' });
    const restore = trends.durations.find(({ duration }) => duration === 'restore');
    const { n = 0, p50, p90 } = restore?.whole ?? {};
    expect(n).toBeGreaterThanOrEqual(10);
    expect((p50 ?? 0) / HOUR).toBeGreaterThan(1);
    expect((p50 ?? 0) / HOUR).toBeLessThan(12);
    expect(p90).toBeGreaterThan(p50 ?? 0);
    expect(restore?.coverage).toEqual({
      of: n + (restore?.coverage.missing ?? 0),
      missing: expect.any(Number),
    });
    expect(restore?.coverage.missing).toBeGreaterThan(0);
    expect(
      restore?.buckets.some(
        ({ n: few, each, p50: none }) => few > 0 && each.length === few && none === null,
      ),
    ).toBe(true);
    const shown = { from: '2026-05-24', to: '2026-11-22', part: 'with-restore' } as const;
    const { items } = await api.incidents.behind.query(shown);
    const { instants, warnings } = await api.incidents.detail.query({
      incidentId: items[0]?.id ?? '',
    });
    expect(warnings).toEqual([]);
    expect(instants.find(({ name }) => name === 'impactStartedAt')).toMatchObject({
      ...{ source: 'manual', editedBy: expect.stringMatching(/^[A-Z]/) },
    });
  });

  it('keeps what a visitor took back taken back, however often the issue is read again', async () => {
    const { items } = await api.incidents.behind.query({
      ...{ from: '2026-05-24', to: '2026-11-22', part: 'with-restore' },
    });
    const incidentId = items[0]?.id ?? '';
    const { version } = await api.incidents.detail.query({ incidentId });
    await api.incidents.enterInstants.mutate({
      ...{ incidentId, basedOn: version, instants: { impactStartedAt: null } },
    });
    const { pool } = server.app.db;
    const { rows } = await pool.query<{ id: string }>('select id from repositories');
    await pool.query('update sync_streams set watermark_at = null');
    for (const { id } of rows) {
      await server.app.sync.request({ kind: 'pass', repositoryId: id }, 'person');
    }
    await server.whenSynced();
    const { instants } = await api.incidents.detail.query({ incidentId });
    expect(instants.find(({ name }) => name === 'impactStartedAt')).toMatchObject({ at: null });
    expect(instants.find(({ name }) => name === 'detectedAt')).toMatchObject({ source: 'manual' });
  });

  it('goes with the sample team', async () => {
    expect((await api.interventions.overview.query()).items).toHaveLength(1);
    const { rows } = await server.app.db.pool.query<{ id: string }>('select id from connections');
    await api.connections.remove.mutate({ connectionId: rows[0]?.id ?? '' });
    expect((await api.interventions.overview.query()).items).toEqual([]);
  });

  it('stays away once somebody deleted it, and comes with a sample team that is started anew', async () => {
    const told = async () => (await api.interventions.overview.query()).items;
    await api.connections.startSample.mutate();
    const [made] = await told();
    await api.interventions.remove.mutate({
      ...{ interventionId: made?.intervention.id ?? '', basedOn: 0 },
    });
    await server.app.startSample();
    expect(await told()).toEqual([]);
    const { rows } = await server.app.db.pool.query<{ id: string }>('select id from connections');
    await api.connections.remove.mutate({ connectionId: rows[0]?.id ?? '' });
    await api.connections.startSample.mutate();
    expect(await told()).toHaveLength(1);
  });
});
