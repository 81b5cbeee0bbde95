import { describe, expect, it } from 'vitest';
import { stateOfInvitation } from './invitation-state.rules.ts';

const now = new Date('2026-03-03T12:00:00Z');
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

describe('an invitation', () => {
  it.each([
    ['open', { usedAt: null, revokedAt: null, expiresAt: after }],
    ['expired', { usedAt: null, revokedAt: null, expiresAt: now }],
    ['expired', { usedAt: null, revokedAt: null, expiresAt: before }],
    ['revoked', { usedAt: null, revokedAt: before, expiresAt: after }],
    ['revoked', { usedAt: null, revokedAt: before, expiresAt: before }],
    ['used', { usedAt: before, revokedAt: null, expiresAt: before }],
  ] as const)('is %s', (state, link) => expect(stateOfInvitation(link, now)).toBe(state));
});
