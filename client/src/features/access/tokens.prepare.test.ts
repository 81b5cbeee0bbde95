import { tokenScopeNames } from '@bellwether/shared/access/token-scopes';
import type { Token } from '@bellwether/shared/access/tokens.schema';
import { describe, expect, it } from 'vitest';
import { describeRevocation, exampleCall, prepareTokens, toExpiry } from './tokens.prepare.ts';

const now = '2026-03-03T12:00:00.000Z';
const token: Token = {
  ...{ id: '7f1c0000-0000-4000-8000-000000000000', name: 'Grafana', start: 'bw_a1b2' },
  ...{ scopes: ['cycle-time.read', 'pull-requests.read'], lostScopes: [], state: 'active' },
  owner: { userId: 'u', name: 'Ada', isMe: true },
  ...{ createdAt: '2026-03-01T12:00:00.000Z', expiresAt: null, lastUsedAt: null },
  ...{ revokedAt: null, revokedBy: null },
};
const rowOf = (more: Partial<Token>, isEverybodys = false) => {
  const { working, ended } = prepareTokens({ tokens: [{ ...token, ...more }], isEverybodys }, now);
  return working[0] ?? ended[0];
};

describe('a token in the list', () => {
  it('says what it may, when it was made and used, and when it ends', () => {
    expect(rowOf({ lastUsedAt: '2026-03-03T11:56:00.000Z' })).toMatchObject({
      ...{ start: 'bw_a1b2…', made: 'made Sun 1 Mar', used: '4\u00a0min ago', ends: 'never' },
      ...{ owner: null, works: true, endsSoon: false },
      scopes: [
        { label: 'Read metrics', isLost: false },
        { label: 'Read pull requests', isLost: false },
      ],
    });
  });

  it('marks what its owner may not do any more', () => {
    const row = rowOf({ lostScopes: ['pull-requests.read'] });
    expect(row?.scopes.map(({ isLost }) => isLost)).toEqual([false, true]);
  });

  it('names its owner where everybody’s are listed', () => {
    expect(rowOf({}, true)?.owner).toBe('Ada (you)');
    expect(rowOf({ owner: { userId: 'v', name: 'Lin', isMe: false } }, true)?.owner).toBe('Lin');
  });

  it('warns in the last two weeks', () => {
    expect(rowOf({ expiresAt: '2026-03-17T11:00:00.000Z' })?.endsSoon).toBe(true);
    expect(rowOf({ expiresAt: '2026-03-18T12:00:00.000Z' })?.endsSoon).toBe(false);
  });

  it.each([
    [{ state: 'expired', expiresAt: '2026-03-02T12:00:00.000Z' }, 'expired Mon 2 Mar'],
    [
      { state: 'revoked', revokedAt: '2026-03-02T12:00:00.000Z', revokedBy: 'Lin' },
      'revoked Mon 2 Mar by Lin',
    ],
    [{ state: 'idle' }, 'its owner’s access was taken away'],
  ] as const)('says why it is worth nothing: %j', (more, ends) => {
    expect(rowOf(more)).toMatchObject({ works: false, ends });
  });
});

describe('the end of a new token', () => {
  it('is a number of days, the last moment of a day, or never', () => {
    expect(toExpiry('90', '')).toEqual({ days: 90 });
    expect(toExpiry('never', '')).toBe('never');
    const end = toExpiry('on', '2026-03-31');
    expect(end).toEqual({ at: new Date(2026, 3, 1).toISOString() });
  });

  it('is missing as long as no day is chosen', () => {
    expect(toExpiry('on', '')).toBeNull();
  });
});

it('shows for each scope a call that it allows, without the token', () => {
  for (const scope of tokenScopeNames) {
    const call = exampleCall('https://bellwether.example.com', [scope]);
    expect(call).toMatch(/^curl -H "Authorization: Bearer \$BELLWETHER_TOKEN" \\\n {2}'https:/);
  }
});

it('says before a token is revoked whose it is and whether it is used', () => {
  expect(describeRevocation({ used: 'never', owner: null })).toContain('never used');
  expect(describeRevocation({ used: '2 h ago', owner: 'Lin' })).toMatch(
    /of Lin\. It was used last 2 h ago\./,
  );
});
