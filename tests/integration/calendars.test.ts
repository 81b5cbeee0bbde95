import { randomUUID } from 'node:crypto';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import { loadCalendars } from '@bellwether/server/db/load-calendars';
import type { Database } from '@bellwether/server/db/open-database';
import { readOneClock } from '@bellwether/server/features/cycle-time/stage-trends.service';
import {
  cancelDerivation,
  proposeSettings,
  readDefinitions,
} from '@bellwether/server/features/definitions/definitions.service';
import { setTeamCalendar } from '@bellwether/server/features/people/team-calendars.service';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';
import { refreshSettings } from '@bellwether/server/sync/refresh-settings';
import { sweepAges } from '@bellwether/server/sync/sweep-ages';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { defaultWorkCalendar, workSeconds } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const log = createLog('silent');
let now = new Date('2026-03-20T12:00:00Z');
const clock = () => now;
const HOUR = 3600;
const nine = [{ fromMinute: 540, toMinute: 1020 }];
const week = [nine, nine, nine, nine, nine, [], []];
const nothingSaid = { timeZone: null, workingHours: null, holidayRegion: null, holidaysOn: [] };

let db: Database;
let app: AppContext;
let platform: string;
let ada: string;
let bo: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** Ada is on Platform, Bo on no team; each opened one on a Wednesday at 07:00 UTC that was reviewed on Friday at 07:00. */
beforeEach(async () => {
  now = new Date('2026-03-20T12:00:00Z');
  await db.pool.query(
    `truncate connections, accounts, people, teams, definition_settings, staged_facts
     restart identity cascade`,
  );
  const jobs = { send: async () => undefined, list: async () => [], retry: async () => undefined };
  app = { db, clock, log, jobs } as unknown as AppContext;
  const repository = await buildRepository(db.pool);
  const reviewer = await buildAccount(db.pool, { login: 'tom', type: 'User' });
  platform = await makeTeam('Platform', null);
  [ada, bo] = await Promise.all([makePerson('ada'), makePerson('bo')]);
  await join(platform, ada);
  for (const [index, authorId] of [ada, bo].entries()) {
    await buildPullRequest(db.pool, {
      ...{ repositoryId: repository.id, number: index + 1, state: 'merged' as const, authorId },
      createdAt: new Date('2026-03-04T07:00:00Z'),
      mergedAt: new Date('2026-03-06T08:00:00Z'),
      reviews: [
        {
          ...{ authorId: reviewer.id, state: 'APPROVED' as const },
          submittedAt: new Date('2026-03-06T07:00:00Z'),
        },
      ],
    });
  }
});

async function makePerson(login: string): Promise<string> {
  const personId = randomUUID();
  await insertRow(db.pool, 'people', { id: personId, displayName: login });
  const account = await buildAccount(db.pool, { login, type: 'User' });
  await db.pool.query('update accounts set person_id = $1 where id = $2', [personId, account.id]);
  return account.id;
}

async function makeTeam(name: string, parentId: string | null): Promise<string> {
  const id = randomUUID();
  await insertRow(db.pool, 'teams', { id, name, slug: name.toLowerCase(), parentId });
  return id;
}

const join = (teamId: string, accountId: string) =>
  insertRow(db.pool, 'team_members', { teamId, accountId });

const derive = () => deriveFactsAnew({ db, clock, log, signal: new AbortController().signal });

async function propose(settings: DefinitionSettings): Promise<void> {
  const { latestRevision: basedOn } = await readDefinitions(app, SEES_ALL);
  await proposeSettings(app, { settings, note: '', basedOn }, 'Ada');
}

async function calendarOf(teamId: string, said: Partial<typeof nothingSaid> | object) {
  const { rows } = await db.pool.query<{ version: number }>(
    'select version from team_calendars where team_id = $1',
    [teamId],
  );
  const basedOn = rows[0]?.version ?? 0;
  await setTeamCalendar(app, { teamId, basedOn, ...nothingSaid, ...said }, EVERYTHING);
}

