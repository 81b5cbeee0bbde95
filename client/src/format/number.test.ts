import { describe, expect, it } from 'vitest';
import { formatCount, formatCountOf, formatRate, formatShare } from './number.ts';

describe('formatCount', () => {
  it('groups thousands with thin spaces that do not break', () => {
    expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
  });
});

describe('formatCountOf', () => {
  it('uses the singular for one alone', () => {
    expect(formatCountOf(1, 'pull request')).toBe('1 pull request');
    expect(formatCountOf(0, 'pull request')).toBe('0 pull requests');
    expect(formatCountOf(2, 'repository', 'repositories')).toBe('2 repositories');
  });
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.99999, '99.9 %'],
    [0.998, '99.8 %'],
    [0.00001, '0.1 %'],
    [0.034, '3.4 %'],
    [0.644, '64 %'],
  ])('says %d as "%s", and 100 % of nothing but all', (ratio, words) => {
    expect(formatShare(ratio).replace('\u202f', ' ')).toBe(words);
  });
});

describe('formatRate', () => {
  it('shows a decimal for slow rates only', () => {
    expect(formatRate(0.44)).toBe('0.4 a second');
    expect(formatRate(12.4)).toBe('12 a second');
  });
});
