import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareTimeline } from './timeline.prepare.ts';

type Timeline = PullRequestDetail['timeline'];
const start = Date.parse('2026-03-02T08:00:00Z');
const after = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
const now = '2026-03-12T00:00:00Z';

const build = (minutes: number, overrides: Partial<Timeline> = {}): Timeline => ({
  from: after(0),
  to: after(minutes),
  isFinished: true,
  segments: [
    { kind: 'waiting', from: after(0), to: after(minutes / 4) },
    { kind: 'in_review', from: after(minutes / 4), to: after(minutes) },
  ],
  markers: [
    { kind: 'opened', at: after(0), text: 'mira opened it', actor: 'mira' },
    { kind: 'merged', at: after(minutes), text: 'jo merged', actor: 'jo' },
  ],
  offHours: [{ from: after(-60), to: after(10) }],
  zone: 'UTC',
  ...overrides,
});

describe('prepareTimeline', () => {
  it('draws to scale: the widths of the parts are their shares of the whole', () => {
    const { bars } = prepareTimeline(build(40), 2, now);
    expect(bars.map((bar) => [bar.left, bar.width])).toEqual([
      [0, 25],
      [25, 75],
    ]);
  });

  it('keeps everything inside, even what begins before or ends after', () => {
    const { shades } = prepareTimeline(build(40), 2, now);
    expect(shades).toEqual([{ left: 0, width: 25 }]);
  });

  it('shades nights only where they can be seen', () => {
    expect(prepareTimeline(build(400 * 24 * 60), 2, now).shades).toEqual([]);
  });

  it('has few, ordered ticks from a minute to years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (minutes) => {
        const { ticks } = prepareTimeline(build(minutes), 2, now);
        expect(ticks.length).toBeLessThanOrEqual(7);
        const lefts = ticks.map((tick) => tick.left);
        expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
      }),
    );
  });

  it('labels ticks by the clock for an hour and by the month for a year', () => {
    const labels = (minutes: number) =>
      prepareTimeline(build(minutes), 2, now).ticks.map((t) => t.label);
    expect(labels(40)).toContain('08:10');
    expect(labels(400 * 24 * 60).every((label) => /^[A-Z][a-z]+ \d{4}$/.test(label))).toBe(true);
  });

  it('puts marks that would touch into one with a count, and shows the decision among them', () => {
    const markers: Timeline['markers'] = [
      { kind: 'comment', at: after(20), text: 'mira commented', actor: 'mira' },
      { kind: 'approved', at: after(20), text: 'jo approved', actor: 'jo' },
      { kind: 'commented', at: after(38), text: 'jo reviewed', actor: 'jo' },
    ];
    const { lanes, events } = prepareTimeline(build(40, { markers }), 5, now);
    expect(lanes).toHaveLength(1);
    expect(lanes[0]?.marks.map((mark) => [mark.kind, mark.count])).toEqual([
      ['approved', 2],
      ['commented', 1],
    ]);
    expect(events).toHaveLength(3);
  });

  it('leaves room for the count beside a mark that stands for several, and loses none', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(minutes, (all) => {
        const markers = all.map((minute) => ({
          kind: 'comment' as const,
          at: after(minute),
          text: 'commented',
          actor: null,
        }));
        const marks = prepareTimeline(build(1000, { markers }), 3, now).lanes[0]?.marks ?? [];
        expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(all.length);
        for (const [index, mark] of marks.slice(0, -1).entries()) {
          const next = marks[index + 1]?.left ?? 0;
          expect(next - mark.left).toBeGreaterThanOrEqual(mark.count > 1 ? 6 : 3);
        }
      }),
    );
  });

  it('names the first few of a thousand marks and counts the rest', () => {
    const markers = Array.from({ length: 1000 }, (_, index) => ({
      kind: 'comment' as const,
      at: after(1),
      text: `comment ${index}`,
      actor: null,
    }));
    const { lanes } = prepareTimeline(build(4000, { markers }), 5, now);
    expect(lanes[0]?.marks[0]?.title).toContain('and 996 more');
  });

  it('reads aloud in one sentence, and says when it is not over', () => {
    const { summary } = prepareTimeline(build(40, { isFinished: false }), 2, now);
    expect(summary.replaceAll('\u00a0', ' ')).toBe(
      '40 min from start to end, and still open: waiting for review 10 min, then in review 30 min.',
    );
  });

  it('stands a pull request of no length without failing', () => {
    expect(prepareTimeline(build(0), 2, now).bars.every((bar) => bar.width <= 100)).toBe(true);
  });
});
