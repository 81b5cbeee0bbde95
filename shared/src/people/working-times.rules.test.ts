import { describe, expect, it } from 'vitest';
import { defaultWorkCalendar, type WorkHours } from '../time/work-calendar.ts';
import { type TeamTimes, timesOfPerson, timesOfTeam } from './working-times.rules.ts';

const nothing = { timeZone: null, workingHours: null };
const mornings: WorkHours[][] = Array.from({ length: 7 }, () => [
  { fromMinute: 480, toMinute: 720 },
]);

const team = (id: string, more: Partial<TeamTimes> = {}): TeamTimes => ({
  ...{ id, name: id, parentId: null, timeZone: null, workingHours: null },
  ...more,
});

describe('timesOfPerson', () => {
  it('is the organisation’s while nobody said anything', () => {
    expect(timesOfPerson(nothing, ['a'], [team('a')], defaultWorkCalendar)).toEqual({
      ...{ timeZone: 'UTC', timeZoneFrom: { kind: 'organisation' } },
      workingHours: defaultWorkCalendar.weeklyHours,
      workingHoursFrom: { kind: 'organisation' },
    });
  });

  it('takes the zone and the hours each from whoever is nearest', () => {
    const all = [
      team('web', { parentId: 'shop', workingHours: mornings }),
      team('shop', { timeZone: 'Asia/Tokyo' }),
    ];
    const found = timesOfPerson(nothing, ['web'], all, defaultWorkCalendar);
    expect(found.workingHoursFrom).toMatchObject({ kind: 'team', teamName: 'web' });
    expect(found).toMatchObject({ timeZone: 'Asia/Tokyo', workingHours: mornings });
    expect(found.timeZoneFrom).toMatchObject({ kind: 'team', teamName: 'shop', others: [] });
    const own = { timeZone: 'Europe/Paris', workingHours: null };
    expect(timesOfPerson(own, ['web'], all, defaultWorkCalendar)).toMatchObject({
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
    const found = timesOfPerson(nothing, teams, all, defaultWorkCalendar);
    expect(found.timeZoneFrom).toEqual({
      ...{ kind: 'team', teamId: 'alpha', teamName: 'alpha' },
      others: ['Beta', 'top'],
    });
    const turned = timesOfPerson(nothing, [...teams].reverse(), all, defaultWorkCalendar);
    expect(turned).toEqual(found);
  });

  it('ends where teams stand above each other in a ring', () => {
    const all = [team('a', { parentId: 'b' }), team('b', { parentId: 'a' })];
    expect(timesOfPerson(nothing, ['a'], all, defaultWorkCalendar).timeZone).toBe('UTC');
  });
});

describe('timesOfTeam', () => {
  it('is its own, else that of the team above it, else the organisation’s', () => {
    const all = [
      team('web', { parentId: 'shop', timeZone: 'Europe/Paris' }),
      team('shop', { workingHours: mornings }),
    ];
    expect(timesOfTeam('web', all, defaultWorkCalendar)).toMatchObject({
      ...{ timeZone: 'Europe/Paris', timeZoneFrom: { kind: 'own' } },
      ...{ workingHours: mornings, workingHoursFrom: { kind: 'team', teamName: 'shop' } },
    });
    expect(timesOfTeam('shop', all, defaultWorkCalendar).timeZoneFrom.kind).toBe('organisation');
  });
});
