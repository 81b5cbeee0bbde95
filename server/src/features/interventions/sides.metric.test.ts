import type { Windows } from '@bellwether/shared/interventions/windows.rules';
import { describe, expect, test } from 'vitest';
import { describeWeeks, isWithheld, thinOut, within } from './sides.metric.ts';

const at = (text: string) => Date.parse(text) / 1000;
const windows: Windows = {
  weeks: 1,
  before: { from: '2026-03-02', to: '2026-03-09' },
  rollout: null,
  after: { from: '2026-03-09', to: '2026-03-16' },
};
const sample = (day: string, seconds: number, hiddenPerson: string | null = null) => ({
  at: at(`${day}T10:00:00Z`),
  seconds,
  hiddenPerson,
});

describe('windows', () => {
  test('are half-open, by the clock of the zone', () => {
    const border = { at: at('2026-03-08T23:30:00Z') };
    expect(within([border], windows.before, 'UTC')).toHaveLength(1);
    expect(within([border], windows.before, 'Europe/Berlin')).toHaveLength(0);
    expect(within([border], windows.after, 'Europe/Berlin')).toHaveLength(1);
  });
});

describe('the weeks of the line', () => {
  test('have a median from five on, and say how many there were below that', () => {
    const many = [1, 2, 3, 4, 5].map((seconds) => sample('2026-03-03', seconds));
    const few = [1, 2].map((seconds) => sample('2026-03-10', seconds));
    expect(describeWeeks([...many, ...few], windows, 'UTC')).toMatchObject([
      { part: 'before', n: 5, p50: 3, withheld: null },
      { part: 'after', n: 2, p50: null, withheld: null },
    ]);
  });

  test('of one or two hidden people are withheld, count and all', () => {
    const hidden = [1, 2, 3, 4, 5].map((seconds) => sample('2026-03-03', seconds, 'ada'));
    const open = [1, 2, 3, 4, 5].map((seconds) => sample('2026-03-10', seconds));
    expect(describeWeeks([...hidden, ...open], windows, 'UTC')).toMatchObject([
      { n: null, p50: null, withheld: 'too-few-people' },
      { n: 5, withheld: null },
    ]);
  });
});

describe('what is kept back of a side whose sum is told', () => {
  const long: Windows = {
    weeks: 2,
    before: { from: '2026-03-02', to: '2026-03-16' },
    rollout: null,
    after: { from: '2026-03-16', to: '2026-03-30' },
  };
  const by = (day: string, ...people: readonly string[]) =>
    people.map((who) => sample(day, 1, who));

  test('is never about one or two hidden people: the other side covers nobody', () => {
    const samples = [
      ...by('2026-03-03', 'ada'),
      ...by('2026-03-10', 'ada', 'bo', 'cy', 'di'),
      ...by('2026-03-17', 'bo', 'cy', 'di'),
      ...by('2026-03-24', 'bo', 'cy', 'di'),
    ];
    expect(describeWeeks(samples, long, 'UTC').map(({ n }) => n)).toEqual([null, null, 3, 3]);
  });
});

describe('a comparison', () => {
  const by = (...people: readonly string[]) => people.map((who) => sample('2026-03-03', 1, who));

  test('is withheld when one side is about one or two hidden people, and told when three stand behind it', () => {
    expect(isWithheld([by('a', 'b', 'c'), by('a', 'b')])).toBe(true);
    expect(isWithheld([by('a', 'b', 'c'), by('a', 'b', 'c', 'd')])).toBe(false);
    expect(isWithheld([[sample('2026-03-03', 1)], []])).toBe(false);
  });
});

test('thinning out keeps the ends and the middle', () => {
  const all = Array.from({ length: 4001 }, (_, index) => index);
  const some = thinOut(all);
  expect(some).toHaveLength(400);
  expect([some[0], some.at(-1)]).toEqual([0, 4000]);
  expect(Math.abs((some[200] ?? 0) - 2000)).toBeLessThan(20);
  expect(thinOut([3, 1, 2])).toEqual([1, 2, 3]);
});
