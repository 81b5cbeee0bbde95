import { describe, expect, test } from 'vitest';
import { matchesPattern, matchWildcards } from './wildcard-pattern.ts';

describe('a pattern with stars', () => {
  test.each([
    ['production', 'Production', true],
    ['production', 'production-eu', false],
    ['production-*', 'production-eu', true],
    ['production-*', 'production-', true],
    ['*', '', true],
    ['*prod*', 'eu-prod-1', true],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'ac', false],
    ['aa*aa', 'aaa', false],
    ['*.prod', 'x.prod.old', false],
    ['a.c', 'abc', false],
  ])('%s fits %s: %s', (pattern, name, fits) => {
    expect(matchesPattern(pattern, name)).toBe(fits);
  });

  test('tells what the stars stand for, as the name spells it', () => {
    expect(matchWildcards('service:*', 'Service:Payments')).toEqual(['Payments']);
    expect(matchWildcards('*/*', 'Team/Web/App')).toEqual(['Team', 'Web/App']);
    expect(matchWildcards('service', 'service')).toEqual([]);
    expect(matchWildcards('service:*', 'area:web')).toBeNull();
  });

  test('a pattern of many stars is answered at once', () => {
    expect(matchesPattern(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });
});
