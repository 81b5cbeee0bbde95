import { compareDurations } from '@bellwether/shared/interventions/compare-durations.metric';
import { compareRates } from '@bellwether/shared/interventions/compare-rates.metric';
import type { Outcome } from '@bellwether/shared/interventions/interventions.schema';
import { describe, expect, test } from 'vitest';
import {
  sayChance,
  sayEnough,
  sayInOneUnit,
  sayOutcome,
  verdictOf,
} from './verdict-words.prepare.ts';

const HOUR = 3600;
const plain = (text: string | null) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
const around = (hours: number, count: number) =>
  Array.from({ length: count }, (_, index) => (hours + (index % 5) - 2) * HOUR);

function durations(before: readonly number[], after: readonly number[]): Outcome {
  const comparison = compareDurations(before, after);
  return {
    kind: 'duration',
    comparison: { metric: 'review-cycle', clock: 'wall', ...comparison, withheld: null },
  };
}

function rates(before: [number, number], after: [number, number]): Outcome {
  const [b, a] = [before, after].map(([events, exposure]) => ({ events, exposure }));
  if (b === undefined || a === undefined) {
    throw new Error('two sides are compared');
  }
  return {
    kind: 'rate',
    comparison: { metric: 'incident-rate', ...compareRates(b, a), withheld: null },
  };
}

describe('the verdict in one sentence', () => {
  test('names both medians, the shift and its interval in one unit', () => {
    const outcome = durations(around(96, 40), around(22, 40));
    expect(plain(sayOutcome(outcome))).toBe(
      'Review cycle time: 96 h → 22 h, shift −74 h (−75 … −73), clearly shorter',
    );
    expect(verdictOf(outcome)).toMatchObject({ tone: 'better', direction: 'down' });
    expect(plain(sayEnough(outcome))).toContain('40 pull requests before and 40 after');
    expect(plain(sayChance(outcome))).toContain('fewer than 1 of 1 000 cases (p < 0.001)');
  });

  test('too few are counted, and nothing is claimed of them', () => {
    const outcome = durations(around(96, 3), around(22, 40));
    expect(sayOutcome(outcome)).toBe(
      'Review cycle time: 3 before and 40 after, too few to compare',
    );
    expect(verdictOf(outcome).words).toBe('not enough data');
    expect(plain(sayEnough(outcome))).toContain('at least 10 on each side');
    expect(sayChance(outcome)).toBeNull();
  });

  test('a rate names its ratio, and says when chance is not ruled out', () => {
    const outcome = rates([17, 289], [9, 340]);
    expect(plain(sayOutcome(outcome))).toBe(
      'Incidents per 100 merged pull requests: 5.88 → 2.65, ratio 0.45 (0.18 … 1.07), cannot be told yet',
    );
    expect(plain(sayEnough(outcome))).toMatch(
      /^Enough to compare, not enough to tell: 17 incidents/,
    );
    expect(plain(sayChance(outcome))).toContain('5.1 % of cases (p = 0.051)');
  });

  test('more deployments are better, more failures worse', () => {
    const more = rates([10, 12], [60, 12]);
    if (more.kind !== 'rate') {
      return;
    }
    const of = (metric: 'deployment-frequency' | 'change-failure') =>
      verdictOf({ kind: 'rate', comparison: { ...more.comparison, metric } });
    expect(of('deployment-frequency')).toEqual({
      ...{ words: 'clearly more', tone: 'better', direction: 'up' },
    });
    expect(of('change-failure')).toMatchObject({ words: 'clearly higher', tone: 'worse' });
  });

  test('what is withheld shows no number', () => {
    const outcome = durations(around(96, 40), around(22, 40));
    if (outcome.kind !== 'duration') {
      return;
    }
    const comparison = { ...outcome.comparison, withheld: 'too-few-people' as const };
    expect(sayOutcome({ kind: 'duration', comparison })).not.toMatch(/\d/);
    expect(sayEnough({ kind: 'duration', comparison })).not.toMatch(/\d/);
  });
});

describe('one unit for numbers that are compared', () => {
  test.each([
    [[40 * 86_400, 3 * HOUR], 'd', '40 d'],
    [[97 * HOUR, 20 * HOUR], 'h', '97 h'],
    [[50 * 60, 20 * 60], 'min', '50 min'],
    [[40, 3], 's', '40 s'],
    [[null, 0], 's', '0 s'],
  ])('%j in %s', (all, unit, first) => {
    const said = sayInOneUnit(all);
    expect(said.unit).toBe(unit);
    expect(plain(said.say(all[0] ?? 0))).toBe(first);
  });

  test('a difference has its sign, and one decimal below ten', () => {
    const { bare } = sayInOneUnit([97 * HOUR]);
    expect([bare(-4.5 * HOUR), bare(12 * HOUR), bare(0)]).toEqual(['−4.5', '+12', '0']);
  });
});
