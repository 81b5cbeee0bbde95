import type {
  CycleTimeOverview,
  ShownBucket,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';

const HOUR = 3600;
const basis: MetricBasis = {
  level: 'enough',
  covered: 20,
  total: 20,
  dataAsOf: '2026-03-12T11:50:00Z',
  reason: null,
  step: null,
};

/** A week of pull requests as the server answers it; for tests of what is made of it. */
export function buildBucket(overrides: Partial<ShownBucket> = {}): ShownBucket {
  return {
    start: '2026-03-02T00:00:00.000Z',
    end: '2026-03-09T00:00:00.000Z',
    isPartial: false,
    n: 10,
    p50: 10 * HOUR,
    p75: 20 * HOUR,
    p90: 40 * HOUR,
    mean: 15 * HOUR,
    interval80: [8 * HOUR, 12 * HOUR],
    censored: 0,
    isKaplanMeier: false,
    excluded: {},
    withheld: null,
    ...overrides,
  };
}

/** Two weeks, the second still filling, and the two weeks before. */
export function buildOverview(overrides: Partial<CycleTimeOverview> = {}): CycleTimeOverview {
  const second = { start: '2026-03-09T00:00:00.000Z', end: '2026-03-16T00:00:00.000Z' };
  const stage = {
    n: 4,
    codingSeconds: HOUR,
    pickupSeconds: 2 * HOUR,
    reviewSeconds: 3 * HOUR,
    mergeWaitSeconds: 4 * HOUR,
    withheld: null,
  };
  const none = {
    n: 0,
    codingSeconds: null,
    pickupSeconds: null,
    reviewSeconds: null,
    mergeWaitSeconds: null,
    withheld: null,
  };
  return {
    definitionVersion: 1,
    zone: 'UTC',
    now: '2026-03-12T12:00:00.000Z',
    metric: 'review-cycle',
    clock: 'wall',
    bucketedBy: 'merge',
    rule: 'B8',
    buckets: [buildBucket(), buildBucket({ ...second, isPartial: true })],
    summary: buildBucket({ n: 20, end: second.end }),
    previous: {
      from: '2026-02-16',
      to: '2026-03-02',
      buckets: [buildBucket({ p50: 30 * HOUR }), buildBucket({ p50: null })],
      summary: buildBucket({ p50: 30 * HOUR, interval80: [25 * HOUR, 35 * HOUR] }),
    },
    stages: [
      { start: '2026-03-02T00:00:00.000Z', ...stage },
      { start: second.start, ...none },
    ],
    stagesSummary: { start: '2026-03-02T00:00:00.000Z', ...stage },
    stagesPrevious: { start: '2026-02-16T00:00:00.000Z', ...none },
    annotations: [],
    quality: {
      dataAsOf: null,
      coverage: null,
      isSyncing: false,
      problems: [],
      basis: { metric: basis, stages: basis, grades: basis, waiting: basis, list: basis },
    },
    ...overrides,
  };
}
