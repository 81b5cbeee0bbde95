import { describe, expect, it } from 'vitest';
import { defaultWorkCalendar, type WorkHours } from '../time/work-calendar.ts';
import {
  NO_HOLIDAYS,
  nothingSaid as nothing,
  type TeamTimes,
  timesOfPerson,
  timesOfTeam,
} from './working-times.rules.ts';

const organisation = { ...defaultWorkCalendar, holidayRegion: null };
const mornings: WorkHours[][] = Array.from({ length: 7 }, () => [
  { fromMinute: 480, toMinute: 720 },
]);

const team = (id: string, more: Partial<TeamTimes> = {}): TeamTimes => ({
  ...{ id, name: id, parentId: null, holidaysOn: [], ...nothing },
  ...more,
});

describe('timesOfPerson', () => {
  it('is the organisation’s while nobody said anything', () => {
    expect(timesOfPerson(nothing, ['a'], [team('a')], organisation)).toEqual({
      ...{ timeZone: 'UTC', timeZoneFrom: { kind: 'organisation' } },
      workingHours: defaultWorkCalendar.weeklyHours,
      workingHoursFrom: { kind: 'organisation' },
      ...{ holidayRegion: null, holidayRegionFrom: { kind: 'organisation' }, daysOffOn: [] },
    });
  });

  it('takes the zone and the hours each from whoever is nearest', () => {
    const all = [
      team('web', { parentId: 'shop', workingHours: mornings }),
      team('shop', { timeZone: 'Asia/Tokyo' }),
    ];
    const found = timesOfPerson(nothing, ['web'], all, organisation);
    expect(found.workingHoursFrom).toMatchObject({ kind: 'team', teamName: 'web' });
    expect(found).toMatchObject({ timeZone: 'Asia/Tokyo', workingHours: mornings });
    expect(found.timeZoneFrom).toMatchObject({ kind: 'team', teamName: 'shop', others: [] });
    const own = { ...nothing, timeZone: 'Europe/Paris' };
    expect(timesOfPerson(own, ['web'], all, organisation)).toMatchObject({
      ...{ timeZone: 'Europe/Paris', timeZoneFrom: { kind: 'own' } },
      workingHours: mornings,
    });
  });

  it('of several teams the nearest counts, then the first by name, and those that differ are named', () => {
    const all = [
      team('far', { parentId: 'top' }),
      team('top', { timeZone: 'Asia/Tokyo' }),
      team('Beta', { timeZone: 'Europe/Berlin' }),
      team('alpha', { timeZone: 'Europe/Paris' }),
      team('gamma', { timeZone: 'Europe/Paris' }),
    ];
    const teams = ['far', 'Beta', 'gamma', 'alpha'];
    const found = timesOfPerson(nothing, teams, all, organisation);
    expect(found.timeZoneFrom).toEqual({
      ...{ kind: 'team', teamId: 'alpha', teamName: 'alpha' },
      others: ['Beta', 'top'],
    });
    const turned = timesOfPerson(nothing, [...teams].reverse(), all, organisation);
    expect(turned).toEqual(found);
  });

  it('takes public holidays from the nearest region, and further days off from everybody above', () => {
    const all = [
      team('web', { parentId: 'shop', holidaysOn: ['2026-06-05'] }),
      team('shop', { holidayRegion: 'DE-BE', holidaysOn: ['2026-12-31', '2026-06-05'] }),
    ];
    const from = { ...organisation, holidayRegion: 'FR', holidaysOn: ['2026-01-02'] };
    expect(timesOfPerson(nothing, ['web'], all, from)).toMatchObject({
      ...{ holidayRegion: 'DE-BE', holidayRegionFrom: { kind: 'team', teamName: 'shop' } },
      daysOffOn: ['2026-01-02', '2026-06-05', '2026-12-31'],
    });
    const own = { ...nothing, holidayRegion: 'US-CA' };
    expect(timesOfPerson(own, ['web'], all, from).holidayRegion).toBe('US-CA');
    expect(timesOfTeam('shop', all, from).daysOffOn).toEqual([
      ...['2026-01-02', '2026-06-05', '2026-12-31'],
    ]);
    expect(timesOfPerson(nothing, [], all, from)).toMatchObject({
      ...{ holidayRegion: 'FR', holidayRegionFrom: { kind: 'organisation' } },
      daysOffOn: ['2026-01-02'],
    });
  });

  it('has no public holidays where they or their team say so, though the organisation has', () => {
    const from = { ...organisation, holidayRegion: 'FR' };
    const all = [
      team('web', { parentId: 'shop', holidayRegion: NO_HOLIDAYS }),
      team('shop', { holidayRegion: 'DE-BE' }),
    ];
    expect(timesOfPerson(nothing, ['web'], all, from)).toMatchObject({
      ...{ holidayRegion: null, holidayRegionFrom: { kind: 'team', teamName: 'web' } },
    });
    expect(timesOfTeam('web', all, from)).toMatchObject({
      ...{ holidayRegion: null, holidayRegionFrom: { kind: 'own' } },
    });
    expect(timesOfTeam('shop', all, from).holidayRegion).toBe('DE-BE');
    const own = { ...nothing, holidayRegion: NO_HOLIDAYS };
    expect(timesOfPerson(own, ['shop'], all, from)).toMatchObject({
      ...{ holidayRegion: null, holidayRegionFrom: { kind: 'own' } },
    });
    const back = { ...nothing, holidayRegion: 'US-CA' };
    expect(timesOfPerson(back, ['web'], all, from).holidayRegion).toBe('US-CA');
  });

  it('ends where teams stand above each other in a ring', () => {
    const all = [team('a', { parentId: 'b' }), team('b', { parentId: 'a' })];
    expect(timesOfPerson(nothing, ['a'], all, organisation).timeZone).toBe('UTC');
  });
});

describe('timesOfTeam', () => {
  it('is its own, else that of the team above it, else the organisation’s', () => {
    const all = [
      team('web', { parentId: 'shop', timeZone: 'Europe/Paris' }),
      team('shop', { workingHours: mornings }),
    ];
    expect(timesOfTeam('web', all, organisation)).toMatchObject({
      ...{ timeZone: 'Europe/Paris', timeZoneFrom: { kind: 'own' } },
      ...{ workingHours: mornings, workingHoursFrom: { kind: 'team', teamName: 'shop' } },
    });
    expect(timesOfTeam('shop', all, organisation).timeZoneFrom.kind).toBe('organisation');
  });
});
