import type { PasswordStrength } from '@bellwether/shared/access/password.rules';

/** The shortest that is taken; the server says the same. */
export const SHORTEST_PASSWORD = 10;

export type Strength = {
  /** How many of four parts are filled. */
  parts: number;
  tone: 'weak' | 'fair' | 'strong';
  words: string;
};

/** What the meter shows; `rating` null: it is not known yet. */
export function prepareStrength(password: string, rating: PasswordStrength | null): Strength {
  if (password === '' || rating === null) {
    const words = `At least ${SHORTEST_PASSWORD} characters. A few words that do not belong together are good.`;
    return { parts: 0, tone: 'weak', words };
  }
  const missing = SHORTEST_PASSWORD - [...password].length;
  if (missing > 0) {
    const words = `${missing} more ${missing === 1 ? 'character' : 'characters'} at least.`;
    return { parts: 1, tone: 'weak', words };
  }
  return rating.isStrongEnough ? takenAs(rating) : refusedAs(rating);
}

function takenAs({ score }: PasswordStrength): Strength {
  const isBest = score >= 4;
  const words = isBest ? 'Very strong.' : 'Strong enough.';
  return { parts: isBest ? 4 : 3, tone: 'strong', words };
}

function refusedAs({ score, advice }: PasswordStrength): Strength {
  const isFair = score >= 2;
  const words = [isFair ? 'Not strong enough yet.' : 'Too easily guessed.', advice];
  return {
    parts: isFair ? 2 : 1,
    tone: isFair ? 'fair' : 'weak',
    words: words.filter((part) => part !== null).join(' '),
  };
}
