import { describe, expect, test } from 'vitest';
import {
  canSee,
  ForbiddenError,
  grantFor,
  requirePermission,
  type SimulatorToken,
} from './access-tokens.ts';
import { indexRepository } from './repository-index.ts';
import { tinyRepository, tinyWorld } from './tiny-world.fixture.ts';

const now = new Date('2026-06-01T00:00:00Z');
const open = indexRepository(tinyRepository());
const hidden = indexRepository(tinyRepository({ full_name: 'octo/secret', private: true }));

function grant(token: string | null, tokens?: SimulatorToken[]) {
  const found = grantFor(token, tokens, tinyWorld(), now);
  if (found === null) {
    throw new Error('No grant.');
  }
  return found;
}

describe('what a token may do', () => {
  test('everything, when no tokens are listed', () => {
    expect(canSee(grant('anything'), hidden)).toBe(true);
    expect(() => requirePermission(grant('anything'), 'contents')).not.toThrow();
  });

  test('nothing, when it is not on the list or has expired', () => {
    const tokens = [{ token: 'old', expiresAt: '2026-06-01T00:00:00Z' }];
    expect(grantFor('other', tokens, tinyWorld(), now)).toBeNull();
    expect(grantFor('old', tokens, tinyWorld(), now)).toBeNull();
    expect(grantFor('old', tokens, tinyWorld(), new Date('2026-05-31T23:59:59Z'))).not.toBeNull();
  });

  test('a classic token without the repo scope sees public repositories only', () => {
    const classic = grant('c', [{ token: 'c', scopes: ['public_repo'] }]);
    expect(canSee(classic, open)).toBe(true);
    expect(canSee(classic, hidden)).toBe(false);
  });

  test('a fine-grained token reads what it is permitted to, in the repositories that it names', () => {
    const fine = grant('f', [
      { token: 'f', permissions: { pull_requests: 'read' }, repositories: ['Octo/Secret'] },
    ]);
    expect(canSee(fine, hidden)).toBe(true);
    expect(canSee(fine, open)).toBe(false);
    expect(() => requirePermission(fine, 'pull_requests')).not.toThrow();
    expect(() => requirePermission(fine, 'metadata')).not.toThrow();
    expect(() => requirePermission(fine, 'issues', 'pull_requests')).not.toThrow();
    expect(() => requirePermission(fine, 'deployments')).toThrow(ForbiddenError);
  });

  test('no token at all is an anonymous caller, who sees what is public', () => {
    expect(grant(null).kind).toBe('anonymous');
    expect(canSee(grant(null), open)).toBe(true);
    expect(canSee(grant(null), hidden)).toBe(false);
  });
});
