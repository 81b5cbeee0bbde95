import { describe, expect, test } from 'vitest';
import { describeShown, placeAfter } from './inbox.prepare.ts';

describe('a list of which the beginning is shown', () => {
  test('says how many there are beyond', () => {
    expect(describeShown(25, 63)).toBe('25 of 63: 38 more');
    expect(describeShown(5, 5)).toBe('All 5');
  });
});

describe('the one that is looked at', () => {
  test('stays the same when more come after it', () => {
    expect(placeAfter(['a', 'b', 'c', 'd'], { key: 'b', index: 1 })).toBe(1);
  });

  test('is the next one after the one that was decided, and the last at the end', () => {
    expect(placeAfter(['a', 'c'], { key: 'b', index: 1 })).toBe(1);
    expect(placeAfter(['a'], { key: 'b', index: 1 })).toBe(0);
  });
});
