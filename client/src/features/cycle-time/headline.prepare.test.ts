import { describe, expect, it } from 'vitest';
import { prepareHeadlines, withhold } from './headline.prepare.ts';
import { buildBucket, buildOverview } from './overview.fixture.ts';

const HOUR = 3600;
const withIntervals = (now: [number, number], before: [number, number]) => {
  const base = buildOverview();
  return buildOverview({
    summary: buildBucket({ interval80: now }),
    previous: { ...base.previous, summary: buildBucket({ interval80: before }) },
  });
};

describe('prepareHeadlines', () => {
  it('speaks of a change only when the two intervals do not overlap', () => {
    const [apart] = prepareHeadlines(withIntervals([8 * HOUR, 12 * HOUR], [13 * HOUR, 20 * HOUR]));
    expect(apart?.change).toMatchObject({ direction: 'down', isBetter: true });
    const [touching] = prepareHeadlines(
      withIntervals([8 * HOUR, 13 * HOUR], [13 * HOUR, 20 * HOUR]),
    );
    expect(touching?.change).toBeNull();
    expect(touching?.detail).toMatch(/; period before: .+, no clear change$/);
    expect(apart?.detail).not.toContain('period before');
  });

  it('calls longer worse', () => {
    const [median] = prepareHeadlines(
      withIntervals([30 * HOUR, 40 * HOUR], [13 * HOUR, 20 * HOUR]),
    );
    expect(median?.change).toMatchObject({ direction: 'up', isBetter: false });
  });

  it('withholds what only a few people stand behind', () => {
    const summary = buildBucket({ n: null, p50: null, p75: null, p90: null, interval80: null });
    const [median] = prepareHeadlines(buildOverview({ summary }));
    expect(median).toMatchObject({
      value: null,
      detail: 'Withheld: fewer than three people stand behind it.',
    });
  });

  it('says why there is no median instead of showing a zero', () => {
    const summary = buildBucket({ n: 3, p50: null, p75: null, p90: null, interval80: null });
    const [median, p75] = prepareHeadlines(buildOverview({ summary }));
    expect(median).toMatchObject({ value: null, detail: '3 pull requests: too few for a median' });
    expect(p75?.value).toBeNull();
  });
});

describe('withhold', () => {
  it('tells no number that stands on too little, and says so', () => {
    const overview = buildOverview();
    const { metric } = overview.quality.basis;
    const [median] = prepareHeadlines(overview);
    if (median === undefined) {
      throw new Error('there is no headline');
    }
    expect(withhold(median, metric)).toBe(median);
    const withheld = withhold(median, { ...metric, level: 'insufficient' });
    expect(withheld).toMatchObject({ value: null, change: null });
    expect(withheld.detail).toContain('insufficient');
  });
});
