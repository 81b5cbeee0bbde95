import { describe, expect, it } from 'vitest';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';

const start = '2026-03-01T23:00:00.000Z';
const now = '2026-03-12T00:00:00Z';

describe('nameBucket', () => {
  it('names the day in the zone of the answer', () => {
    const bucket = { start, isPartial: false };
    expect(nameBucket(bucket, 'week', 'Europe/Berlin', now)).toBe('Week of Mon 2 Mar');
    expect(nameBucket(bucket, 'day', 'UTC', now)).toBe('Sun 1 Mar');
    expect(nameBucket(bucket, 'month', 'Europe/Berlin', now)).toBe('Mar 2026');
  });

  it('says that a bucket is not over', () => {
    expect(nameBucket({ start, isPartial: true }, 'month', 'UTC', now)).toBe('Mar 2026, so far');
  });
});

describe('labelBuckets', () => {
  it('keeps the place of each label', () => {
    expect(labelBuckets([start], 'day', 'UTC')).toEqual([{ index: 0, label: '1 Mar' }]);
  });
});
