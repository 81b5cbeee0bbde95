import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatOptionalDuration,
  formatTick,
  formatWorkDuration,
} from './duration.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [44.6, '45 s'],
    [59.7, '1 min'],
    [720, '12 min'],
    [3599, '1 h'],
    [4 * 3600 + 12 * 60, '4 h 12 min'],
    [86_399, '1 d'],
    [3 * 86_400 + 4 * 3600, '3 d 4 h'],
    [3 * 86_400, '3 d'],
    [412 * 86_400, '412 d'],
    [1412 * 86_400, '1 412 d'],
  ])('says %d seconds as "%s"', (seconds, words) => {
    expect(plain(formatDuration(seconds))).toBe(words);
  });

  it('never shows a smaller unit that is full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        expect(plain(formatDuration(seconds))).not.toMatch(/\b60 (s|min)\b|\b24 h\b/);
      }),
    );
  });
});

describe('formatWorkDuration', () => {
  it('counts hours beyond a day, since a working day is no unit', () => {
    expect(plain(formatWorkDuration(30 * 3600 + 720))).toBe('30 h 12 min');
  });
});

describe('formatTick', () => {
  it.each([
    [0, '0'],
    [30, '30 s'],
    [1800, '30 min'],
    [21_600, '6 h'],
    [172_800, '2 d'],
  ])('labels %d seconds "%s"', (seconds, label) => {
    expect(plain(formatTick(seconds))).toBe(label);
  });
});

describe('formatOptionalDuration', () => {
  it('shows a dash where nothing is known, and 0 s where it is known to be none', () => {
    expect(formatOptionalDuration(null)).toBe('–');
    expect(plain(formatOptionalDuration(0))).toBe('0 s');
  });
});
