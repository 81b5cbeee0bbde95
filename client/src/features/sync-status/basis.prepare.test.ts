import type { MetricBasis } from '@bellwether/shared/sync-status/sync-status.schema';
import { describe, expect, it } from 'vitest';
import { prepareBasis } from './basis.prepare.ts';

const now = Date.parse('2026-03-12T12:00:00Z');
const basis: MetricBasis = {
  level: 'enough',
  covered: 716,
  total: 716,
  dataAsOf: '2026-03-12T10:42:00Z',
  reason: null,
  step: null,
};
const words = (overrides: Partial<MetricBasis>) =>
  prepareBasis({ ...basis, ...overrides }, now, 'UTC')?.words;

describe('what stands beside a chart', () => {
  it('is its freshness and its coverage', () => {
    expect(words({})).toBe('As of 10:42 · 716 of 716 pull requests');
    expect(words({ dataAsOf: '2026-03-11T10:42:00Z' })).toMatch(/^As of Wed 11 Mar, 10:42 · /);
    expect(words({ dataAsOf: '2025-03-12T10:42:00Z' })).toMatch(/^As of Wed 12 Mar, 10:42 · /);
  });

  it('claims neither where it is not known', () => {
    expect(words({ dataAsOf: null, covered: null, total: null, level: 'unknown' })).toBe(
      'Not read to the end yet · coverage not known yet',
    );
    expect(prepareBasis(undefined, now)).toBeUndefined();
  });

  it('says why nothing can be said, and which step helps', () => {
    const step = { text: 'Let the token read deployments', to: '/connections' as const, gain: 9 };
    const lacking = { ...basis, level: 'insufficient' as const, covered: 0, reason: 'Not read.' };
    expect(prepareBasis({ ...lacking, step }, now, 'UTC')).toMatchObject({
      words: 'As of 10:42 · 0 of 716 pull requests',
      insufficient: {
        reason: 'Not read.',
        step: 'Let the token read deployments',
        to: '/connections',
      },
    });
    expect(prepareBasis(basis, now, 'UTC')?.insufficient).toBeNull();
  });
});
