import type { Grant } from '@bellwether/shared/access/access.rules';
import { describe, expect, it } from 'vitest';
import { planGrants, requireAnotherAdmin, requireFresh, tidyGrants } from './members.rules.ts';

const grant = (role: Grant['role'], teamId: string | null = null): Grant => ({ role, teamId });

describe('roles of somebody', () => {
  it('are kept once each, the widest first', () => {
    const given = [
      grant('engineer', 'web'),
      grant('lead', 'pay'),
      grant('lead'),
      grant('lead', 'pay'),
      grant('admin'),
    ];
    expect(tidyGrants(given)).toEqual([
      grant('admin'),
      grant('lead'),
      grant('lead', 'pay'),
      grant('engineer', 'web'),
    ]);
  });

  it('keep what stays: only the difference is written', () => {
    const before = [grant('lead', 'pay'), grant('engineer')];
    const after = [grant('lead', 'pay'), grant('manager'), grant('manager')];
    expect(planGrants(before, after)).toEqual({
      removed: [grant('engineer')],
      added: [grant('manager')],
    });
  });
});

describe('the last admin', () => {
  it('stays one', () => {
    expect(() => requireAnotherAdmin(['ada'], 'ada')).toThrow('the last admin');
  });

  it.each([
    [['ada', 'bo'], 'ada'],
    [['bo'], 'ada'],
    [[], 'ada'],
  ])('of %j is not %s alone', (adminIds, userId) => {
    expect(() => requireAnotherAdmin(adminIds, userId)).not.toThrow();
  });
});

describe('a change of what was looked at before somebody else changed it', () => {
  const stored = { accessVersion: 4, name: 'Ada', isDeactivated: false };
  const grants = [{ role: 'lead', teamName: 'Payments' }] as const;

  it('is refused, and says how it is now', () => {
    expect(() => requireFresh(stored, grants, 3)).toThrow(
      'Somebody changed Ada meanwhile. Now: Lead of Payments.',
    );
    expect(() => requireFresh({ ...stored, isDeactivated: true }, grants, 3)).toThrow(
      'Lead of Payments, deactivated.',
    );
  });

  it('is made when nothing changed', () => {
    expect(() => requireFresh(stored, grants, 4)).not.toThrow();
  });
});
