import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type BucketSize, bucketIndexOf, bucketsOf, firstBucketClosingAfter } from './buckets.ts';
import { dateOf, formatInstant, instantOf } from './instant.ts';

const at = (text: string) => instantOf(new Date(text));
const starts = (from: string, to: string, size: BucketSize, zone: string) =>
  bucketsOf(at(from), at(to), size, zone).map(({ start }) => formatInstant(dateOf(start)));

describe('bucketsOf', () => {
  test('weeks begin on Monday, in the zone (B0.8)', () => {
    expect(starts('2026-03-18T00:00Z', '2026-04-01T00:00Z', 'week', 'Europe/Berlin')).toEqual([
      '2026-03-15T23:00:00Z',
      '2026-03-22T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ]);
  });

  test('a day in which clocks change has 23 or 25 hours', () => {
    const lengths = bucketsOf(
      at('2026-10-23T22:00Z'),
      at('2026-10-26T23:00Z'),
      'day',
      'Europe/Berlin',
    ).map(({ from, to }) => (to - from) / 3600);
    expect(lengths).toEqual([24, 25, 24]);
  });

  test('a midnight that does not exist begins at the first instant of its day', () => {
    const days = starts('2018-11-03T12:00Z', '2018-11-05T00:00Z', 'day', 'America/Sao_Paulo');
    expect(days).toEqual(['2018-11-03T03:00:00Z', '2018-11-04T03:00:00Z']);
  });

  test('months follow the calendar; the period clips what is counted, not the name', () => {
    const buckets = bucketsOf(at('2024-01-15T00:00Z'), at('2024-03-02T00:00Z'), 'month', 'UTC');
    expect(buckets.map(({ start, from, to }) => [start, from, to])).toEqual([
      [at('2024-01-01'), at('2024-01-15'), at('2024-02-01')],
      [at('2024-02-01'), at('2024-02-01'), at('2024-03-01')],
      [at('2024-03-01'), at('2024-03-01'), at('2024-03-02')],
    ]);
  });

  test('an empty period has no buckets', () => {
    expect(bucketsOf(at('2024-01-15'), at('2024-01-15'), 'day', 'UTC')).toEqual([]);
    expect(bucketsOf(at('2024-01-15') + 1, at('2024-01-15') + 1, 'day', 'UTC')).toEqual([]);
  });

  test('a day that a zone skipped has no bucket', () => {
    const days = starts('2011-12-29T10:00Z', '2011-12-31T10:00Z', 'day', 'Pacific/Apia');
    expect(days).toEqual(['2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z']);
  });
});

const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia'];

test('buckets tile the period, and begin where Temporal says that days, weeks and months begin', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom<BucketSize>('day', 'week', 'month'),
      fc.integer({ min: at('2009-01-01'), max: at('2027-01-01') }),
      fc.nat(90 * 86_400),
      (zone, size, from, length) => {
        const to = from + length;
        const buckets = bucketsOf(from, to, size, zone);
        expect(buckets.map((bucket) => bucket.from)).toEqual(
          length === 0 ? [] : [from, ...buckets.slice(0, -1).map((bucket) => bucket.to)],
        );
        expect(buckets.at(-1)?.to ?? to).toBe(to);
        for (const { start } of buckets) {
          expect(isBorder(start, size, zone)).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('every instant of the period falls into exactly the bucket that holds it', () => {
  const buckets = bucketsOf(at('2026-03-01'), at('2026-05-10'), 'week', 'Europe/Berlin');
  fc.assert(
    fc.property(fc.integer({ min: at('2026-02-20'), max: at('2026-05-20') }), (instant) => {
      const expected = buckets.findIndex(({ from, to }) => from <= instant && instant < to);
      expect(bucketIndexOf(buckets, instant)).toBe(expected);
      const closing = buckets.findIndex(({ to }) => to > instant);
      expect(firstBucketClosingAfter(buckets, instant)).toBe(
        closing === -1 ? buckets.length : closing,
      );
    }),
  );
});

function isBorder(start: number, size: BucketSize, timeZone: string): boolean {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start * 1000).toZonedDateTimeISO(timeZone);
  const isDay = zoned.startOfDay().epochMilliseconds === start * 1000;
  return (
    isDay && (size !== 'week' || zoned.dayOfWeek === 1) && (size !== 'month' || zoned.day === 1)
  );
}
