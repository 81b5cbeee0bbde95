import { describe, expect, it } from 'vitest';
import { describeTeamRemoval } from './team-removal.prepare.ts';

describe('what goes with a team', () => {
  it('is nothing where nobody has a role over it', () => {
    expect(describeTeamRemoval({ roles: [], joining: [], invitations: 0 })).toEqual([]);
  });

  it('names who loses a role, who loses their only one, and the ways that close', () => {
    const roles = [
      { name: 'Imke', role: 'Lead of Payments', isOnlyRole: false },
      { name: 'Bo', role: 'Engineer in Payments', isOnlyRole: true },
    ];
    expect(describeTeamRemoval({ roles, joining: ['example.com'], invitations: 1 })).toEqual([
      'Imke is no longer Lead of Payments.',
      'Bo is no longer Engineer in Payments, and has no other role: they will see nothing.',
      'Nobody joins by example.com any more.',
      '1 open invitation gives one role less.',
    ]);
  });
});
