import type { Member } from '@bellwether/shared/access/members.schema';
import { describe, expect, it } from 'vitest';
import {
  describeDeactivation,
  describeEntering,
  describeInvitation,
  describeLastSeen,
  findMembers,
  freePeople,
  namePerson,
  sameGrants,
} from './members.prepare.ts';

const ada: Member = {
  ...{ userId: 'u1', name: 'Ada Admin', email: 'ada@example.com', isYou: true, accessVersion: 0 },
  ...{ deactivatedAt: null, signInMethods: ['password'], twoFactorEnabled: true },
  grants: [{ role: 'admin', teamId: null, teamName: null }],
  ...{ person: null, suggestion: null, lastSeenAt: null, sessions: 1, tokens: 0 },
};
const bo: Member = {
  ...ada,
  ...{ userId: 'u2', name: 'Bo Berg', email: 'bo@example.com', isYou: false },
  deactivatedAt: '2026-03-01T10:00:00Z',
  grants: [{ role: 'lead', teamId: 't1', teamName: 'Payments' }],
  person: { personId: 'p1', displayName: 'Bo Berg', logins: ['boberg'] },
};

describe('finding members', () => {
  it.each([
    ['', 'all', ['u1', 'u2']],
    ['', 'active', ['u1']],
    ['', 'deactivated', ['u2']],
    ['pay LEAD', 'all', ['u2']],
    ['boberg', 'all', ['u2']],
    ['boberg', 'active', []],
    ['@example.com', 'all', ['u1', 'u2']],
  ] as const)('%j among %s', (typed, state, found) => {
    expect(findMembers([ada, bo], typed, state).map(({ userId }) => userId)).toEqual(found);
  });
});

describe('words about a member', () => {
  it('say how they enter', () => {
    expect(describeEntering(ada)).toBe('Password · second factor');
    expect(describeEntering({ signInMethods: ['password', 'oidc'], twoFactorEnabled: false })).toBe(
      'Password, Single sign-on',
    );
    expect(describeEntering({ signInMethods: [], twoFactorEnabled: false })).toBe('No way in yet');
  });

  it('say when they were here, and that they never were', () => {
    const now = Date.parse('2026-03-03T12:00:00Z');
    expect(describeLastSeen(ada, now)).toBe('Never');
    expect(describeLastSeen({ lastSeenAt: '2026-03-03T11:00:00Z' }, now)).toMatch(/^1\sh ago$/);
  });

  it('name somebody with their logins, once', () => {
    expect(namePerson({ displayName: 'Imke', logins: ['imke-s', 'imke2'] })).toBe(
      'Imke (imke-s, imke2)',
    );
    expect(namePerson({ displayName: 'imke-s', logins: ['imke-s'] })).toBe('imke-s');
  });

  it('say what stops when the access is taken away', () => {
    expect(describeDeactivation({ name: 'Bo', sessions: 2, tokens: 1 })).toContain(
      '2 browsers and 1 API token stop working',
    );
    expect(describeDeactivation({ name: 'Bo', sessions: 1, tokens: 0 })).toContain(
      '1 browser stops working',
    );
    expect(describeDeactivation({ name: 'Bo', sessions: 0, tokens: 0 })).toMatch(
      /^Bo can no longer sign in\. What they did stays/,
    );
  });
});

describe('choices', () => {
  it('leave out people who somebody else is linked to', () => {
    const person = (personId: string, linkedUserId: string | null) => ({
      ...{ personId, displayName: personId, logins: [], linkedUserId },
    });
    const people = [person('free', null), person('mine', 'u1'), person('taken', 'u2')];
    expect(freePeople(people, 'u1').map(({ personId }) => personId)).toEqual(['free', 'mine']);
    expect(freePeople(people, null).map(({ personId }) => personId)).toEqual(['free']);
  });

  it('are the same roles in any order, each once', () => {
    const [a, b] = [
      { role: 'lead', teamId: null },
      { role: 'engineer', teamId: 't1' },
    ] as const;
    expect(sameGrants([a, b], [b, a, a])).toBe(true);
    expect(sameGrants([a], [a, b])).toBe(false);
    expect(sameGrants([a], [{ ...a, teamId: 't1' }])).toBe(false);
  });
});

describe('an invitation', () => {
  it.each([
    ['open', /^Open until Tue 3 Mar, /],
    ['expired', /^Expired on Tue 3 Mar, /],
    ['used', /^Used$/],
    ['revoked', /^Revoked$/],
  ] as const)('that is %s says so', (state, words) => {
    const expiresAt = '2026-03-03T12:00:00Z';
    expect(describeInvitation({ state, expiresAt }, '2026-03-01T12:00:00Z')).toMatch(words);
  });
});
