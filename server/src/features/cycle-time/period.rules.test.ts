import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { readPeriod } from './period.rules.ts';

const at = (text: string) => Date.parse(text) / 1000;

describe('readPeriod', () => {
  it('begins and ends at local midnights, across the change to summer time', () => {
    const period = readPeriod({ from: '2026-03-02', to: '2026-03-16' }, 'week', 'America/New_York');
    expect(period.from).toBe(at('2026-03-02T05:00:00Z'));
    expect(period.to).toBe(at('2026-03-16T04:00:00Z'));
    expect(period.previousFrom).toBe(at('2026-02-16T05:00:00Z'));
    expect(period.buckets).toHaveLength(2);
    expect(period.previousBuckets).toHaveLength(2);
  });

  it('has borders that follow one another without gaps from the period before', () => {
    const { buckets, previousBuckets, from } = readPeriod(
      { from: '2026-03-04', to: '2026-04-01' },
      'month',
      'UTC',
    );
    const all = [...previousBuckets, ...buckets];
    expect(previousBuckets.at(-1)?.to).toBe(from);
    for (const [index, bucket] of all.slice(1).entries()) {
      expect(bucket.from).toBe(all[index]?.to);
    }
  });

  it('refuses more buckets than a chart can show, at the field', () => {
    const read = () => readPeriod({ from: '2000-01-01', to: '2026-01-01' }, 'day', 'UTC');
    expect(read).toThrow(AppError);
    expect(() =>
      readPeriod({ from: '2000-01-01', to: '2026-01-01' }, 'month', 'UTC'),
    ).not.toThrow();
  });
});
