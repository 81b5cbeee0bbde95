import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summariseDurations } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { bucketsOf, wholePeriod } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { describe, expect, test } from 'vitest';
import { worldToHistories } from '../golden/world-to-histories.ts';
import { readRecording, recordingFolders } from './read-recording.ts';

type ExpectedBucket = Omit<DurationBucket, 'end' | 'isPartial' | 'isKaplanMeier'> & {
  p50_of_finished?: number;
};
type ExpectedMetrics = Record<
  string,
  Record<CycleTimeMetric, { wall: ExpectedBucket[]; work?: ExpectedBucket[]; all: ExpectedBucket }>
>;

const folders = recordingFolders();

describe.skipIf(folders.length === 0)('metrics of recorded repositories (C20)', () => {
  for (const folder of folders) {
    const recording = readRecording(folder);
    const rows = worldToHistories({
      ...recording,
      defaultBranch: 'master',
      gitattributes: null,
    }).map((history) => deriveFacts(history, defaultFactRules));
    const file = join(folder, 'expected-metrics.json');
    const expected = JSON.parse(readFileSync(file, 'utf8')) as ExpectedMetrics;
    const metrics = Object.entries(expected[recording.repository] ?? {});

    test(`${recording.repository}: there is something to compare`, () => {
      expect(metrics.length).toBeGreaterThanOrEqual(7);
    });

    for (const [metric, clocks] of metrics) {
      const months = bucketsOf(...periodOf(clocks.wall), 'month', 'UTC');
      const answer = (clock: 'wall' | 'work', buckets = months) =>
        summariseDurations(rows, buckets, {
          metric: metric as CycleTimeMetric,
          clock,
          calendar: defaultFactRules.calendar,
          now: null,
        });

      test(`${recording.repository}: ${metric} by month equals the recorded buckets`, () => {
        expectEqual(answer('wall'), clocks.wall);
        expectEqual(clocks.work === undefined ? [] : answer('work'), clocks.work ?? []);
      });

      test(`${recording.repository}: ${metric} over the whole period equals the recorded one`, () => {
        expectEqual(answer('wall', [wholePeriod(...periodOf(clocks.wall))]), [clocks.all]);
      });
    }
  }
});

/** From the first month to the end of the last. */
function periodOf(buckets: readonly ExpectedBucket[]): [from: number, to: number] {
  const last = new Date(buckets.at(-1)?.start ?? 0);
  return [
    instantOf(new Date(buckets[0]?.start ?? 0)),
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1) / 1000,
  ];
}

const numbers = ['n', 'p50', 'p75', 'p90', 'mean', 'censored'] as const;

function expectEqual(actual: readonly DurationBucket[], expected: readonly ExpectedBucket[]): void {
  const differences = expected.flatMap((bucket, index) => {
    const own = actual[index];
    const fields = numbers.filter((field) => !isClose(own?.[field], bucket[field]));
    const isSame =
      own?.start === bucket.start &&
      JSON.stringify(own.interval80) === JSON.stringify(bucket.interval80) &&
      own.isKaplanMeier === (bucket.p50_of_finished !== undefined);
    return fields.length === 0 && isSame ? [] : [{ fields, expected: bucket, actual: own }];
  });
  expect(differences).toEqual([]);
  expect(actual).toHaveLength(expected.length);
  expect(actual.map((bucket) => bucket.excluded)).toEqual(
    expected.map((bucket) => bucket.excluded),
  );
}

function isClose(a: number | null | undefined, b: number | null): boolean {
  if (a === null || a === undefined || b === null) {
    return a === b;
  }
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}