/** Working hours of pickup by pull request, and the settings they stand on. */
async function workHours(): Promise<Record<number, number | null>> {
  const { rows } = await db.pool.query<{ number: number; seconds: number | null }>(
    `select number, pickup_work_seconds seconds from pull_request_facts where state = 'merged'
     order by number`,
  );
  return Object.fromEntries(
    rows.map(({ number, seconds }) => [number, seconds === null ? null : seconds / HOUR]),
  );
}

const newest = async () => (await readDefinitions(app, SEES_ALL)).history[0];

describe('the calendar of an author’s team (B13)', () => {
  it('is that of C8 on a fresh installation, and nothing is proposed', async () => {
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
    expect(await refreshSettings(db, clock)).toBe(false);
    expect((await readDefinitions(app, SEES_ALL)).latestRevision).toBe(0);
  });

  it('counts for its people alone, once a revision that says so is in force', async () => {
    await calendarOf(platform, { timeZone: 'Asia/Tokyo' });
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
    expect(await refreshSettings(db, clock)).toBe(true);
    expect(await newest()).toMatchObject({
      ...{ state: 'deriving', createdBy: null, note: 'Platform has a calendar of its own' },
      changes: ['Platform has a calendar of its own'],
    });
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
    await derive();
    // 07:00 UTC is 16:00 in Tokyo: an hour on Wednesday, a day on Thursday, seven hours on Friday.
    expect(await workHours()).toEqual({ 1: 1 + 8 + 7, 2: 16 });
    await calendarOf(platform, { timeZone: 'Asia/Tokyo', holidaysOn: ['2026-03-05'] });
    expect(await refreshSettings(db, clock)).toBe(true);
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 16 });
    expect((await newest())?.note).toBe('The calendar of Platform changed');
    expect(await refreshSettings(db, clock)).toBe(false);
  });

  it('follows who is on the team, and stays as it was until that is in force', async () => {
    await calendarOf(platform, { holidaysOn: ['2026-03-05'] });
    await refreshSettings(db, clock);
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 16 });
    await join(platform, bo);
    expect(await workHours()).toEqual({ 1: 8, 2: 16 });
    expect(await refreshSettings(db, clock)).toBe(true);
    expect((await newest())?.note).toBe('The calendar of Platform counts for other people');
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 8 });
    await db.pool.query('update teams set removed_at = now() where id = $1', [platform]);
    await refreshSettings(db, clock);
    await derive();
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
    expect((await newest())?.note).toBe('Platform has no calendar of its own any more');
  });

  it('joins a change that is being worked out, and keeps its words', async () => {
    await propose({ ...freshSettings, calendar: { ...saidWeek(), holidaysOn: ['2026-03-06'] } });
    await calendarOf(platform, { holidaysOn: ['2026-03-05'] });
    await refreshSettings(db, clock);
    expect(await newest()).toMatchObject({ createdBy: 'Ada', state: 'deriving' });
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 16 });
    const { settings } = await readDefinitions(app, SEES_ALL);
    expect(settings.calendar?.holidaysOn).toEqual(['2026-03-06']);
  });

  it('is not proposed again after somebody gave it up', async () => {
    await calendarOf(platform, { timeZone: 'Asia/Tokyo' });
    await refreshSettings(db, clock);
    await cancelDerivation(app, 1);
    expect(await refreshSettings(db, clock)).toBe(false);
    await join(platform, bo);
    expect(await refreshSettings(db, clock)).toBe(true);
  });

  it('is no part of what a page is told: accounts stay in the database', async () => {
    await calendarOf(platform, { timeZone: 'Asia/Tokyo' });
    await refreshSettings(db, clock);
    await derive();
    expect(JSON.stringify((await readDefinitions(app, SEES_ALL)).settings)).not.toContain(ada);
  });
});

