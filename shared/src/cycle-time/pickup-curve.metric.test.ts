import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePickup, type WatchedPickup } from './pickup-curve.metric.ts';

const HOUR = 3600;
const picked = (hours: number): WatchedPickup => ({
  ...{ duration: hours * HOUR, isFinished: true, lostBy: null },
});
const waits = (hours: number): WatchedPickup => ({
  ...{ duration: hours * HOUR, isFinished: false, lostBy: 'waiting' },
});
const ended = (hours: number): WatchedPickup => ({
  ...{ duration: hours * HOUR, isFinished: false, lostBy: 'end' },
});

describe('how fast what becomes ready is picked up', () => {
  it('counts those that still wait among those that could be', () => {
    // At 1 h: 6 at risk, one picked up. At 3 h: 4 at risk, one picked up: 1 − 5/6 × 3/4 = 3/8.
    const curve = describePickup(
      [picked(1), waits(2), picked(3), picked(5), ended(6), waits(9)],
      [HOUR, 4 * HOUR, 24 * HOUR],
    );
    expect(curve).toMatchObject({ n: 6, pickedUp: 3, endedWithout: 1, waiting: 2 });
    expect(curve.within[0]?.share).toBeCloseTo(1 / 6);
    expect(curve.within[1]?.share).toBeCloseTo(3 / 8);
    expect(curve.within[1]?.atRisk).toBe(3);
    expect(curve.within[2]).toMatchObject({ share: null, interval: null });
  });

  it('says nothing of fewer than five', () => {
    const curve = describePickup([picked(1), picked(2), picked(3), waits(4)], [HOUR]);
    expect(curve).toMatchObject({ n: 4, waiting: 1, median: null, points: [] });
    expect(curve.within[0]?.share).toBeNull();
  });

  it('draws every mark of one lost from sight within reach once', () => {
    const curve = describePickup([...[1, 2, 3, 4, 5, 6].map(picked), waits(2), waits(3)], []);
    expect(curve.points.reduce((sum, { lost }) => sum + lost, 0)).toBe(2);
    expect(curve.points[0]).toMatchObject({ seconds: 0, share: 0 });
  });

  it('rises, and one more that waits never makes it better', () => {
    const list = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 200 }), (hours, one) => {
        const asked = [4 * HOUR, 24 * HOUR];
        const before = describePickup(hours.map(picked), asked);
        const after = describePickup([...hours.map(picked), waits(one)], asked);
        for (const [index, { share }] of after.within.entries()) {
          expect(share ?? 0).toBeLessThanOrEqual((before.within[index]?.share ?? 1) + 1e-9);
        }
        const shares = before.points.map(({ share }) => share ?? 1);
        expect(shares.every((share, index) => share >= (shares[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});
