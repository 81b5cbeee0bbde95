import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';
import { describe, expect, it } from 'vitest';
import { ruleCalled, tellApart, tellExcluded, tellMakers } from './rule-names.rules.ts';

const rule = (more: Partial<ExclusionRule>): ExclusionRule => ({
  ...{ name: 'Trains', field: 'base-branch', pattern: 'release/*', effect: 'hide' },
  ...{ teamId: null, by: 'Ada' },
  ...more,
});
const rules = [
  rule({}),
  rule({ name: 'manual by @mara', field: 'pull-request', pattern: 'acme/shop#1', by: '@mara' }),
  rule({ name: 'Hotfix', field: 'label', pattern: 'hotfix', effect: 'separate', by: null }),
  rule({ name: 'Unused' }),
];
const excluded = { bot: 3, Trains: 2, 'manual by @mara': 1, Hotfix: 1 };
const everybody = true;
const team = false;

describe('the rules behind a count', () => {
  it('stand with their makers for who sees everybody', () => {
    expect(tellExcluded(excluded, rules, everybody)).toEqual(excluded);
    expect(tellMakers(excluded, rules, everybody)).toEqual({
      Trains: 'Ada',
      'manual by @mara': '@mara',
    });
    expect(tellApart(excluded, rules, everybody)).toEqual(['Hotfix']);
  });

  it('name nobody to who does not, and are found again by the name that was told', () => {
    const told = tellExcluded(excluded, rules, team);
    expect(told).toEqual({ bot: 3, Trains: 2, 'One by one 2': 1, Hotfix: 1 });
    expect(tellMakers(told, rules, team)).toEqual({});
    expect(tellApart(told, rules, team)).toEqual(['Hotfix']);
    expect(Object.keys(told).map((name) => ruleCalled(name, rules, team))).toEqual(
      Object.keys(excluded),
    );
  });
});
