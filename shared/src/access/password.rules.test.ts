import { describe, expect, it } from 'vitest';
import { ratePassword } from './password.rules.ts';

const owner = { name: 'Ada Lovelace', email: 'ada.lovelace@engine.example' };

describe('a password', () => {
  it.each(['correct horse battery staple 9', 'vT7#kQp2!xLw', 'tin rhubarb kayak lantern'])(
    'is strong enough: %s',
    (password) => {
      expect(ratePassword(password, owner)).toMatchObject({ isStrongEnough: true, advice: null });
    },
  );

  it.each([
    'password123',
    'qwertyuiop12',
    'aaaaaaaaaaaa',
    '1234567890',
    'P@ssw0rd2024',
    'bellwether1',
    'AdaLovelace1',
    'lovelace-engine',
    'Ada[Lovelace]2026(',
    'ada.lovelace@engine.example',
  ])('is too easily guessed, and what is better is said: %s', (password) => {
    const { isStrongEnough, advice } = ratePassword(password, owner);
    expect(isStrongEnough).toBe(false);
    expect(advice).toMatch(/^[A-Z].+\.$/s);
  });

  it('is not the owner’s own name, though it would do for somebody else', () => {
    const password = 'Zyxqolandia Vrabtkowsky';
    expect(ratePassword(password, { name: null, email: null }).isStrongEnough).toBe(true);
    expect(ratePassword(password, { name: password, email: null }).isStrongEnough).toBe(false);
  });

  it('costs no more time when it is very long', () => {
    expect(ratePassword('ab'.repeat(5_000), owner).score).toBeLessThanOrEqual(4);
  });
});
