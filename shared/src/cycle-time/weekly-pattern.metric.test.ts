import { describe, expect, it } from 'vitest';
import { instantOf } from '../time/instant.ts';
import { readWeeklyPattern, slotReader } from './weekly-pattern.metric.ts';

const at = (iso: string) => instantOf(new Date(iso));

describe('the hour of the week', () => {
  it('is the local one, on both sides of a change of the clock', () => {
    const slotOf = slotReader('Europe/Berlin');
    // Friday 09:30 local time in winter, and in summer.
    expect(slotOf(at('2026-03-27T08:30:00Z'))).toBe(4 * 24 + 9);
    expect(slotOf(at('2026-04-03T07:30:00Z'))).toBe(4 * 24 + 9);
    expect(slotReader('UTC')(at('2026-03-30T00:00:00Z'))).toBe(0);
    expect(slotReader('UTC')(at('1969-12-31T23:00:00Z'))).toBe(2 * 24 + 23);
  });
});

describe('the week of a team', () => {
  const monday = (minute: number) => at(`2026-03-02T09:${String(minute).padStart(2, '0')}:00Z`);

  it('counts what became ready and what was reviewed, and tells a median from five on', () => {
    const readies = [10, 20, 30, 40, 50].map((minute) => ({
      ...{ readyAt: monday(minute), pickupSeconds: minute * 60 },
    }));
    const few = { readyAt: at('2026-03-03T09:00:00Z'), pickupSeconds: 60 };
    const open = { readyAt: monday(59), pickupSeconds: null };
    const cells = readWeeklyPattern([...readies, few, open], [at('2026-03-04T15:00:00Z')], 'UTC');
    expect(cells).toHaveLength(168);
    expect(cells[9]).toEqual({ ready: 6, reviewed: 0, pickup: 1800, pickedUp: 5 });
    expect(cells[24 + 9]).toEqual({ ready: 1, reviewed: 0, pickup: null, pickedUp: 1 });
    expect(cells[48 + 15]).toMatchObject({ ready: 0, reviewed: 1 });
  });
});
