import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/calendar-day.ts';
import { overlapping, shownKind } from './absences.rules.ts';
import { absenceKinds } from './profile.schema.ts';

const days = (fromOn: string, toOn: string) => ({ fromOn, toOn });

describe('overlapping', () => {
  it('the first day back may be the first day of the next absence', () => {
    const march = [days('2026-03-10', '2026-03-14'), days('2026-03-02', '2026-03-05')];
    expect(overlapping(march, days('2026-03-05', '2026-03-10'))).toEqual([]);
    expect(overlapping(march, days('2026-03-04', '2026-03-11'))).toEqual([march[1], march[0]]);
  });

  it('finds exactly those that share a day', () => {
    const spell = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(spell, spell, (one, other) => {
        const text = ({ start, end }: { start: number; end: number }) =>
          days(addDays('2026-02-10', start), addDays('2026-02-10', end));
        const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
        expect(overlapping([text(one)], text(other)).length).toBe(shared > 0 ? 1 : 0);
      }),
    );
  });
});

describe('shownKind', () => {
  it('says of nobody but to those trusted with it that they are ill', () => {
    expect(absenceKinds.map((kind) => shownKind(kind, false))).not.toContain('sick');
    expect(absenceKinds.map((kind) => shownKind(kind, true))).toEqual([...absenceKinds]);
  });
});
