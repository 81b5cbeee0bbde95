import type { ScatterDot } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { describe, expect, it } from 'vitest';
import { buildBucket, buildOverview } from './overview.fixture.ts';
import { hasTooFew, prepareTrend } from './trend.prepare.ts';

const few = buildBucket({ n: 2, p50: null, p75: null, p90: null, interval80: null });
const dotAt = (at: string, seconds: number): ScatterDot => ({
  id: at,
  repository: 'acme/shop',
  number: 1,
  title: 'x',
  author: null,
  at,
  seconds,
  size: 1,
  reviewGrade: null,
});

describe('prepareTrend', () => {
  it('draws a gap where nothing is known, never a zero', () => {
    const empty = buildBucket({ n: 0, p50: null, p75: null, p90: null, interval80: null });
    const [column] = prepareTrend(buildOverview({ buckets: [empty] }), 'week').columns;
    expect(column).toMatchObject({ median: null, band: null, dots: [] });
    expect(column?.readout.note).toBe('Nothing finished here.');
  });

  it('shows each pull request as a dot where there are fewer than five', () => {
    const dots = [
      dotAt('2026-03-02T00:00:00.000Z', 60),
      dotAt('2026-03-08T23:59:59.000Z', 70),
      dotAt('2026-03-09T00:00:00.000Z', 80),
    ];
    const [column] = prepareTrend(buildOverview({ buckets: [few] }), 'week', dots).columns;
    expect(column).toMatchObject({ median: null, dots: [60, 70] });
  });

  it('draws no dots where the reader sees some of the pull requests alone', () => {
    const dots = [dotAt('2026-03-02T00:00:00.000Z', 60)];
    const [column] = prepareTrend(buildOverview({ buckets: [few] }), 'week', dots).columns;
    expect(column?.dots).toEqual([]);
  });

  it('promises no dots to those who see no pull request one by one', () => {
    const [column] = prepareTrend(buildOverview({ buckets: [few] }), 'week').columns;
    expect(column?.readout.note).toBe('Fewer than 5: too few for a median.');
  });

  it('leaves a gap where the numbers of a few people are withheld, and says why', () => {
    const withheld = buildBucket({
      ...{ n: null, censored: null, p50: null, p75: null, p90: null, interval80: null },
      withheld: 'too-few-people',
    });
    const model = prepareTrend(buildOverview({ buckets: [withheld] }), 'week');
    expect(model.columns[0]).toMatchObject({ median: null, band: null, dots: [] });
    expect(model.columns[0]?.readout).toMatchObject({
      note: 'Withheld: fewer than three people stand behind it.',
      facts: expect.arrayContaining([{ label: 'Pull requests', value: '–' }]),
    });
    expect(model.table.rows[0]?.slice(1, 3)).toEqual(['–', '–']);
  });

  it('draws no dots where a median speaks', () => {
    const model = prepareTrend(buildOverview(), 'week', [dotAt('2026-03-03T00:00:00.000Z', 60)]);
    expect(model.columns[0]?.dots).toEqual([]);
  });

  it('puts n, the percentiles, the interval and the period before on every readout', () => {
    const bucket = buildBucket({ censored: 3, excluded: { bot: 2, ai_reviewer: 1 } });
    const [column] = prepareTrend(buildOverview({ buckets: [bucket] }), 'week').columns;
    const facts = Object.fromEntries(column?.readout.facts.map((f) => [f.label, f.value]) ?? []);
    expect(facts['Pull requests']).toBe('10');
    expect(Object.keys(facts)).toEqual([
      'Pull requests',
      'Median (p50)',
      '80 % interval',
      'p75',
      'p90',
      'Median, period before',
      'Still waiting then',
      'Left out',
    ]);
    expect(facts['Left out']).toBe('3');
  });

  it('marks the bucket that is still filling, in the drawing and in words', () => {
    const last = prepareTrend(buildOverview(), 'week').columns.at(-1);
    expect(last?.isPartial).toBe(true);
    expect(last?.readout.title).toBe('Week of Mon 9 Mar, so far');
  });

  it('holds every value below the top of its axis', () => {
    const model = prepareTrend(buildOverview(), 'week');
    const values = model.columns.flatMap((c) => [c.median, c.previous, ...(c.band ?? [])]);
    expect(Math.max(...values.map((v) => v ?? 0))).toBeLessThanOrEqual(model.yMax);
  });

  it('says the whole in one sentence, against the period before', () => {
    expect(prepareTrend(buildOverview(), 'week').summary.replaceAll('\u00a0', ' ')).toBe(
      'Review cycle time: half of 20 pull requests took at most 10 h, against 1 d 6 h in the period before.',
    );
  });

  it('gives one row of numbers per bucket, with a dash where nothing is known', () => {
    const { table } = prepareTrend(buildOverview({ buckets: [few] }), 'week');
    expect(table.rows).toHaveLength(1);
    expect(table.rows[0]?.slice(1, 5)).toEqual(['2', '–', '–', '–']);
  });

  it('says what was changed in the sentence, in the readout and in the row of its week', () => {
    const annotations = [{ on: '2026-03-11', text: 'Reviews shared' }];
    const model = prepareTrend(buildOverview({ annotations }), 'week');
    expect(model.marks.map((mark) => mark.label)).toEqual(['11 Mar: Reviews shared']);
    expect(model.summary).toMatch(/ 11 Mar: Reviews shared\.$/);
    expect(model.columns.map((c) => c.readout.note)).toEqual([null, '11 Mar: Reviews shared.']);
    expect(model.table.columns.at(-1)).toBe('Changed then');
    expect(model.table.rows.map((row) => row.at(-1))).toEqual(['', '11 Mar: Reviews shared']);
  });

  it('has no column for changes in a period without any', () => {
    const { marks, table } = prepareTrend(buildOverview(), 'week');
    expect(marks).toEqual([]);
    expect(table.columns).not.toContain('Changed then');
  });
});

describe('hasTooFew', () => {
  it('asks for single values only where a bucket holds some and has no median', () => {
    const empty = buildBucket({ n: 0, p50: null });
    const withheld = buildBucket({ n: null, p50: null });
    expect(hasTooFew([buildBucket(), few])).toBe(true);
    expect(hasTooFew([buildBucket(), empty, withheld])).toBe(false);
  });
});