const saidWeek = () => ({
  ...{ timeZone: 'UTC', weeklyHours: week, holidayRegion: null, holidaysOn: [] as string[] },
});

describe('public holidays (B13)', () => {
  it('of the organisation’s region count, for a team with another region those of that', async () => {
    await db.pool.query(
      `update pull_requests set created_at = created_at + interval '30 days',
         merged_at = merged_at + interval '30 days', updated_at = now()`,
    );
    await db.pool.query(`update reviews set submitted_at = submitted_at + interval '30 days'`);
    // From Friday 3 April 2026, Good Friday, to Sunday 5 April.
    await propose({ ...freshSettings, calendar: { ...saidWeek(), holidayRegion: 'DE-BE' } });
    await derive();
    expect(await workHours()).toEqual({ 1: 0, 2: 0 });
    await calendarOf(platform, { holidayRegion: 'US' });
    await refreshSettings(db, clock);
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 0 });
    await calendarOf(platform, { holidayRegion: null });
    await refreshSettings(db, clock);
    await derive();
    expect(await workHours()).toEqual({ 1: 0, 2: 0 });
    // A team that keeps none works on that Friday, and later settings of others do not move its numbers.
    await calendarOf(platform, { holidayRegion: 'none' });
    expect(await refreshSettings(db, clock)).toBe(true);
    expect((await newest())?.changes).toEqual(['Platform has a calendar of its own']);
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 0 });
    expect((await settingsInForce()).snapshot.calendars).toMatchObject([
      { name: 'Platform', holidayRegion: null },
    ]);
  });

  it('are pinned with the revision, for years to come', async () => {
    await propose({ ...freshSettings, calendar: { ...saidWeek(), holidayRegion: 'DE-BE' } });
    await derive();
    const stored = await settingsInForce();
    expect(stored.snapshot.holidays?.untilYear).toBe(2028);
    expect(stored.snapshot.holidays?.byRegion['DE-BE']).toContain('2019-03-08');
    now = new Date('2027-12-31T12:00:00Z');
    expect(await refreshSettings(db, clock)).toBe(false);
    now = new Date('2028-01-01T12:00:00Z');
    expect(await refreshSettings(db, clock)).toBe(true);
    expect((await newest())?.note).toBe('Public holidays are known up to 2030');
  });

  it('of a place that nobody knows are refused', async () => {
    const settings = { ...freshSettings, calendar: { ...saidWeek(), holidayRegion: 'DE-QQ' } };
    await expect(propose(settings)).rejects.toThrow('The public holidays of DE-QQ are not known.');
    await expect(calendarOf(platform, { holidayRegion: 'XX' })).rejects.toThrow('are not known');
  });

  it('cannot be smuggled in by a proposal', async () => {
    const snapshot = {
      ...freshSettings.snapshot,
      holidays: { untilYear: 2099, byRegion: { 'DE-BE': ['2026-03-04', '2026-03-05'] } },
      calendars: [{ ...saidWeek(), name: 'Mine', accountIds: [bo] }],
    };
    await propose({
      ...{ ...freshSettings, snapshot },
      calendar: { ...saidWeek(), holidayRegion: 'DE-BE' },
    });
    await derive();
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
  });
});

async function settingsInForce(): Promise<DefinitionSettings> {
  const { rows } = await db.pool.query<{ settings: unknown }>(
    `select settings from definition_settings where state = 'active'`,
  );
  return definitionSettingsSchema.parse(rows[0]?.settings);
}

