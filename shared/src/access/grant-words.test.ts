import { describe, expect, it } from 'vitest';
import { describeGrant, describeGrants } from './grant-words.ts';

describe('a role in words', () => {
  it.each([
    ['admin', null, 'Admin'],
    ['lead', 'Payments', 'Lead of Payments'],
    ['lead', null, 'Lead of everything'],
    ['engineer', 'Payments', 'Engineer in Payments'],
    ['engineer', null, 'Engineer in every team'],
    ['manager', 'Payments', 'Manager of Payments'],
    ['manager', null, 'Manager of everything'],
  ] as const)('%s over %s is %s', (role, teamName, words) => {
    expect(describeGrant({ role, teamName })).toBe(words);
  });

  it('says that there is none', () => {
    expect(describeGrants([])).toBe('No role');
  });

  it('names several in their order', () => {
    const grants = [
      { role: 'lead', teamName: 'Payments' },
      { role: 'engineer', teamName: 'Web' },
    ] as const;
    expect(describeGrants(grants)).toBe('Lead of Payments, Engineer in Web');
  });
});
