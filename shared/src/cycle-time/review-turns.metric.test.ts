import { describe, expect, it } from 'vitest';
import { wholePeriod } from '../time/buckets.ts';
import { groupByReviewer, summariseTurns, type TurnRow } from './review-turns.metric.ts';

const HOUR = 3600;
const wall = (turn: TurnRow, until: number) => until - turn.requestedAt;
const turn = (
  requestedAt: number,
  endedAt: number | null,
  outcome: TurnRow['outcome'] = endedAt === null ? 'open' : 'answered',
  reviewer = 'ada',
): TurnRow => ({
  ...{ reviewer, outcome, requestedAt: requestedAt * HOUR },
  endedAt: endedAt === null ? null : endedAt * HOUR,
});

describe('turns of a period (B5)', () => {
  const answered = [1, 2, 3, 4, 5].map((hours) => turn(10, 10 + hours));

  it('count in the bucket of the answer', () => {
    const buckets = [wholePeriod(0, 13 * HOUR), wholePeriod(13 * HOUR, 100 * HOUR)];
    const [first, second] = summariseTurns(answered, buckets, 200 * HOUR, wall);
    expect(first).toMatchObject({ n: 2, waiting: 3, lost: 0 });
    expect(second).toMatchObject({ n: 3, waiting: 0 });
  });

  it('that are taken back or outlived by the pull request are not forgotten', () => {
    const lost = [turn(10, 30, 'removed'), turn(10, 40, 'closed')];
    const [whole] = summariseTurns([...answered, ...lost], [wholePeriod(0, 100 * HOUR)], 0, wall);
    expect(whole).toMatchObject({ n: 5, lost: 2, censored: 2, isKaplanMeier: true });
    expect(whole?.p50).toBe(4 * HOUR);
  });

  it('that wait have waited until now, never until a close that is still to come', () => {
    const open = [turn(10, null), turn(10, null)];
    const period = [wholePeriod(0, 1000 * HOUR)];
    const [whole] = summariseTurns([...answered, ...open], period, 12 * HOUR, wall);
    // Two of seven are lost from sight at 2 h: 1, 2 → 5/7, then 3 of 3 left at risk.
    expect(whole).toMatchObject({ n: 5, waiting: 2, isKaplanMeier: true, p50: 3 * HOUR });
  });

  it('are told apart by whose they are', () => {
    const groups = groupByReviewer([turn(1, 2), turn(1, 2, 'answered', 'bo'), turn(3, 4)]);
    expect([...groups].map(([name, own]) => [name, own.length])).toEqual([
      ['ada', 2],
      ['bo', 1],
    ]);
  });
});
