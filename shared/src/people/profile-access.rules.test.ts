import { describe, expect, it } from 'vitest';
import { type Grant, scopeOf } from '../access/access.rules.ts';
import { coversPerson, seesBecause } from './profile-access.rules.ts';

const ada = { personId: 'ada', teamIds: ['web', 'shop'] };

function why(grants: Grant[], personId: string | null = 'viewer') {
  const scope = scopeOf({ grants, scopes: null, accountIds: [] }, 'profiles.read');
  return scope === null ? null : seesBecause({ personId, grants }, scope, ada);
}

describe('who sees a profile', () => {
  it.each<[string, Grant[], string | null]>([
    ['an admin', [{ role: 'admin', teamId: null }], 'admin'],
    ['a lead of everything', [{ role: 'lead', teamId: null }], 'lead'],
    ['the lead of a team above theirs', [{ role: 'lead', teamId: 'shop' }], 'lead'],
    ['a lead elsewhere', [{ role: 'lead', teamId: 'ops' }], null],
    ['an engineer of the same team', [{ role: 'engineer', teamId: 'web' }], null],
    ['a manager of the same team', [{ role: 'manager', teamId: 'web' }], null],
    [
      'a manager here who leads elsewhere',
      [
        { role: 'manager', teamId: 'web' },
        { role: 'lead', teamId: 'ops' },
      ],
      null,
    ],
    ['nobody in particular', [], null],
  ])('%s: %s', (_, grants, expected) => {
    expect(why(grants)).toBe(expected);
  });

  it('one’s own is one’s own in every role', () => {
    expect(why([{ role: 'engineer', teamId: 'ops' }], 'ada')).toBe('self');
    expect(why([{ role: 'manager', teamId: null }], 'ada')).toBe('self');
  });

  it('who has no person behind them is nobody’s self', () => {
    const nobody = { teamIds: [], accountIds: [] };
    expect(coversPerson(nobody, null, ada)).toBe(false);
  });
});
