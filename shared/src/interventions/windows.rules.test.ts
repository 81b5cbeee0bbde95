import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../time/calendar-day.ts';
import { chooseWindows, weeksOf, yearEarlier } from './windows.rules.ts';

const change = { startedOn: '2026-07-06', settledOn: '2026-08-17' };

describe('chooseWindows', () => {
  test('compares as many whole weeks after as there are, up to twelve, with as many before', () => {
    expect(chooseWindows(change, '2026-11-22')).toEqual({
      state: 'compared',
      weeks: 12,
      before: { from: '2026-04-13', to: '2026-07-06' },
      rollout: { from: '2026-07-06', to: '2026-08-17' },
      after: { from: '2026-08-17', to: '2026-11-09' },
    });
    expect(chooseWindows(change, '2026-09-10')).toMatchObject({ weeks: 3 });
    expect(chooseWindows(change, '2026-11-22', 4)).toMatchObject({ weeks: 4 });
    expect(chooseWindows(change, '2026-09-10', 20)).toMatchObject({ weeks: 3 });
  });

  test('what came at once has no rollout', () => {
    const once = { startedOn: '2026-07-06', settledOn: null };
    expect(chooseWindows(once, '2026-07-13')).toMatchObject({ weeks: 1, rollout: null });
    expect(chooseWindows({ ...once, settledOn: '2026-07-06' }, '2026-07-13')).toMatchObject({
      rollout: null,
    });
  });

  test('says when there is something to compare, before there is', () => {
    expect(chooseWindows(change, '2026-08-20')).toEqual({
      state: 'too-early',
      fullWeekOn: '2026-08-24',
    });
    expect(chooseWindows(change, '2026-07-01')).toEqual({
      state: 'planned',
      fullWeekOn: '2026-08-24',
    });
  });

  test('both sides hold every weekday equally often, end before today and share no day', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(60), fc.nat(400), (start, rollout, passed) => {
        const startedOn = addDays('2025-01-01', start);
        const settledOn = addDays(startedOn, rollout);
        const today = addDays(settledOn, passed);
        const found = chooseWindows({ startedOn, settledOn }, today);
        if (found.state !== 'compared') {
          expect(passed).toBeLessThan(7);
          return;
        }
        const { before, after } = found;
        expect(daysBetween(before.from, before.to)).toBe(found.weeks * 7);
        expect(daysBetween(after.from, after.to)).toBe(found.weeks * 7);
        expect(before.to <= after.from).toBe(true);
        expect(after.to <= today).toBe(true);
        const weeks = weeksOf(found);
        expect(weeks[0]?.from).toBe(before.from);
        expect(weeks.at(-1)?.to).toBe(after.to);
        for (const [index, week] of weeks.entries()) {
          expect(week.to).toBe(weeks[index + 1]?.from ?? after.to);
        }
      }),
    );
  });

  test('a year earlier begins on the same weekday', () => {
    const earlier = yearEarlier({ from: '2026-04-13', to: '2026-07-06' });
    expect(earlier).toEqual({ from: '2025-04-14', to: '2025-07-07' });
  });
});
