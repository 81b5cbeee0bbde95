import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decomposeShift, type KindOfWork, partsOf } from './what-changed.metric.ts';

const kind = (key: string, before: [number, number], now: [number, number]): KindOfWork => ({
  ...{ key, nBefore: before[0], secondsBefore: before[0] * before[1] },
  ...{ nNow: now[0], secondsNow: now[0] * now[1] },
});

describe('what changed between two periods', () => {
  it('is mix alone when every kind takes as long as before', () => {
    const answer = decomposeShift([kind('S', [8, 10], [2, 10]), kind('L', [2, 60], [8, 60])]);
    expect(answer).toMatchObject({ meanBefore: 20, meanNow: 50, shift: 30, speed: 0 });
    expect(answer?.mix).toBeCloseTo(30);
  });

  it('is speed alone when the shares stay', () => {
    const answer = decomposeShift([kind('S', [5, 10], [10, 4]), kind('L', [5, 60], [10, 30])]);
    expect(answer?.mix).toBeCloseTo(0);
    expect(answer?.speed).toBeCloseTo(-18);
    expect(answer?.shift).toBeCloseTo(-18);
  });

  it('worked by hand: both at once, measured from the mean of both periods', () => {
    // Means 20 and 26, middle 23. Shares of S 3/4 → 1/2, of L 1/4 → 1/2.
    const answer = decomposeShift([kind('S', [3, 10], [2, 12]), kind('L', [1, 50], [2, 40])]);
    expect(answer?.shift).toBeCloseTo(6);
    // S: −1/4 × (11 − 23) = 3; L: 1/4 × (45 − 23) = 5.5.
    expect(answer?.mix).toBeCloseTo(8.5);
    // S: 5/8 × 2 = 1.25; L: 3/8 × −10 = −3.75.
    expect(answer?.speed).toBeCloseTo(-2.5);
    expect(answer?.kinds.map(({ key }) => key)).toEqual(['S', 'L']);
  });

  it('names what is seen in one period alone', () => {
    const answer = decomposeShift([
      kind('kept', [2, 10], [2, 10]),
      kind('gone', [2, 30], [0, 0]),
      kind('new', [0, 0], [2, 50]),
    ]);
    // Means 20 and 30, middle 25.
    expect(answer).toMatchObject({ shift: 10, speed: 0 });
    expect(answer?.onlyNow).toBeCloseTo(12.5);
    expect(answer?.onlyBefore).toBeCloseTo(-2.5);
  });

  it('is not known when a period is empty', () => {
    expect(decomposeShift([kind('S', [0, 0], [3, 10])])).toBeNull();
    expect(decomposeShift([])).toBeNull();
  });

  const side = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1_000_000 }));
  const worlds = fc
    .array(fc.tuple(side, side), { minLength: 1, maxLength: 12 })
    .map((sides) => sides.map(([before, now], index) => kind(`k${index}`, before, now)));

  it('has parts that add up to the shift, of the whole and kind by kind', () => {
    fc.assert(
      fc.property(worlds, (kinds) => {
        const answer = decomposeShift(kinds);
        if (answer === null) {
          return;
        }
        const { shift, mix, speed, onlyNow, onlyBefore } = answer;
        expect(mix + speed + onlyNow + onlyBefore).toBeCloseTo(shift, 4);
        expect(answer.kinds.reduce((sum, one) => sum + partsOf(one), 0)).toBeCloseTo(shift, 4);
      }),
    );
  });

  it('changes its sign, part by part, when the periods change places', () => {
    fc.assert(
      fc.property(worlds, (kinds) => {
        const swapped = kinds.map(({ key, nBefore, secondsBefore, nNow, secondsNow }) => ({
          ...{ key, nBefore: nNow, secondsBefore: secondsNow },
          ...{ nNow: nBefore, secondsNow: secondsBefore },
        }));
        const [there, back] = [decomposeShift(kinds), decomposeShift(swapped)];
        expect(back === null).toBe(there === null);
        if (there !== null && back !== null) {
          expect(back.shift).toBeCloseTo(-there.shift, 4);
          expect(back.mix).toBeCloseTo(-there.mix, 4);
          expect(back.speed).toBeCloseTo(-there.speed, 4);
          expect(back.onlyNow).toBeCloseTo(-there.onlyBefore, 4);
        }
      }),
    );
  });
});
