import { expect, it } from 'vitest';
import { aiSignsSentence, tierRows, tiersSentence } from './tiers-preview.prepare.ts';

const all = { days: 90, sampled: 300, candidates: 300 };
const tiers = {
  ...{ counted: 212, moved: 5, examples: [] },
  before: { light: 150, standard: 53, deep: 9 },
  after: { light: 150, standard: 48, deep: 14 },
};

it('a border is told by how many would have asked for a design comment (B10)', () => {
  expect(tiersSentence(tiers, all)).toBe(
    'This rule would have asked for a design comment on 14 of 212 pull requests of the last 90 days; now it is 9.',
  );
  expect(tiersSentence({ ...tiers, before: tiers.after }, all)).toContain('; as many as now.');
  expect(tierRows(tiers).map(({ before, after, isChanged }) => [before, after, isChanged])).toEqual(
    [
      ['150', '150', false],
      ['53', '48', true],
      ['9', '14', true],
    ],
  );
});

it('a sample is told as one, and nothing merged as nothing to try it on', () => {
  expect(tiersSentence(tiers, { ...all, candidates: 301 })).toContain('in an even sample');
  expect(tiersSentence({ ...tiers, counted: 0 }, all)).toContain('nothing to try the rule on');
});

it('signs of an AI agent are told by how many would show one', () => {
  const signs = { counted: 212, before: 28, after: 31, turned: 3, examples: [] };
  expect(aiSignsSentence(signs, all)).toBe(
    '31 of 212 pull requests of the last 90 days would show signs of an AI agent; now it is 28.',
  );
});
