import type { ProgressWeek, ShownProgress } from '@bellwether/shared/agreements/agreements.schema';
import { describe, expect, test } from 'vitest';
import {
  daysOf,
  describeKept,
  describeOthers,
  describeTarget,
  describeWait,
  prepareProgress,
  unitOf,
} from './agreement.prepare.ts';

const progress = (more: Partial<ShownProgress> = {}): ShownProgress => ({
  ...{ n: 14, kept: 10, breached: 4, openBreached: 1, undecided: 2, withdrawn: 0 },
  ...{ share: 10 / 14, interval80: [0.5, 0.85], isKept: false, withheld: null, ...more },
});
const nothing = progress({ n: 0, kept: 0, breached: 0, share: null, interval80: null });
const withheld = progress({ n: null, share: null, interval80: null, withheld: 'too-few-people' });
const week = (start: string, shown: ShownProgress, isPartial = false): ProgressWeek => ({
  ...{ ...shown, start, end: start, isPartial },
});

describe('an agreement in words', () => {
  test('says the share, the metric, the time and the clock', () => {
    expect(
      describeTarget({ metric: 'pickup', clock: 'work', targetShare: 0.85, withinSeconds: 14_400 }),
    ).toMatch(/^85.%: time to first review within 4.h, working hours$/u);
  });

  test('says in how many weeks it was kept, and how many stand behind the share', () => {
    const kept = { keptWeeks: 9, judgedWeeks: 13, whole: progress() };
    expect(describeKept(kept, 'Would have been kept')).toMatch(
      /^Would have been kept in 9 of 13 weeks, 71.% overall \(n 14\)\.$/u,
    );
    expect(describeKept({ ...kept, judgedWeeks: 0 }, 'Kept')).toMatch(/^No week is over yet/u);
    expect(describeKept({ ...kept, whole: nothing }, 'Kept')).toBe('Nothing is decided yet.');
    expect(describeKept({ ...kept, whole: withheld }, 'Kept')).not.toMatch(/\d/u);
  });

  test('says what waits beyond the time and what is not decided', () => {
    expect(describeOthers({ whole: progress() })).toBe(
      '1 still waits beyond the time, which is a breach; 2 wait and are in time, not decided yet.',
    );
    expect(describeOthers({ whole: progress({ openBreached: 0, undecided: 0 }) })).toBeNull();
  });

  test('says that the number of those who wait is withheld, and nothing at all where everything is', () => {
    expect(describeOthers({ whole: progress({ openBreached: null, undecided: null }) })).toBe(
      'How many still wait is withheld: fewer than three people stand behind it.',
    );
    expect(describeOthers({ whole: progress({ openBreached: null }) })).toMatch(
      /withheld: .*; 2 wait and are in time, not decided yet\.$/u,
    );
    expect(describeOthers({ whole: { ...withheld, openBreached: null } })).toBeNull();
  });

  test('says how far beyond the time something is, or how much is left', () => {
    const agreement = { clock: 'wall', withinSeconds: 14_400 } as const;
    expect(describeWait({ seconds: 28_800 }, agreement)).toMatch(/^8.h, 4.h beyond the time$/u);
    expect(describeWait({ seconds: 12_600 }, agreement)).toMatch(/^3.h 30.min, 30.min left$/u);
  });

  test('a whole number of days is said in days', () => {
    expect([14_400, 86_400, 90_000].map(unitOf)).toEqual(['hours', 'days', 'hours']);
  });
});

describe('the chart of an agreement', () => {
  const model = prepareProgress(
    {
      weeks: [
        week('2026-03-02T00:00:00Z', progress()),
        week('2026-03-09T00:00:00Z', nothing),
        week('2026-03-16T00:00:00Z', withheld, true),
      ],
      ...{ whole: progress(), keptWeeks: 0, judgedWeeks: 1 },
    },
    0.85,
    { zone: 'UTC', now: '2026-03-18T00:00:00Z' },
  );

  test('a week in which nothing is decided, or that is withheld, is a gap and no 0', () => {
    expect(model.columns.map(({ median }) => median)).toEqual([10 / 14, null, null]);
    expect(model.columns.map(({ readout }) => readout.note === null)).toEqual([true, false, false]);
    expect(model.columns[2]?.readout.facts).toEqual([]);
  });

  test('has the target, and a table with as many rows', () => {
    expect(model.columns.every(({ previous }) => previous === 0.85)).toBe(true);
    expect(model.table.rows).toHaveLength(3);
    expect(model.table.rows[2]?.[1]).toBe('–');
  });
});

test('the days of an agreement are those of its weeks where the reader lives', () => {
  const frame = { zone: 'Europe/Berlin', now: '2026-03-20T09:00:00Z' };
  const weeks = [
    { start: '2026-03-01T23:00:00Z', end: '2026-03-08T23:00:00Z' },
    { start: '2026-03-08T23:00:00Z', end: '2026-03-15T23:00:00Z' },
  ];
  expect(daysOf(weeks, frame)).toEqual({ from: '2026-03-02', to: '2026-03-16' });
  expect(daysOf([], frame)).toEqual({ from: '2026-03-20', to: '2026-03-21' });
});
