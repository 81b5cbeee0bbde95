import type { Comparison } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { describe, expect, it } from 'vitest';
import { prepareComparison } from './compare.prepare.ts';

const HOUR = 3600;
const figures = {
  ...{ n: 12, p50: 10 * HOUR, p75: 20 * HOUR, p90: 40 * HOUR, mean: 15 * HOUR, censored: 0 },
  ...{
    interval80: [8 * HOUR, 12 * HOUR] as [number, number],
    isKaplanMeier: false,
    withheld: null,
  },
};
const few = { ...figures, n: 3, p50: null, p75: null, p90: null, interval80: null };
const hidden = { ...few, n: null, mean: null, censored: null, withheld: 'too-few-people' as const };
const answer: Comparison = {
  ...{ metric: 'review-cycle', clock: 'wall', by: 'size', total: 11, buckets: ['a', 'b'] },
  values: [
    { key: 'M', now: figures, before: figures, change: 'shorter', medians: [HOUR, null] },
    { key: 'XL', now: few, before: hidden, change: null, medians: [null, null] },
    { key: 'S', now: hidden, before: figures, change: null, medians: [null, null] },
  ],
};

describe('a comparison', () => {
  const { rows, bounded, table } = prepareComparison(answer);

  it('says that it shows some of many', () => {
    expect(bounded).toBe('3 of 11 sizes, those with most pull requests');
    expect(prepareComparison({ ...answer, total: 3 }).bounded).toBeNull();
  });

  it('calls a change one only where it is beyond chance', () => {
    expect(rows.map(({ change }) => change?.isBetter ?? null)).toEqual([true, null, null]);
  });

  it('has no median of few, and says why a row is empty', () => {
    expect(rows.map(({ n, p50, note }) => [n, p50, note])).toEqual([
      ['12', '10\u00a0h', null],
      ['3', '–', 'Fewer than 5: too few for a median.'],
      ['–', '–', 'Withheld: fewer than three people stand behind it.'],
    ]);
    expect(table.rows).toHaveLength(3);
  });

  it('names values as people do', () => {
    const name = (by: Comparison['by'], key: string) =>
      prepareComparison({ ...answer, by, values: [{ ...answer.values[0], key } as never] }).rows[0]
        ?.name;
    expect(name('ai', 'true')).toBe('AI-assisted');
    expect(name('author-class', 'ai_reviewer')).toBe('AI agents');
    expect(name('tier', 'deep')).toBe('Deep');
    expect(name('label', 'constructor')).toBe('constructor');
    expect(rows[0]?.hint).toBe('51 to 200 lines');
  });
});
