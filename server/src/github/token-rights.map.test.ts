import { describe, expect, test } from 'vitest';
import { describeTokenRights } from './token-rights.map.ts';

const facts = {
  login: 'lena',
  token: 'ghp_x',
  scopesHeader: 'repo, read:org',
  expirationHeader: null,
};
const grantedOf = (rights: ReturnType<typeof describeTokenRights>) =>
  Object.fromEntries(rights.abilities.map(({ ability, granted }) => [ability, granted]));

describe('what a token may do', () => {
  test('a classic token with the scope repo reads everything', () => {
    const rights = describeTokenRights(facts);
    expect(rights).toMatchObject({
      kind: 'classic',
      scopes: ['repo', 'read:org'],
      expiresAt: null,
    });
    expect(new Set(Object.values(grantedOf(rights)))).toEqual(new Set(['yes']));
  });

  test('a classic token without scopes reads public repositories only', () => {
    const rights = describeTokenRights({ ...facts, scopesHeader: '' });
    expect(rights.scopes).toEqual([]);
    expect(grantedOf(rights)).toMatchObject({ private: 'no', 'pull-requests': 'yes' });
  });

  test('a fine-grained token tells nothing before a repository is chosen', () => {
    const rights = describeTokenRights({ ...facts, token: 'github_pat_x', scopesHeader: null });
    expect(rights).toMatchObject({ kind: 'fine-grained', scopes: null });
    expect(grantedOf(rights)).toMatchObject({ metadata: 'yes', deployments: 'unknown' });
  });

  test.each([
    ['2026-03-01 09:00:00 UTC', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01 09:00:00 +0200', '2026-03-01T07:00:00.000Z'],
    ['some day', null],
  ])('an end written as %s is %s', (expirationHeader, expiresAt) => {
    expect(describeTokenRights({ ...facts, expirationHeader }).expiresAt).toBe(expiresAt);
  });
});
