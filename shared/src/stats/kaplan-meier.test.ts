import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeierCurve, kaplanMeierMedian, type Observation, stepAt } from './kaplan-meier.ts';

const finished = (duration: number): Observation => ({ duration, isFinished: true });
const lost = (duration: number): Observation => ({ duration, isFinished: false });

/** Weeks of remission of 21 patients under 6-MP (Freireich and others, 1963), the standard example of the estimate. */
const remissions = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(finished),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(lost),
];

describe('the Kaplan–Meier curve', () => {
  it('is the published one of the standard example, Greenwood’s log-log interval included', () => {
    const events = kaplanMeierCurve(remissions).filter((step) => step.finished > 0);
    const round = (value: number | undefined) => Number(value?.toFixed(4));
    expect(
      events.map(({ duration, atRisk, survival, interval }) => [
        ...[duration, atRisk, round(survival), round(interval?.[0]), round(interval?.[1])],
      ]),
    ).toEqual([
      [6, 21, 0.8571, 0.6197, 0.9516],
      [7, 17, 0.8067, 0.5631, 0.9228],
      [10, 15, 0.7529, 0.5032, 0.8894],
      [13, 12, 0.6902, 0.4316, 0.8491],
      [16, 11, 0.6275, 0.3675, 0.8049],
      [22, 7, 0.5378, 0.2678, 0.7468],
      [23, 6, 0.4482, 0.1881, 0.6801],
    ]);
  });

  it('worked by hand: what finishes at a duration counts before what is lost at it', () => {
    const steps = kaplanMeierCurve([finished(1), lost(1), finished(2), finished(3)]);
    expect(steps.map(({ atRisk, survival }) => [atRisk, survival])).toEqual([
      [4, 0.75],
      [2, 0.375],
      [1, 0],
    ]);
    expect(steps.at(-1)?.interval).toBeNull();
  });

  it('is a plain share where nothing is lost from sight', () => {
    const steps = kaplanMeierCurve([1, 2, 3, 4, 5].map(finished));
    expect(stepAt(steps, 3)?.survival).toBeCloseTo(0.4);
    expect(stepAt(steps, 0.5)).toBeNull();
    expect(stepAt(steps, 99)?.survival).toBe(0);
  });

  const observations = fc.array(
    fc.record({ duration: fc.integer({ min: 0, max: 50 }), isFinished: fc.boolean() }),
    { maxLength: 60 },
  );

  it('never rises, stays inside its interval, and agrees with the median', () => {
    fc.assert(
      fc.property(observations, (watched) => {
        const steps = kaplanMeierCurve(watched);
        let before = 1;
        for (const { survival, interval } of steps) {
          expect(survival).toBeLessThanOrEqual(before);
          before = survival;
          if (interval !== null) {
            expect(interval[0]).toBeLessThanOrEqual(survival + 1e-12);
            expect(interval[1]).toBeGreaterThanOrEqual(survival - 1e-12);
          }
        }
        const half = steps.find((step) => step.finished > 0 && step.survival <= 0.5 + 1e-12);
        expect(half?.duration ?? null).toBe(kaplanMeierMedian(watched));
      }),
    );
  });

  it('falls no further when one more is still waiting', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: 0, max: 50 }), (watched, duration) => {
        const before = kaplanMeierCurve(watched);
        for (const step of kaplanMeierCurve([...watched, lost(duration)])) {
          const same = stepAt(before, step.duration)?.survival ?? 1;
          expect(step.survival).toBeGreaterThanOrEqual(same - 1e-12);
        }
      }),
    );
  });
});
