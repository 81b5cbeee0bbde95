import { describe, expect, it } from 'vitest';
import { prepareStrength } from './password-strength.prepare.ts';

const rated = (score: number) => ({
  score,
  isStrongEnough: score >= 3,
  advice: score >= 3 ? null : 'Add another word.',
});

describe('the meter', () => {
  it('is empty and says what is good before anything is typed or known', () => {
    expect(prepareStrength('', null)).toMatchObject({ parts: 0 });
    expect(prepareStrength('something', null)).toMatchObject({ parts: 0 });
  });

  it('counts what is missing, even when the rest is strong', () => {
    expect(prepareStrength('vT7#kQp2!', rated(4))).toMatchObject({
      ...{ parts: 1, tone: 'weak', words: '1 more character at least.' },
    });
  });

  it('says why a password is refused', () => {
    expect(prepareStrength('password123', rated(0)).words).toBe(
      'Too easily guessed. Add another word.',
    );
    expect(prepareStrength('password123', rated(2))).toMatchObject({ parts: 2, tone: 'fair' });
  });

  it('is strong exactly where the password is taken', () => {
    expect(prepareStrength('vT7#kQp2!xLw', rated(3))).toMatchObject({ parts: 3, tone: 'strong' });
    expect(prepareStrength('vT7#kQp2!xLw', rated(4))).toMatchObject({ parts: 4, tone: 'strong' });
  });
});
