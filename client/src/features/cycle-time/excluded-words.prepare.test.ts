import { exclusionWords } from '@bellwether/shared/definitions/exclusion-words';
import { describe, expect, it } from 'vitest';
import { countedWords } from './excluded-words.prepare.ts';

describe('what is counted', () => {
  const excluded = { 'Release trains': 7, bot: 24, ai_reviewer: 7, Hotfix: 3 };

  it('stands beside what is left out and what is counted apart, most first', () => {
    expect(countedWords({ n: 728, excluded }, ['Hotfix'])).toEqual({
      found: '769 pull requests',
      groups: [
        {
          words: '38 excluded',
          reasons: [
            { name: 'bot', words: '24 bot' },
            { name: 'ai_reviewer', words: '7 AI reviewer' },
            { name: 'Release trains', words: '7 Release trains' },
          ],
        },
        { words: '3 apart', reasons: [{ name: 'Hotfix', words: '3 Hotfix' }] },
      ],
    });
  });

  it('reads as the definitions say it', () => {
    const { found, groups } = countedWords({ n: 728, excluded }, ['Hotfix']);
    const parts = groups.map(
      ({ words, reasons }) => `${words} (${reasons.map((reason) => reason.words).join(', ')})`,
    );
    const { line } = exclusionWords({ counted: 728, excluded }, { Hotfix: 'separate' });
    expect([found, ...parts].join(', ')).toBe(line);
  });

  it('says who made a rule, whatever the pull request count is', () => {
    const { groups } = countedWords({ n: 728, excluded }, ['Hotfix'], {
      'Release trains': 'Ada',
      Hotfix: 'Bo',
    });
    expect(groups.map(({ reasons }) => reasons.map(({ words }) => words))).toEqual([
      ['24 bot', '7 AI reviewer', '7 Release trains by Ada'],
      ['3 Hotfix by Bo'],
    ]);
  });

  it('stands alone when nothing is left out', () => {
    expect(countedWords({ n: 1, excluded: {} }, [])).toEqual({
      found: '1 pull request',
      groups: [],
    });
  });
});
