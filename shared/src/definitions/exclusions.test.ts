import { describe, expect, it } from 'vitest';
import type { ExclusionRule } from '../pull-requests/exclusion.rules.ts';
import { defaultFactRules } from '../pull-requests/fact-rules.ts';
import { applySettings } from './apply-settings.rules.ts';
import { definitionSettingsSchema, freshSettings } from './definitions.schema.ts';
import { describeChange } from './describe-change.rules.ts';
import { exclusionRuleSchema, exclusionRulesSchema } from './exclusions.schema.ts';

const trains: ExclusionRule = {
  name: 'Release trains',
  field: 'base-branch',
  pattern: 'release/*',
  effect: 'hide',
  teamId: null,
  by: null,
};
const updates: ExclusionRule = {
  ...{ name: 'Updates', field: 'label', pattern: 'dependencies', effect: 'hide' },
  ...{ teamId: null, by: null },
};
const withRules = (...exclusions: ExclusionRule[]) => ({ ...freshSettings, exclusions });
const complaint = (rules: readonly object[]) =>
  exclusionRulesSchema.safeParse(rules).error?.issues.map(({ message }) => message);

describe('rules for what is left out', () => {
  it('are none in settings that were stored before there were any', () => {
    expect(definitionSettingsSchema.parse({})).toEqual(freshSettings);
    expect(applySettings(defaultFactRules, freshSettings).exclusions).toEqual([]);
  });

  it('are kept in lower case, without the ending of bots', () => {
    const typed = { name: ' Updates ', field: 'author', pattern: ' Renovate**[bot] ' };
    expect(exclusionRuleSchema.parse(typed)).toEqual({
      ...{ name: 'Updates', field: 'author', pattern: 'renovate*', effect: 'hide' },
      ...{ teamId: null, by: null },
    });
  });

  it.each(['', '*', ' * * ', 'a\nb', '\ud800', 'a'.repeat(201)])(
    'refuse the pattern %j by the name of the field, with an example',
    (pattern) => {
      const [message] = complaint([{ ...trains, pattern }]) ?? [];
      expect(message).toContain('base branch');
      expect(message).toContain('for example release/*');
    },
  );

  it.each(['', '__proto__', 'a\nb', 'Bot', 'ai_reviewer', 'a'.repeat(61)])(
    'refuse the name %j with an example',
    (name) => {
      expect(complaint([{ ...trains, name }])?.[0]).toContain('for example');
    },
  );

  it.each([
    ['author-class', 'robot', 'one of human, bot'],
    ['author-class', 'bo*', 'one of human, bot'],
    ['draft', 'no', 'draft'],
    ['age', '0', 'from 1 to 3650'],
    ['age', '30 days', 'from 1 to 3650'],
    ['pull-request', 'shop#12', 'for example acme/shop#12'],
    ['pull-request', 'acme/shop#0', 'for example acme/shop#12'],
    ['pull-request', 'acme/*', 'for example acme/shop#12'],
  ])('refuse %s %s, and say what it may be', (field, pattern, words) => {
    expect(complaint([{ ...trains, field, pattern }])?.[0]).toContain(words);
  });

  it.each([
    ['author-class', 'AI_reviewer', 'ai_reviewer'],
    ['draft', 'Yes', 'yes'],
    ['age', ' 30 ', '30'],
    ['pull-request', 'Acme/Shop#12  acme/shop#15', 'acme/shop#12  acme/shop#15'],
  ])('take %s %s', (field, pattern, kept) => {
    const rule = { ...trains, field, pattern, effect: 'separate' };
    expect(exclusionRuleSchema.parse(rule)).toMatchObject({ pattern: kept, effect: 'separate' });
  });

  it('have each a name of its own', () => {
    const twice = [trains, { ...updates, name: 'release Trains' }];
    expect(complaint(twice)?.[0]).toContain('Two rules have the name');
    expect(complaint([trains, updates])).toBeUndefined();
  });
});

describe('a change of what is left out', () => {
  it('is told rule by rule', () => {
    expect(describeChange(freshSettings, withRules(trains))).toEqual([
      'Release trains are left out: base branch release/*',
    ]);
    const other = { ...trains, pattern: 'train/*' };
    expect(describeChange(withRules(trains, updates), withRules(other))).toEqual([
      'Release trains are left out: base branch train/*',
      'Updates are no longer left out',
    ]);
    expect(describeChange(withRules(trains, updates), withRules(updates, trains))).toEqual([
      'The rules for what is left out have another order',
    ]);
    expect(describeChange(withRules(trains), withRules(trains))).toEqual([]);
  });
});
