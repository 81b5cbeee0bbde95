import type { PickupCurveAnswer } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { describe, expect, it } from 'vitest';
import { prepareCurve, sayChance, sayWatched } from './pickup-curve.prepare.ts';

const HOUR = 3600;
const share = (hours: number, value: number | null) => ({
  seconds: hours * HOUR,
  share: value,
  interval: value === null ? null : ([value - 0.07, value + 0.09] as [number, number]),
  atRisk: 12,
});
const curve = {
  ...{ n: 40, pickedUp: 30, endedWithout: 4, waiting: 6, median: 3 * HOUR, withheld: null },
  points: [0, 4, 8, 12].map((hours) => ({
    ...share(hours, hours / 12),
    lost: hours === 8 ? 2 : 0,
  })),
  within: [share(1, 0.2), share(4, 0.61), share(72, null)],
};
const answer: PickupCurveAnswer = { clock: 'work', current: curve, previous: curve };

describe('the chance of being picked up', () => {
  it('is said with the wider side of its interval, and by which clock', () => {
    expect(sayChance(answer, 4)).toBe(
      'A pull request that becomes ready now is picked up within 4 working hours with 61 % ± 9.',
    );
    expect(sayChance({ ...answer, clock: 'wall' }, 1)).toContain('within 1 hour with 20 % ± 9');
  });

  it('is not said where nobody was watched for so long', () => {
    expect(sayChance(answer, 72)).toBeNull();
    expect(sayChance(answer, 5)).toBeNull();
  });

  it('stands on a number that is told, with what became of all of them', () => {
    expect(sayWatched(curve)).toBe(
      '40 pull requests became ready: 30 picked up, 6 still waiting, 4 ended without a review.',
    );
    expect(sayWatched({ ...curve, n: null })).toContain('Withheld');
  });
});

it('marks where some were lost from sight, and has a row for each time that is asked for', () => {
  const model = prepareCurve(answer);
  expect(model.points.map(({ isMarked }) => isMarked)).toEqual([false, false, true, false]);
  expect(
    model.table.rows.map(([within, picked]) => [within?.replace('\u00a0', ' '), picked]),
  ).toEqual([
    ['1 h', '20\u202f%'],
    ['4 h', '61\u202f%'],
    ['72 h', '–'],
  ]);
});
