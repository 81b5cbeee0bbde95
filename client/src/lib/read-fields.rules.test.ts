import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, listOf, oneOf, readFields, text, truth, uuid, word } from './read-fields.rules.ts';

describe('the readers of single values', () => {
  it.each([
    [oneOf(['a', 'b']), 'a', ['c', '', 1, null, {}]],
    [listOf(oneOf(['a', 'b']), 2), ['b', 'a'], [['a', 'c'], ['a', 'a', 'a'], 'a', { 0: 'a' }]],
    [word, 'mira', ['', 'x'.repeat(201), 7]],
    [text, '', [7, null, ['x']]],
    [truth, false, ['true', 1, null]],
    [uuid, '0b9d5a0e-9d1c-4b6e-8f63-2f0d8c3c7a11', ['0b9d5a0e', '', 1]],
    [day, '2024-02-29', ['2025-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z', 20260101]],
  ] as const)('keep what fits and nothing else (%#)', (read, good, bad) => {
    expect(read(good)).toEqual(good);
    expect(bad.map((raw) => read(raw))).toEqual(bad.map(() => undefined));
  });

  it('know every day that there is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const one = date.toISOString().slice(0, 10);
          expect(day(one)).toBe(one);
        },
      ),
    );
  });
});

describe('readFields', () => {
  const readers = { word, truth };

  it('leaves alone what is not said and what it does not know', () => {
    expect(readFields(readers, { other: 1 })).toEqual({ fields: {}, ignored: [] });
  });

  it('names what makes no sense, and has it as undefined, so that it is overlaid', () => {
    const { fields, ignored } = readFields(readers, { word: '', truth: true });
    expect(ignored).toEqual(['word']);
    expect({ word: '', ...fields }).toEqual({ word: undefined, truth: true });
    expect(fields).toHaveProperty('word', undefined);
  });
});
