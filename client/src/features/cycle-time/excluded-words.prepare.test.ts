import { describe, expect, it } from 'vitest';
import { countedWords } from './excluded-words.prepare.ts';

describe('what is counted', () => {
  it('stands beside what is left out, by class and by rule, most first', () => {
    const excluded = { 'Release trains': 7, bot: 24, ai_reviewer: 7 };
    expect(countedWords({ n: 728, excluded })).toEqual({
      counted: '728 pull requests',
      leftOut: '38 excluded (24 bot, 7 AI reviewer, 7 Release trains)',
    });
  });

  it('stands alone when nothing is left out', () => {
    expect(countedWords({ n: 1, excluded: {} })).toEqual({
      counted: '1 pull request',
      leftOut: null,
    });
  });
});
