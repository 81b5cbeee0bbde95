import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../time/buckets.ts';
import { rateChangeFailure, rateChangeFailures, reworkRatio } from './change-failure.metric.ts';
import { counted, hour } from './delivery.fixture.ts';

describe('change failure rate (B15)', () => {
  test('is distinct failed deployments over those that are no remedies', () => {
    const rate = rateChangeFailure([
      counted('a', 1, { failure: 'confirmed' }),
      counted('b', 2, { isRemediation: true }),
      counted('c', 3),
      counted('d', 4, { failure: 'suspected' }),
      counted('e', 5),
    ]);
    expect(rate).toEqual({
      ...{ deployments: 4, failed: 1, suspected: 1, remedies: 1, failedRemedies: 0 },
      ...{ ratio: 0.25, suspectedRatio: 0.25 },
    });
  });

  test('a remedy that failed itself stands outside of the rate, and is told', () => {
    const rate = rateChangeFailure([
      counted('a', 1, { failure: 'confirmed' }),
      counted('b', 2, { isRemediation: true, failure: 'confirmed' }),
    ]);
    expect(rate).toMatchObject({ deployments: 1, failed: 1, failedRemedies: 1, ratio: 1 });
  });

  test('nothing deployed: no rate, and not zero', () => {
    expect(rateChangeFailure([])).toMatchObject({ deployments: 0, ratio: null, failed: 0 });
    const again = counted('a', 1, { isCounted: false, failure: 'confirmed' });
    expect(rateChangeFailure([again])).toMatchObject({ deployments: 0, failed: 0, ratio: null });
  });

  test('rework rate: unplanned remedies over all deployments', () => {
    const some = [counted('a', 1), counted('b', 2, { isRemediation: true }), counted('c', 3)];
    expect(reworkRatio(rateChangeFailure(some))).toBeCloseTo(1 / 3);
    expect(reworkRatio(rateChangeFailure([]))).toBeNull();
  });

  test('stays within 0 and 1, confirmed and suspected apart, and splitting a period keeps the counts', () => {
    const any = fc.record({
      at: fc.integer({ min: 0, max: 24 * 40 }),
      isCounted: fc.boolean(),
      isRemediation: fc.boolean(),
      failure: fc.constantFrom(null, 'confirmed' as const, 'suspected' as const),
    });
    fc.assert(
      fc.property(fc.array(any), (rows) => {
        const all = rows.map(({ at, ...more }, index) => counted(`d${index}`, at, more));
        const whole = rateChangeFailure(all);
        expect(whole.failed + whole.suspected).toBeLessThanOrEqual(whole.deployments);
        const from = hour(0).getTime() / 1000;
        const weeks = rateChangeFailures(all, bucketsOf(from, from + 86_400 * 50, 'week', 'UTC'));
        for (const key of ['deployments', 'failed', 'suspected', 'remedies'] as const) {
          expect(weeks.reduce((sum, week) => sum + week[key], 0)).toBe(whole[key]);
        }
      }),
    );
  });
});
