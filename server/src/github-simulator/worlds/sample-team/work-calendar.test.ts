import { describe, expect, it } from 'vitest';
import { type Person, team } from './people.ts';
import { createRandom } from './random.ts';
import { instantOf, localDay, momentWithin, workingMs, workingSpans } from './work-calendar.ts';

const HOUR = 3_600_000;

function personIn(zone: string): Person {
  const person = team.find((candidate) => candidate.zone === zone);
  if (!person) {
    throw new Error(`Nobody lives in ${zone}`);
  }
  return { ...person, startsMinute: 9 * 60, endsMinute: 17 * 60 };
}

const at = (text: string): number => Date.parse(text);

describe('the work calendar', () => {
  it('starts the local day at the same hour before and after a clock change', () => {
    const berlin = personIn('Europe/Berlin');
    const spans = workingSpans(berlin, at('2026-03-27T00:00:00Z'), at('2026-03-31T00:00:00Z'));
    expect(spans.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-03-27T08:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  it('changes in New York two weeks before Europe', () => {
    const newYork = personIn('America/New_York');
    const day = localDay(newYork.zone, at('2026-03-09T12:00:00Z'));
    expect(new Date(instantOf(newYork.zone, day, 9 * 60)).toISOString()).toBe(
      '2026-03-09T13:00:00.000Z',
    );
  });

  it('knows zones that are half an hour off', () => {
    const kolkata = personIn('Asia/Kolkata');
    const [span] = workingSpans(kolkata, at('2026-05-04T00:00:00Z'), at('2026-05-05T00:00:00Z'));
    expect(new Date(span?.from ?? 0).toISOString()).toBe('2026-05-04T03:30:00.000Z');
  });

  it('counts no work from Friday evening to Monday morning', () => {
    const berlin = personIn('Europe/Berlin');
    expect(workingMs(berlin, at('2026-05-08T15:00:00Z'), at('2026-05-11T07:00:00Z'))).toBe(0);
    expect(workingMs(berlin, at('2026-05-08T14:00:00Z'), at('2026-05-11T08:00:00Z'))).toBe(
      2 * HOUR,
    );
  });

  it('finds moments strictly inside, in working time where there is any', () => {
    const berlin = personIn('Europe/Berlin');
    const random = createRandom('moments');
    const [from, to] = [at('2026-05-08T20:00:00Z'), at('2026-05-12T20:00:00Z')];
    for (let i = 0; i < 200; i += 1) {
      const moment = momentWithin(berlin, from, to, [0, 1], random);
      expect(workingMs(berlin, moment, moment + 1000)).toBeGreaterThan(0);
      expect(moment).toBeGreaterThan(from);
      expect(moment).toBeLessThan(to);
    }
    const night = momentWithin(berlin, from, from + HOUR, [0.5, 0.5], random);
    expect(night).toBe(from + HOUR / 2);
  });
});
