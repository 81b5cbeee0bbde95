import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Spell } from './instant.ts';
import { clipSpells, isInside, secondsOutside, unionOfSpells, withoutPauses } from './spans.ts';

const spell = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.option(fc.integer({ min: 0, max: 40 })))
  .map(([from, length]): Spell => ({ from, to: length === null ? null : from + length }));
const spells = fc.array(spell, { maxLength: 8 });

describe('unionOfSpells', () => {
  test('overlapping and touching spells become one, empty ones vanish (C7)', () => {
    const union = unionOfSpells([
      { from: 10, to: 20 },
      { from: 15, to: 25 },
      { from: 25, to: 30 },
      { from: 40, to: 40 },
    ]);
    expect(union).toEqual([{ from: 10, to: 30 }]);
  });

  test('a running spell swallows what follows it', () => {
    const union = unionOfSpells([
      { from: 10, to: null },
      { from: 15, to: 25 },
    ]);
    expect(union).toEqual([{ from: 10, to: null }]);
  });

  test('covers the same instants as its input, in order and without overlaps', () => {
    fc.assert(
      fc.property(spells, (input) => {
        const union = unionOfSpells(input);
        for (let at = 0; at < 160; at += 1) {
          expect(isInside(union, at)).toBe(isInside(input, at));
        }
        for (const [index, { to }] of union.entries()) {
          expect(to === null || to < (union[index + 1]?.from ?? Infinity)).toBe(true);
        }
      }),
    );
  });
});

describe('secondsOutside', () => {
  test('is the length less what the pauses cover, never negative', () => {
    fc.assert(
      fc.property(spells, fc.nat(120), fc.nat(60), (input, from, length) => {
        const pauses = unionOfSpells(input);
        const to = from + length;
        let expected = 0;
        for (let at = from; at < to; at += 1) {
          expected += isInside(pauses, at) ? 0 : 1;
        }
        expect(secondsOutside(pauses, from, to)).toBe(expected);
        const left = withoutPauses([{ from, to }], pauses);
        expect(left.reduce((sum, part) => sum + part.to - part.from, 0)).toBe(expected);
      }),
    );
  });

  test('an end before its start is no time', () => {
    expect(secondsOutside([], 20, 10)).toBe(0);
    expect(clipSpells([{ from: 0, to: 30 }], 20, 10)).toEqual([]);
  });
});