describe('everybody’s calendars as they are said today', () => {
  const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;
  const on = (calendar: Parameters<typeof workSeconds>[0], day: string) =>
    workSeconds(calendar, dayOf(day), dayOf(day) + 86_400) / HOUR;

  it('are the organisation’s where nobody said anything', async () => {
    const calendars = await loadCalendars(db.pool, now);
    expect(calendars.organisation).toEqual(defaultWorkCalendar);
    expect(calendars.ofAccount(null)).toEqual(defaultWorkCalendar);
    expect(calendars.ofAccount(bo)).toEqual(defaultWorkCalendar);
    expect(calendars.ofTeam(platform)).toEqual(defaultWorkCalendar);
    expect(calendars.ofTeam(randomUUID())).toEqual(defaultWorkCalendar);
  });

  it('have a person’s hours, their region and the days on which they are away', async () => {
    await db.pool.query(
      `insert into person_profiles (person_id, holiday_region, working_hours, version, changed_at)
       select person_id, 'DE-BE', $2, 1, now() from accounts where id = $1`,
      [ada, JSON.stringify([...week.slice(0, 4), [{ fromMinute: 540, toMinute: 720 }], [], []])],
    );
    await db.pool.query(
      `insert into person_absences (person_id, from_on, to_on, kind)
       select person_id, '2026-03-10', '2026-03-12', 'sick' from accounts where id = $1`,
      [ada],
    );
    await calendarOf(platform, { holidaysOn: ['2026-03-17'] });
    const calendars = await loadCalendars(db.pool, now);
    const hours = (days: string[]) => days.map((day) => on(calendars.ofAccount(ada), day));
    expect(hours(['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'])).toEqual([8, 0, 0, 8]);
    expect(hours(['2026-03-13', '2026-03-17', '2026-04-03', '2026-04-02'])).toEqual([3, 0, 0, 8]);
    expect(on(calendars.ofTeam(platform), '2026-03-17')).toBe(0);
    expect(on(calendars.ofTeam(platform), '2026-03-10')).toBe(8);
    expect(on(calendars.ofAccount(bo), '2026-03-17')).toBe(8);
  });
});

describe('the hours of those who may give the first review (B13)', () => {
  const sayHours = (accountId: string, timeZone: string) =>
    db.pool.query(
      `insert into person_profiles (person_id, time_zone, version, changed_at)
       select person_id, $2, 1, now() from accounts where id = $1`,
      [accountId, timeZone],
    );
  const beAway = (accountId: string, from: string, to: string) =>
    db.pool.query(
      `insert into person_absences (person_id, from_on, to_on, kind)
       select person_id, $2, $3, 'holiday' from accounts where id = $1`,
      [accountId, from, to],
    );

  it('count for the pull requests of the others on the team, once a revision holds them', async () => {
    await join(platform, bo);
    expect(await refreshSettings(db, clock)).toBe(false);
    await sayHours(bo, 'Asia/Tokyo');
    expect(await refreshSettings(db, clock)).toBe(true);
    const { note, changes } = (await newest()) ?? {};
    expect(note).toBe(
      'People changed when they work or are away; First reviews wait for other people of a team',
    );
    expect(changes).toHaveLength(2);
    await derive();
    // Ada's waits for Bo in Tokyo; Bo's for Ada, who said nothing.
    expect(await workHours()).toEqual({ 1: 1 + 8 + 7, 2: 16 });
    expect(JSON.stringify((await readDefinitions(app, SEES_ALL)).settings)).not.toContain('Tokyo');
    expect(await refreshSettings(db, clock)).toBe(false);
  });

  it('are without days away from the Monday after these began', async () => {
    await join(platform, bo);
    await beAway(bo, '2026-03-05', '2026-03-06');
    await refreshSettings(db, clock);
    await derive();
    expect(await workHours()).toEqual({ 1: 8, 2: 16 });
    await beAway(bo, '2026-03-18', '2026-03-19');
    expect(await refreshSettings(db, clock)).toBe(false);
    now = new Date('2026-03-23T00:10:00Z');
    expect(await refreshSettings(db, clock)).toBe(true);
  });

  it('are nobody’s where somebody says what everybody does, or is a machine, or alone', async () => {
    await sayHours(ada, 'UTC');
    await sayHours(bo, 'Asia/Tokyo');
    const robot = await buildAccount(db.pool, { login: 'deploy-bot', type: 'Bot' });
    await join(platform, robot.id);
    await refreshSettings(db, clock);
    const { rows } = await db.pool.query<{ snapshot: { people: object[]; colleagues: unknown[] } }>(
      `select settings -> 'snapshot' snapshot from definition_settings order by revision desc limit 1`,
    );
    expect(rows[0]?.snapshot).toMatchObject({
      people: [{ timeZone: 'Asia/Tokyo', accountIds: [bo] }],
      colleagues: [],
    });
    await derive();
    expect(await workHours()).toEqual({ 1: 16, 2: 16 });
  });
});

