import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

/** What of the person a password must not be made of. */
export type PasswordOwner = { name: string | null; email: string | null };

export type PasswordStrength = {
  /** 0..4, as the estimator counts: 3 withstands an attack on a stolen, slow hash. */
  score: number;
  isStrongEnough: boolean;
  /** What would be better, one sentence; null: it is strong enough. */
  advice: string | null;
};

export const LEAST_PASSWORD_SCORE = 3;

/** The estimator reads so much alone: what comes after it is strength that nobody needs. */
const LENGTH_READ = 72;

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
  maxLength: LENGTH_READ,
});

/** How long a password withstands somebody who knows its owner: words of the owner's name and address count for nothing. */
export function ratePassword(password: string, owner: PasswordOwner): PasswordStrength {
  const known = wordsOf(owner);
  const { score, feedback } = estimator.check(leaveOut(password, known).slice(0, LENGTH_READ));
  const isStrongEnough = score >= LEAST_PASSWORD_SCORE;
  const [warning, suggestion] = [feedback.warning ?? '', feedback.suggestions[0] ?? ''];
  const said = [warning, suggestion].filter((text) => text !== '').join(' ');
  const fallback = 'Add some words that do not belong together.';
  return { score, isStrongEnough, advice: isStrongEnough ? null : said || fallback };
}

function leaveOut(password: string, words: readonly string[]): string {
  return password.replace(new RegExp(words.join('|'), 'giu'), '');
}

/** Longest first; letters and digits alone, so that they stand in a pattern as they are. */
function wordsOf({ name, email }: PasswordOwner): string[] {
  const words = `${name ?? ''} ${email ?? ''} bellwether`
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
  return words.sort((a, b) => b.length - a.length);
}
