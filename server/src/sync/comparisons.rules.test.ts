import { describe, expect, test } from 'vitest';
import {
  isKnownToBeUnknown,
  readComparisonsCursor,
  spanToCompare,
  withCompared,
  withFailed,
  withUnknown,
  writeComparisonsCursor,
} from './comparisons.rules.ts';

const nothing = readComparisonsCursor(null);
const now = new Date('2026-03-02T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60_000);
const pair = { baseSha: 'a', headSha: 'c' };

describe('the span to compare', () => {
  test('is nothing with one deployment, or none, or the same version again', () => {
    expect(spanToCompare([], nothing, now)).toBeNull();
    expect(spanToCompare(['a'], nothing, now)).toBeNull();
    expect(spanToCompare(['a', 'a'], nothing, now)).toBeNull();
  });

  test('is everything at first, and only what was added later', () => {
    expect(spanToCompare(['a', 'b', 'c'], nothing, now)).toEqual({ baseSha: 'a', headSha: 'c' });
    const cursor = { ...nothing, baselineSha: 'a', headSha: 'c' };
    expect(spanToCompare(['a', 'b', 'c'], cursor, now)).toBeNull();
    expect(spanToCompare(['a', 'b', 'c', 'd'], cursor, now)).toEqual({
      baseSha: 'c',
      headSha: 'd',
    });
  });

  test('is everything again when an earlier first deployment appears', () => {
    const cursor = { ...nothing, baselineSha: 'b', headSha: 'c' };
    expect(spanToCompare(['a', 'b', 'c'], cursor, now)).toEqual({ baseSha: 'a', headSha: 'c' });
  });

  test('is not asked for again for a week when GitHub does not know one of the two', () => {
    const cursor = withUnknown(nothing, pair, now);
    expect(spanToCompare(['a', 'c'], cursor, later(6))).toBeNull();
    expect(spanToCompare(['a', 'c'], cursor, later(7))).toEqual(pair);
  });
});

test('a pair that was compared is neither unknown nor failed any more', () => {
  const cursor = withCompared(withFailed(withUnknown(nothing, pair, now), pair), pair);
  expect(cursor).toEqual({ ...nothing, compared: ['a...c'] });
});

test('a list of unknown pairs without instants is asked for again', () => {
  const cursor = readComparisonsCursor('{"unknown":["a...c"]}');
  expect(isKnownToBeUnknown(cursor, pair, now)).toBe(false);
});

test('a cursor is read as it was written', () => {
  const cursor = withFailed(withUnknown(withCompared(nothing, pair), pair, now), pair);
  expect(readComparisonsCursor(writeComparisonsCursor(cursor))).toEqual(cursor);
});
