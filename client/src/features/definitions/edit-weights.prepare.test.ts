import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { describe, expect, it } from 'vitest';
import { setAiSigns, setTierBorder, setWeight } from './edit-weights.prepare.ts';

describe('weights that are typed', () => {
  it('are those of the field, and null again once they are as installed', () => {
    const changed = setWeight(freshSettings, 'auth', 4.25);
    expect(changed).toMatchObject({ complexity: { areaWeights: { auth: 4.25, contract: 3 } } });
    expect(typeof changed === 'string' ? '' : setWeight(changed, 'auth', 3)).toEqual(freshSettings);
  });

  it.each([
    [Number.NaN, 'from 0 to 20'],
    [-1, 'from 0 to 20'],
    [20.5, 'from 0 to 20'],
    [1.234, 'two digits'],
  ])('%s is refused with what would be right', (points, words) => {
    expect(setWeight(freshSettings, 'size', points)).toContain(words);
  });

  it('let a deep review begin above a standard one alone', () => {
    expect(setTierBorder(freshSettings, 'standard', 12)).toContain('more points than a standard');
    expect(setTierBorder(freshSettings, 'deep', 101)).toContain('from 1 to 100');
    const changed = setTierBorder(freshSettings, 'deep', 9);
    expect(typeof changed === 'string' ? [] : describeChange(freshSettings, changed)).toEqual([
      'A deep review begins at 9 points, not 12',
    ]);
  });
});

describe('signs of an AI agent that are typed', () => {
  const installed = {
    branchPrefixes: ['claude/', 'codex/', 'copilot/', 'cursor/', 'devin/', 'jules/'],
    labels: ['ai-assisted', 'ai-generated', 'claude-code', 'codex', 'copilot', 'devin'],
  };

  it('are kept in lower case, each once, and null as installed in any order', () => {
    const signs = { ...installed, labels: [...installed.labels, ' Robot', 'robot'] };
    const changed = setAiSigns(freshSettings, signs);
    expect(typeof changed === 'string' ? [] : changed.aiSigns?.labels.slice(-1)).toEqual(['robot']);
    const turned = { ...installed, labels: installed.labels.toReversed() };
    expect(setAiSigns(freshSettings, turned)).toEqual(freshSettings);
  });

  it('may be none at all', () => {
    const changed = setAiSigns(freshSettings, { branchPrefixes: [], labels: [] });
    expect(changed).toMatchObject({ aiSigns: { branchPrefixes: [], labels: [] } });
  });

  it.each([
    [['x'.repeat(101)], 'longer than 100'],
    [Array.from({ length: 51 }, (_, at) => `l${at}`), 'More than 50'],
  ])('are refused with what would be right', (labels, words) => {
    expect(setAiSigns(freshSettings, { ...installed, labels })).toContain(words);
  });
});
