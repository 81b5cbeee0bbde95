import { describe, expect, test } from 'vitest';
import {
  readComparisonsCursor,
  spanToCompare,
  writeComparisonsCursor,
} from './comparisons.rules.ts';

const nothing = readComparisonsCursor(null);

describe('the span to compare', () => {
  test('is nothing with one deployment, or none, or the same version again', () => {
    expect(spanToCompare([], nothing)).toBeNull();
    expect(spanToCompare(['a'], nothing)).toBeNull();
    expect(spanToCompare(['a', 'a'], nothing)).toBeNull();
  });

  test('is everything at first, and only what was added later', () => {
    expect(spanToCompare(['a', 'b', 'c'], nothing)).toEqual({ baseSha: 'a', headSha: 'c' });
    const cursor = { ...nothing, baselineSha: 'a', headSha: 'c' };
    expect(spanToCompare(['a', 'b', 'c'], cursor)).toBeNull();
    expect(spanToCompare(['a', 'b', 'c', 'd'], cursor)).toEqual({ baseSha: 'c', headSha: 'd' });
  });

  test('is everything again when an earlier first deployment appears', () => {
    const cursor = { ...nothing, baselineSha: 'b', headSha: 'c' };
    expect(spanToCompare(['a', 'b', 'c'], cursor)).toEqual({ baseSha: 'a', headSha: 'c' });
  });

  test('is not asked for again when GitHub does not know one of the two', () => {
    expect(spanToCompare(['a', 'c'], { ...nothing, unknown: ['a...c'] })).toBeNull();
  });
});

test('a cursor is read as it was written', () => {
  const cursor = { baselineSha: 'a', headSha: 'b', compared: ['a...b'], unknown: ['b...c'] };
  expect(readComparisonsCursor(writeComparisonsCursor(cursor))).toEqual(cursor);
});
