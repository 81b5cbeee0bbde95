import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  goldenGrades,
  goldenMergeToProductionByWeek,
  goldenPeriod,
  goldenPickupByWeek,
  goldenPickupWorkInSecondWeek,
  goldenReviewCycleByWeek,
  goldenStageMeans,
} from '../golden/golden-aggregates.ts';
import {
  goldenDeep,
  goldenLeadTimeWorkInSecondWeek,
  goldenReviewCycleWorkInSecondWeek,
} from '../golden/golden-deep.ts';
import { buildGoldenWorld, goldenNow, goldenRepositoryName } from '../golden/golden-week.ts';
import { createApiClient } from '../support/api-client.ts';
import { apiFetch } from '../support/api-fetch.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const expectedCsv = readFileSync(
  path.resolve(import.meta.dirname, '../golden/golden-week.csv'),
  'utf8',
);
const filter = { from: goldenPeriod.fromOn, to: goldenPeriod.toOn };

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let server: TestServer;
let api: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  simulator = await startSimulator({ world: buildGoldenWorld() });
  server = await startTestServer({
    env: {
      GITHUB_API_URL: simulator.url,
      GITHUB_TOKEN: 'ghp_golden',
      GITHUB_REPOSITORIES: goldenRepositoryName,
    },
    clock: () => new Date(goldenNow),
  });
  await server.whenConnected();
  await server.whenSynced();
  api = createApiClient(server.url);
});

afterAll(async () => {
  await server.remove();
  await simulator.close();
});

/** Interpolation leaves dust below a millionth of a second; JSON tells instants with or without milliseconds. */
function round<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_, part) =>
    typeof part === 'number' ? Math.round(part * 1e6) / 1e6 : part,
  );
  return JSON.parse(text.replaceAll('.000Z', 'Z')) as Value;
}

async function buckets(metric: CycleTimeMetric, clock: 'wall' | 'work' = 'wall') {
  const overview = await api.cycleTime.overview.query({ filter, metric, clock, bucket: 'week' });
  return round(overview.buckets);
}

/** The facts that receipts by the work clock explain, each with its receipt's name. */
const workReceipts = [
  ['codingWorkSeconds', 'coding'],
  ['firstResponseWorkSeconds', 'first-response'],
  ['reviewWorkSeconds', 'review'],
  ['mergeWaitWorkSeconds', 'merge-wait'],
  ['reviewCycleWorkSeconds', 'review-cycle'],
  ['timeToMergeWorkSeconds', 'time-to-merge'],
  ['mergeToProductionWorkSeconds', 'merge-to-production'],
  ['leadTimeWorkSeconds', 'lead-time'],
  ['reworkWorkSeconds', 'rework-time'],
] as const;

describe('the golden week, read from GitHub and stored', () => {
  it('is exported as the file beside its reckoning, byte by byte', async () => {
    const answer = await apiFetch(`${server.url}/api/v1/pull-requests.csv`);
    expect(await answer.text()).toBe(expectedCsv);
  });

  it('has the reckoned work clocks, rework, requests and complexity in the receipts', async () => {
    for (const expected of goldenDeep) {
      const id = `PR_golden_${expected.number}`;
      const { receipts } = await api.pullRequests.detail.query({ id });
      const valueIn = (metric: string, clock: 'wall' | 'work' | null = null) =>
        receipts.find((one) => one.metric === metric && one.clock === clock)?.value;
      const told = Object.fromEntries(
        workReceipts.map(([field, metric]) => [field, valueIn(metric, 'work')]),
      );
      expect({
        ...told,
        reworkSeconds: valueIn('rework-time', 'wall'),
        ...{ complexity: valueIn('complexity'), tier: valueIn('tier') },
        turns: valueIn('review-turns'),
      }).toEqual({
        ...Object.fromEntries(workReceipts.map(([field]) => [field, expected[field]])),
        reworkSeconds: expected.reworkSeconds,
        ...{ complexity: expected.complexity, tier: expected.tier },
        turns: expected.turns.length,
      });
    }
  });

  it('has the reckoned lead time by the work clock', async () => {
    const [, second] = await buckets('lead-time', 'work');
    expect(second).toMatchObject(round(goldenLeadTimeWorkInSecondWeek));
  });

  it('has the reckoned review cycle time, week by week', async () => {
    const found = await buckets('review-cycle');
    expect((await buckets('review-cycle', 'work'))[1]).toMatchObject(
      round(goldenReviewCycleWorkInSecondWeek),
    );
    for (const [index, expected] of goldenReviewCycleByWeek.entries()) {
      expect(found[index]).toMatchObject(round(expected));
    }
  });

  it('has the reckoned time to first review on both clocks', async () => {
    const wall = await buckets('pickup');
    for (const [index, expected] of goldenPickupByWeek.slice(0, 2).entries()) {
      expect(wall[index]).toMatchObject(round(expected));
    }
    expect((await buckets('pickup', 'work'))[1]).toMatchObject(round(goldenPickupWorkInSecondWeek));
  });

  it('has the reckoned time from merge to production', async () => {
    const found = await buckets('merge-to-production');
    for (const [index, expected] of goldenMergeToProductionByWeek.entries()) {
      expect(found[index]).toMatchObject(round(expected));
    }
  });

  it('has the reckoned means of the stages, and grades', async () => {
    const { stages } = await api.cycleTime.overview.query({ filter, bucket: 'week' });
    expect(round(stages)).toMatchObject(round(goldenStageMeans));
    const coverage = await api.cycleTime.reviewCoverage.query({ filter, bucket: 'week' });
    expect(coverage.byGrade).toEqual(goldenGrades);
  });
});
