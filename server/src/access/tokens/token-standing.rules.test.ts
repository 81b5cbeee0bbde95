import { describe, expect, it } from 'vitest';
import { whyRefused } from './token-standing.rules.ts';

const now = new Date('2026-03-03T09:00:00Z');
const token = {
  revokedAt: null,
  expiresAt: null,
  owner: { deactivatedAt: null, isSample: false },
};

describe('a token', () => {
  it.each([null, new Date('2026-03-03T09:00:00.001Z')])('works until it ends (%s)', (expiresAt) => {
    expect(whyRefused({ ...token, expiresAt }, now)).toBeNull();
  });

  it.each([
    ['revoked', { ...token, revokedAt: now }, 'revoked'],
    ['at its very end', { ...token, expiresAt: now }, 'expired'],
    ['revoked and past its end', { ...token, revokedAt: now, expiresAt: now }, 'revoked'],
    [
      'of somebody whose access was taken away',
      { ...token, owner: { deactivatedAt: now, isSample: false } },
      'taken away',
    ],
    ['of the sample team', { ...token, owner: { deactivatedAt: null, isSample: true } }, 'taken'],
  ])('is worth nothing when it is %s', (_, refused, words) => {
    expect(whyRefused(refused, now)).toContain(words);
  });
});
