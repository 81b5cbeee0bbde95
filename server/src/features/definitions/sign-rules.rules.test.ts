import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';
import { expect, it } from 'vitest';
import { signRules } from './sign-rules.rules.ts';

const rule: ExclusionRule = {
  ...{ name: 'Trains', field: 'base-branch', pattern: 'release/*', effect: 'hide' },
  ...{ teamId: null, by: 'Ada' },
};

it('a rule keeps the name of who made it while it says the same', () => {
  expect(signRules([{ ...rule, by: 'Eve' }], [rule], 'Bo')).toEqual([rule]);
});

it('a new or changed rule has the name of who changes the settings now, whatever it claims', () => {
  const changed = { ...rule, pattern: 'train/*' };
  expect(signRules([changed], [rule], 'Bo')[0]?.by).toBe('Bo');
  expect(signRules([{ ...rule, name: 'Other' }], [rule], null)[0]?.by).toBeNull();
  expect(signRules([{ ...rule, effect: 'separate' }], [rule], 'Bo')[0]?.by).toBe('Bo');
});
