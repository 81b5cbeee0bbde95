import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../time/buckets.ts';
import {
  type AgreementWait,
  isHeadsUp,
  judge,
  splitWaits,
  summariseWaits,
} from './agreement-progress.metric.ts';

const HOUR = 3_600;
const target = { targetShare: 0.85, withinSeconds: 4 * HOUR, headsUpShare: 0.75 };
const wait = (hours: number, state: AgreementWait['state'], startAt = 0): AgreementWait => ({
  ...{ id: `${hours}`, pullRequestId: 'P', authorId: 'U', startAt, state },
  ...{ reviewerName: null, reviewerId: null },
  seconds: hours * HOUR,
});

describe('whether an agreement was kept', () => {
  test.each([
    [4, 'finished', 'kept'],
    [4.1, 'finished', 'breached'],
    [4, 'open', 'undecided'],
    [4.1, 'open', 'breached'],
    [3, 'ended', 'withdrawn'],
    [9, 'ended', 'breached'],
  ] as const)('%d h of 4, %s: %s', (hours, state, verdict) => {
    expect(judge(wait(hours, state), target)).toBe(verdict);
  });

  test('what still waits in time is undecided, and told so', () => {
    const progress = summariseWaits(
      [
        wait(1, 'finished'),
        wait(5, 'finished'),
        wait(6, 'open'),
        wait(2, 'open'),
        wait(1, 'ended'),
      ],
      target,
    );
    expect(progress).toMatchObject({
      ...{ n: 3, kept: 1, breached: 2, openBreached: 1, undecided: 1, withdrawn: 1 },
      isKept: false,
    });
    expect(progress.share).toBeCloseTo(1 / 3, 9);
    expect(progress.interval80?.[0]).toBeLessThan(1 / 3);
    expect(progress.interval80?.[1]).toBeGreaterThan(1 / 3);
  });

  test('nothing decided is no share, neither kept nor broken', () => {
    expect(summariseWaits([wait(1, 'open')], target)).toMatchObject({
      ...{ n: 0, share: null, interval80: null, isKept: null },
    });
  });

  test('announced once so much of the time is over, and no longer once it is over', () => {
    expect([2.9, 3, 4, 4.1].map((hours) => isHeadsUp(wait(hours, 'open'), target))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(isHeadsUp(wait(3, 'finished'), target)).toBe(false);
    expect(isHeadsUp(wait(3, 'open'), { ...target, headsUpShare: null })).toBe(false);
  });

  const waits = fc.array(
    fc
      .record({
        hours: fc.integer({ min: 0, max: 12 }),
        state: fc.constantFrom('open' as const, 'finished' as const, 'ended' as const),
        day: fc.integer({ min: 0, max: 40 }),
      })
      .map(({ hours, state, day }) => wait(hours, state, day * 24 * HOUR)),
    { maxLength: 40 },
  );

  test('adding an unreviewed pull request never improves the share', () => {
    fc.assert(
      fc.property(
        waits,
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom('open' as const, 'ended' as const),
        (list, hours, state) => {
          const before = summariseWaits(list, target).share;
          const after = summariseWaits([...list, wait(hours, state)], target).share;
          expect(after ?? 0).toBeLessThanOrEqual(before ?? 0);
        },
      ),
    );
  });

  test('splitting a period keeps every wait, in the week in which it began', () => {
    const weeks = bucketsOf(0, 42 * 24 * HOUR, 'week', 'UTC');
    fc.assert(
      fc.property(waits, (list) => {
        const parts = splitWaits(list, weeks).map((part) => summariseWaits(part, target));
        const whole = summariseWaits(list, target);
        const sum = (read: (part: (typeof parts)[number]) => number) =>
          parts.reduce((total, part) => total + read(part), 0);
        expect(sum(({ kept }) => kept)).toBe(whole.kept);
        expect(sum(({ breached }) => breached)).toBe(whole.breached);
        expect(sum(({ undecided }) => undecided)).toBe(whole.undecided);
      }),
    );
  });
});
