import type { PointsSlot } from '@bellwether/shared/sync-status/sync-status.schema';
import { describe, expect, it } from 'vitest';
import { nameBudget, prepareBudget, sayAllowance } from './points-budget.prepare.ts';

const now = Date.parse('2026-03-12T12:10:00Z');
const slot = (time: string, spent: number, remaining: number | null): PointsSlot => ({
  startsAt: `2026-03-12T${time}:00Z`,
  spent,
  remaining,
  limit: 5000,
  resetAt: '2026-03-12T12:20:00Z',
});
const budget = (...slots: PointsSlot[]) => ({
  connectionId: '3f2c8a52-5a0e-4d7e-9a57-6a4d9b8c1e11',
  kind: 'token' as const,
  login: 'lena',
  slots,
});

describe('the points of the last 24 hours', () => {
  it('are added up by half hours; what was left is what GitHub said last', () => {
    const model = prepareBudget(
      budget(slot('11:30', 10, 4990), slot('11:50', 5, 4985), slot('12:00', 1, null)),
      now,
      'UTC',
    );
    expect(model.columns).toHaveLength(48);
    expect(model.columns.at(-2)).toMatchObject({ spent: 15, remaining: 4985 });
    expect(model.columns.at(-1)).toMatchObject({ spent: 1, remaining: null });
    expect(model.columns.at(-1)?.readout.title).toBe('12:00 to 12:30');
  });

  it('are a gap where nothing was asked, never zero', () => {
    const model = prepareBudget(budget(slot('12:00', 1, 4999)), now, 'UTC');
    expect(model.columns.at(-2)).toMatchObject({ spent: null, remaining: null });
    expect(model.table.rows).toEqual([['12:00 to 12:30', '1', '4\u202f999']]);
  });

  it('mark where the allowance was or will be renewed', () => {
    const earlier = { ...slot('10:40', 3, 10), resetAt: '2026-03-12T11:20:00Z' };
    const model = prepareBudget(budget(earlier, slot('12:00', 1, 4999)), now, 'UTC');
    expect(model.resets).toEqual([45, 47]);
  });

  it('are told with what is left, and until when', () => {
    const words = (...slots: PointsSlot[]) =>
      sayAllowance(budget(...slots), now, 'UTC').replaceAll('\u202f', ' ');
    expect(words(slot('12:00', 188, 4812))).toBe(
      '4 812 of 5 000 points left until 12:20; 188 points spent in 24 hours.',
    );
    expect(words({ ...slot('11:00', 1, 40), resetAt: '2026-03-12T12:00:00Z' })).toBe(
      '1 point spent in 24 hours; 5 000 points renewed at 12:00.',
    );
    expect(words(slot('12:00', 2, null))).toMatch(/has not said/);
  });

  it('name whose they are', () => {
    expect(nameBudget(budget())).toBe('GitHub as lena');
    expect(nameBudget({ ...budget(), kind: 'sample' })).toBe('Sample team');
  });
});
