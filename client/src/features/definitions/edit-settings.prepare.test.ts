import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import {
  type DefinitionSettings,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { describe, expect, it } from 'vitest';
import {
  addExclusion,
  addPattern,
  raiseEntry,
  removeExclusion,
  setAccountClass,
  setCalendar,
  switchDefault,
} from './edit-settings.prepare.ts';

const fresh: DefinitionSettings = freshSettings;
const patterns = ({ authorClasses }: DefinitionSettings) =>
  authorClasses.entries.map(({ pattern }) => pattern);

describe('the list of accounts', () => {
  it('hears a login before any pattern, and a new pattern last', () => {
    const one = addPattern(fresh, ' *-Deploy[bot] ', 'service');
    const two = setAccountClass(addPattern(one, 'ops-*', 'bot'), 'DrahtBot', 'bot');
    expect(patterns(two)).toEqual(['drahtbot', '*-deploy', 'ops-*']);
  });

  it('changes a login in its place, and gives it back to the rules', () => {
    const one = addPattern(setAccountClass(fresh, 'a', 'bot'), 'b', 'bot');
    const changed = setAccountClass(one, 'A', 'service');
    expect(changed.authorClasses.entries[0]).toEqual({ pattern: 'a', authorClass: 'service' });
    expect(patterns(setAccountClass(changed, 'a', null))).toEqual(['b']);
  });

  it('moves an entry up by one, and the first nowhere', () => {
    const two = addPattern(addPattern(fresh, 'a', 'bot'), 'b', 'bot');
    expect(patterns(raiseEntry(two, 'b'))).toEqual(['b', 'a']);
    expect(patterns(raiseEntry(two, 'a'))).toEqual(['a', 'b']);
  });

  it('switches what comes with the product off and on again', () => {
    const off = switchDefault(fresh, 'ending:-ci', false);
    expect(off.authorClasses.switchedOff).toEqual(['ending:-ci']);
    expect(switchDefault(off, 'ending:-ci', true)).toEqual(fresh);
  });
});

describe('what is left out', () => {
  const typed = { name: 'Release trains', field: 'base-branch', pattern: 'Release/*' } as const;

  it('takes a new rule last, and gives one up by its name', () => {
    const one = addExclusion(fresh, typed);
    const two = typeof one === 'string' ? one : addExclusion(one, { ...typed, name: 'B' });
    if (typeof two === 'string') {
      throw new Error(two);
    }
    expect(two.exclusions.map(({ name, pattern }) => [name, pattern])).toEqual([
      ['Release trains', 'release/*'],
      ['B', 'release/*'],
    ]);
    expect(removeExclusion(removeExclusion(two, 'B'), 'Release trains')).toEqual(fresh);
  });

  it('says why a rule cannot be one', () => {
    expect(addExclusion(fresh, { ...typed, pattern: '*' })).toContain('for example release/*');
    const one = addExclusion(fresh, typed);
    expect(typeof one === 'string' ? one : addExclusion(one, typed)).toContain('Two rules');
  });
});

describe('the calendar', () => {
  it('is no difference while it is that of a fresh installation', () => {
    expect(setCalendar(fresh, organisationTimes(fresh)).calendar).toBeNull();
    const other = setCalendar(fresh, { ...organisationTimes(fresh), timeZone: 'Europe/Berlin' });
    expect(other.calendar?.timeZone).toBe('Europe/Berlin');
  });
});
