import type { Profile } from '@bellwether/shared/people/profile.schema';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { describe, expect, it } from 'vitest';
import { describeStrip, prepareStrip } from './absence-strip.prepare.ts';
import {
  absenceDays,
  clockWords,
  holidayChoiceOf,
  inheritedHolidayWords,
  presenceOf,
  regionOfChoice,
  sourceWords,
} from './times.prepare.ts';

type Times = Pick<Profile, 'today' | 'inForce' | 'absences' | 'holidays'>;

const organisation = { kind: 'organisation' } as const;
const inForce = (timeZone: string): Profile['inForce'] => ({
  ...{ timeZone, timeZoneFrom: organisation, workingHoursFrom: organisation },
  workingHours: defaultWorkCalendar.weeklyHours.map((day) => [...day]),
  ...{ holidayRegion: 'DE-BE', holidayRegionFrom: organisation, daysOffOn: [] },
});
const times = (more: Partial<Times> = {}): Times => ({
  ...{ today: '2026-03-10', absences: [], holidays: [] },
  inForce: inForce('Europe/Berlin'),
  ...more,
});
const absence = { id: '1', fromOn: '2026-03-12', toOn: '2026-03-17', kind: 'away' as const };
const at = (text: string) => Date.parse(text);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('presenceOf', () => {
  it.each([
    ['2026-03-10T07:59:00Z', 'off', 'At work from 09:00'],
    ['2026-03-10T08:00:00Z', 'working', 'At work until 17:00'],
    ['2026-03-10T16:00:00Z', 'off', 'Done for today'],
    ['2026-03-14T10:00:00Z', 'away', 'Away, back on Tue 17 Mar'],
    ['2026-03-16T22:59:00Z', 'away', 'Away, back on Tue 17 Mar'],
    ['2026-03-16T23:00:00Z', 'off', 'At work from 09:00'],
    ['2026-03-22T10:00:00Z', 'off', 'No working day today'],
    ['2026-04-03T10:00:00Z', 'off', 'Good Friday today'],
    // The night in which the clocks change.
    ['2026-03-30T06:59:00Z', 'off', 'At work from 09:00'],
    ['2026-03-30T07:00:00Z', 'working', 'At work until 17:00'],
  ])('%s: %s', (now, state, words) => {
    const said = times({
      absences: [absence],
      holidays: [{ on: '2026-04-03', name: 'Good Friday' }],
    });
    expect(presenceOf(said, at(now))).toEqual({ state, words });
  });
});

describe('clockWords', () => {
  it.each([
    ['2026-03-10T12:00:00Z', 'Europe/Berlin', 'Europe/Berlin', 'the same as yours'],
    ['2026-03-10T12:00:00Z', 'Asia/Kolkata', 'Europe/Berlin', '4 h 30 min ahead of yours'],
    ['2026-03-10T12:00:00Z', 'America/New_York', 'Europe/Berlin', '5 h behind yours'],
    ['2026-02-10T12:00:00Z', 'America/New_York', 'Europe/Berlin', '6 h behind yours'],
  ])('%s in %s seen from %s: %s', (now, zone, own, words) => {
    expect(plain(clockWords(at(now), zone, own))).toBe(words);
  });
});

describe('the words of days and sources', () => {
  it('names the last day away and the first one back, and the year when it is another', () => {
    expect(absenceDays(absence, '2026-03-10')).toBe('Thu 12 Mar – Mon 16 Mar, back Tue 17 Mar');
    const oneDay = { fromOn: '2026-12-31', toOn: '2027-01-01' };
    expect(absenceDays(oneDay, '2026-03-10')).toBe('Thu 31 Dec, back Fri 1 Jan 2027');
  });

  it('tells of teams that disagree', () => {
    const team = { kind: 'team' as const, teamId: '1', teamName: 'Web', others: ['Ops', 'QA'] };
    expect(sourceWords(team, 'own')).toBe('from the team Web; Ops and QA say something else');
    expect(sourceWords({ ...team, others: [] }, 'own')).toBe('from the team Web');
  });
});

describe('the strip of weeks', () => {
  it('begins two weeks before this one, on Monday, and marks what is no work', () => {
    const weeks = prepareStrip(
      times({ absences: [absence], holidays: [{ on: '2026-04-03', name: 'Good Friday' }] }),
    );
    expect(weeks.length).toBe(13);
    expect(weeks.map(({ month }) => month).filter(Boolean)).toEqual(['Feb', 'Mar', 'Apr', 'May']);
    const days = weeks.flatMap((week) => week.days);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2026-02-23', '2026-05-24']);
    const ofState = (state: string) => days.filter((one) => one.state === state).map((o) => o.day);
    expect(ofState('away')).toEqual(['2026-03-12', '2026-03-13', '2026-03-16']);
    expect(ofState('holiday')).toEqual(['2026-04-03']);
    expect(ofState('off').length).toBe(26);
    expect(days.filter(({ isToday }) => isToday).map(({ day }) => day)).toEqual(['2026-03-10']);
    expect(plain(describeStrip(weeks, '2026-03-10'))).toBe(
      'From Mon 23 Feb to Sun 24 May: away on 3 working days, 1 holiday',
    );
  });
});

describe('public holidays of one’s own', () => {
  const inherited = { holidayRegion: 'DE-BE', holidayRegionFrom: organisation };

  it('are one of three, and each is said as what it was chosen as', () => {
    expect([null, 'none', 'US-CA'].map(holidayChoiceOf)).toEqual(['inherited', 'none', 'place']);
    expect(regionOfChoice('inherited', inherited)).toBeNull();
    expect(holidayChoiceOf(regionOfChoice('none', inherited))).toBe('none');
    expect(regionOfChoice('place', inherited)).toBe('DE-BE');
  });

  it('say what counts while nothing is said', () => {
    expect(inheritedHolidayWords(inherited)).toBe('Those of DE-BE, from the organisation');
    expect(inheritedHolidayWords({ ...inherited, holidayRegion: null })).toBe(
      'No public holidays, from the organisation',
    );
  });
});
