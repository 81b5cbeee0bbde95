import { describe, expect, it } from 'vitest';
import { definitionSettingsSchema, freshSettings } from './definitions.schema.ts';
import { describeChangeWithoutNames, withholdNames } from './withhold-names.rules.ts';

const named = definitionSettingsSchema.parse({
  authorClasses: { entries: [{ pattern: 'mira-*', authorClass: 'bot' }], switchedOff: [] },
  calendar: null,
  exclusions: [
    { name: 'Away', field: 'author', pattern: 'mira' },
    { name: 'Old', field: 'repository', pattern: 'octo-org/mira' },
    { name: 'Chores', field: 'label', pattern: 'chore' },
    { name: 'manual by @mira', field: 'pull-request', pattern: 'octo-org/mira#12', by: 'Mira' },
  ],
});

describe('withholdNames', () => {
  it('keeps every rule and no login or repository', () => {
    const withheld = withholdNames(named);
    expect(JSON.stringify(withheld)).not.toContain('mira');
    expect(withheld.exclusions.map(({ name }) => name)).toEqual([
      'Away',
      'Old',
      'Chores',
      'One by one 4',
    ]);
    expect(withheld.exclusions[2]?.pattern).toBe('chore');
  });

  it('is itself a set of settings, which the answer may hold', () => {
    const withheld = withholdNames(named);
    expect(definitionSettingsSchema.parse(withheld)).toEqual(withheld);
  });
});

describe('describeChangeWithoutNames', () => {
  it('says that something changed where the names cannot be told', () => {
    const words = describeChangeWithoutNames(freshSettings, {
      ...freshSettings,
      authorClasses: named.authorClasses,
    });
    expect(words).toEqual(['A rule about accounts, teams or repositories changed']);
  });

  it('tells what has no names, and nothing when nothing changed', () => {
    const words = describeChangeWithoutNames(freshSettings, named);
    expect(words).toContain('Chores are left out: label chore');
    expect(words.join(' ')).not.toContain('mira');
    expect(describeChangeWithoutNames(named, named)).toEqual([]);
  });
});
