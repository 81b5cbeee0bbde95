import type { ScatterDot } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { describe, expect, it } from 'vitest';
import { prepareScatter } from './scatter.prepare.ts';

const frame = {
  clock: 'wall',
  zone: 'UTC',
  now: '2026-03-12T00:00:00Z',
  metric: 'pickup',
} as const;
const period = { from: '2026-03-01', to: '2026-03-31' };
const dot = (overrides: Partial<ScatterDot>): ScatterDot => ({
  id: 'PR_1',
  repository: 'acme/shop',
  number: 1,
  title: 'x',
  author: 'mira',
  at: '2026-03-05T00:00:00Z',
  seconds: 600,
  size: 5,
  reviewGrade: 'discussed',
  ...overrides,
});

describe('prepareScatter', () => {
  it('begins with the slowest, and holds every dot within both axes on either scale', () => {
    const dots = [dot({ id: 'a', seconds: 0 }), dot({ id: 'b', seconds: 900_000 })];
    for (const scale of ['linear', 'log'] as const) {
      const model = prepareScatter({ dots, total: 2 }, period, scale, frame);
      expect(model.points.map((p) => p.id)).toEqual(['b', 'a']);
      expect(model.yRange[1]).toBeGreaterThanOrEqual(900_000);
      expect(model.yRange[0]).toBeLessThanOrEqual(scale === 'log' ? 1 : 0);
    }
  });

  it('tells the unreviewed apart in colour and in words', () => {
    const dots = [dot({ reviewGrade: 'unreviewed' })];
    const [point] = prepareScatter({ dots, total: 1 }, period, 'log', frame).points;
    expect(point?.color).toBe('--bw-grade-unreviewed');
    expect(point?.readout.note).toBe('Merged without a review.');
  });

  it('says how many of how many are drawn', () => {
    const model = prepareScatter({ dots: [dot({})], total: 1234 }, period, 'log', frame);
    expect(model.summary.replaceAll('\u202f', ' ')).toContain('1 of 1 234 pull requests');
  });

  it('names a deleted account as such', () => {
    const [point] = prepareScatter(
      { dots: [dot({ author: null })], total: 1 },
      period,
      'log',
      frame,
    ).points;
    expect(point?.readout.facts[0]?.value).toBe('deleted account');
  });

  it('draws an empty period without failing', () => {
    expect(prepareScatter({ dots: [], total: 0 }, period, 'log', frame).points).toEqual([]);
  });
});