describe('a rule by age (B14)', () => {
  const stale: DefinitionSettings = definitionSettingsSchema.parse({
    exclusions: [{ name: 'Left lying', field: 'age', pattern: '30' }],
  });

  it('leaves out what nothing happened to by now, day by day, and nothing that moves', async () => {
    const { rows } = await db.pool.query<{ id: string }>('select id from repositories');
    const open = { repositoryId: rows[0]?.id ?? '', state: 'open' as const, authorId: bo };
    for (const [number, day] of [
      [11, '2026-02-01'],
      [12, '2026-03-01'],
    ] as const) {
      const at = new Date(`${day}T09:00:00Z`);
      await buildPullRequest(db.pool, { ...open, number, createdAt: at, updatedAt: at });
    }
    const leftOut = async () =>
      (
        await db.pool.query<{ number: number }>(
          `select number from pull_request_facts where exclusion = 'Left lying'
             and exclusion_effect = 'hide' order by number`,
        )
      ).rows.map(({ number }) => number);
    await propose(stale);
    await derive();
    expect(await leftOut()).toEqual([11]);
    now = new Date('2026-04-02T12:00:00Z');
    expect(await refreshSettings(db, clock)).toBe(false);
    expect(await sweepAges(db, clock)).toBe(1);
    expect(await leftOut()).toEqual([11, 12]);
    expect(await sweepAges(db, clock)).toBe(0);
    expect((await readDefinitions(app, SEES_ALL)).latestRevision).toBe(1);
  });
});

describe('a rule for one team (B14)', () => {
  it('counts for authors of that team and those below it, and is told with the name of the team', async () => {
    const below = await makeTeam('Storage', platform);
    await join(below, bo);
    const outside = await makePerson('cy');
    await db.pool.query('update pull_requests set author_id = $1 where number = 1', [outside]);
    const rule = { name: 'Ours', field: 'base-branch', pattern: 'main', teamId: platform };
    await propose(
      definitionSettingsSchema.parse({ exclusions: [{ ...rule, effect: 'separate' }] }),
    );
    expect((await newest())?.changes).toEqual([
      'Ours are a series of their own: base branch main, by authors of Platform',
    ]);
    await derive();
    const { rows } = await db.pool.query(
      `select number, exclusion, exclusion_effect effect from pull_request_facts order by number`,
    );
    expect(rows).toEqual([
      { number: 1, exclusion: null, effect: null },
      { number: 2, exclusion: 'Ours', effect: 'separate' },
    ]);
    const filter = {
      ...{ from: '2026-03-01', to: '2026-04-01' },
      ...{ repositories: [], authors: [], baseBranches: [], labels: [] },
    };
    const question = {
      ...{ filter, bucket: 'month' as const, metric: 'pickup' as const, clock: 'wall' as const },
    };
    expect(await readOneClock(app, question, SEES_ALL)).toMatchObject({
      ...{ summary: { excluded: { Ours: 1 } }, apart: ['Ours'], makers: { Ours: 'Ada' } },
    });
    const teamAlone = { scope: EVERYTHING, oneByOne: { teamIds: [platform], accountIds: [] } };
    expect((await readOneClock(app, question, teamAlone)).makers).toEqual({});
  });
});
