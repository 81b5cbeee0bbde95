import { describe, expect, it } from 'vitest';
import { exclusionWords } from './exclusion-words.ts';

describe('the count of what is excluded (B14)', () => {
  it('is told with every reason, most first', () => {
    const counts = { counted: 181, excluded: { release: 5, bot: 24, 'manual by @x': 2 } };
    expect(exclusionWords(counts).line).toBe(
      '212 pull requests, 31 excluded (24 bot, 5 release, 2 manual by @x)',
    );
  });

  it('names who made a rule, once', () => {
    const counts = { counted: 1, excluded: { bot: 3, release: 2, 'manual by @x': 1, hotfix: 1 } };
    const makers = { release: 'Ada', 'manual by @x': '@x', hotfix: 'Bo', toString: 'Eve' };
    expect(exclusionWords(counts, { hotfix: 'separate' }, makers).line).toBe(
      '8 pull requests, 6 excluded (3 bot, 2 release by Ada, 1 manual by @x), 1 apart (1 hotfix by Bo)',
    );
    expect(exclusionWords({ counted: 0, excluded: { constructor: 1 } }, {}, {}).excluded).toBe(
      '1 excluded (1 constructor)',
    );
  });

  it('tells what is a series of its own beside what is nowhere', () => {
    const counts = { counted: 7, excluded: { bot: 1, hotfix: 3, constructor: 1 } };
    const words = exclusionWords(counts, {
      hotfix: 'separate' as const,
      other: 'hide' as const,
    });
    expect(words).toEqual({
      found: '12 pull requests',
      excluded: '2 excluded (1 bot, 1 constructor)',
      apart: '3 apart (3 hotfix)',
      line: '12 pull requests, 2 excluded (1 bot, 1 constructor), 3 apart (3 hotfix)',
    });
  });

  it('says nothing of what is not there', () => {
    expect(exclusionWords({ counted: 1, excluded: { bot: 0 } })).toMatchObject({
      ...{ line: '1 pull request', excluded: null, apart: null },
    });
    expect(exclusionWords({ counted: 1200, excluded: { ai_reviewer: 1 } }).line).toBe(
      '1,201 pull requests, 1 excluded (1 AI reviewer)',
    );
  });
});
