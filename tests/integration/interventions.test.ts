import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { cycleTimeRouter } from '@bellwether/server/features/cycle-time/cycle-time.router';
import { incidentsRouter } from '@bellwether/server/features/incidents/incidents.router';
import { interventionsRouter } from '@bellwether/server/features/interventions/interventions.router';
import { createLog } from '@bellwether/server/log';
import { createCallerFactory, type RequestContext } from '@bellwether/server/trpc/trpc';
import type { Grant } from '@bellwether/shared/access/access.rules';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import type { InterventionText } from '@bellwether/shared/interventions/interventions.schema';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { contextOf } from '../support/request-context.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';

const HOUR = 3600;
const DAY_MS = 86_400_000;
const now = new Date('2026-06-01T09:00:00Z');
const startedOn = '2026-04-06';

let db: Database;
let world: TeamWorld;
let shop = { id: '' };
const createCaller = createCallerFactory(interventionsRouter);
const createCharts = createCallerFactory(cycleTimeRouter);
const createIncidents = createCallerFactory(incidentsRouter);

function contextFor(grants: Grant[] | null): RequestContext {
  const app = { db, clock: () => now, log: createLog('silent') } as AppContext;
  const context = contextOf(app, grants === null ? null : 'admin');
  return context.caller === null || grants === null
    ? context
    : { ...context, caller: { ...context.caller, userId: null, grants } };
}

const ADMIN: Grant[] = [{ role: 'admin', teamId: null }];
const as = (grants: Grant[] | null = ADMIN) => createCaller(contextFor(grants));
const leadOf = (team: string) => as([{ role: 'lead', teamId: idOf(world.teams, team) }]);

/** Merged `hours` after it was ready, at noon of a day so many days from the change. */
async function merge(days: number, hours: number, login: string, repositoryId = shop.id) {
  const mergedAt = new Date(Date.parse(`${startedOn}T12:00:00Z`) + days * DAY_MS);
  const createdAt = new Date(mergedAt.getTime() - hours * HOUR * 1000);
  await buildPullRequest(db.pool, { repositoryId, authorId: `U_${login}`, createdAt, mergedAt });
}

async function declareIncident(
  days: number,
  repositoryId: string | null = shop.id,
  service: string | null = null,
) {
  const declaredAt = new Date(Date.parse(`${startedOn}T12:00:00Z`) + days * DAY_MS);
  await insertRow(db.pool, 'incidents', {
    ...{ kind: 'api', source: 'pager', externalId: `${days} ${repositoryId}`, repositoryId },
    ...{ title: 'Down', declaredAt, updatedAt: now, service },
  });
}

const tiers: InterventionText = {
  title: 'Tiered review',
  description: 'Everything waited for **one person**.',
  ...{ teamId: null, repositoryIds: [], startedOn, settledOn: null },
  ...{ metric: 'review-cycle', clock: 'wall' },
};

beforeAll(async () => {
  db = await openTestDatabase();
  world = await makeTeamWorld({ db, clock: () => now });
  shop = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
  for (const login of ['lena', 'tom', 'kim']) {
    for (let week = 0; week < 8; week += 1) {
      // About four days before, about one after; a day more for kim.
      const more = login === 'kim' ? 24 : 0;
      await merge(-55 + week * 7, 80 + week + more, login);
      await merge(-53 + week * 7, 100 - week + more, login);
      await merge(1 + week * 7, 20 + week + more, login);
      await merge(3 + week * 7, 25 - week + more, login);
    }
  }
  for (const day of [-50, -40, -30, -20, -10, -5, -4, -3, 10, 20]) {
    await declareIncident(day);
  }
}, 60_000);

afterAll(() => db.close());
beforeEach(() => db.pool.query('truncate interventions, chart_notes'));

const make = async (part: Partial<InterventionText> = {}, api = as()) =>
  (await api.create({ ...tiers, ...part })).interventionId;

describe('an intervention that helped', () => {
  it('says so in the list: both medians, the shift and an interval that leaves no difference out', async () => {
    await make();
    const { items, mayWriteForEverybody } = await as().overview();
    expect(mayWriteForEverybody).toBe(true);
    expect(items).toHaveLength(1);
    expect(items[0]?.windows).toEqual({
      ...{ state: 'compared', weeks: 8, rollout: null },
      before: { from: '2026-02-09', to: '2026-04-06' },
      after: { from: '2026-04-06', to: '2026-06-01' },
    });
    const outcome = items[0]?.outcome;
    expect(outcome).toMatchObject({ kind: 'duration', comparison: { verdict: 'clearly-less' } });
    if (outcome?.kind !== 'duration') {
      return;
    }
    const { before, after, shift } = outcome.comparison;
    expect([before.n, after.n]).toEqual([48, 48]);
    expect(shift?.shift).toBeGreaterThan(-85 * HOUR);
    expect(shift?.high).toBeLessThan(-60 * HOUR);
  });

  it('counts what the chart of the same days counts', async () => {
    const interventionId = await make();
    const { outcome, windows } = await as().effect({ interventionId });
    if (outcome?.kind !== 'duration' || windows.state !== 'compared') {
      throw new Error('nothing was compared');
    }
    for (const side of ['before', 'after'] as const) {
      const overview = await createCharts(contextFor(ADMIN)).overview({
        filter: { ...windows[side], repositories: [], authors: [], baseBranches: [], labels: [] },
      });
      const { n, p50, p75, interval80 } = outcome.comparison[side];
      const { summary } = overview;
      expect({ n, p50, p75, interval80 }).toEqual({
        ...{ n: summary.n, p50: summary.p50, p75: summary.p75, interval80: summary.interval80 },
      });
    }
  });

  it('tells every metric, the weeks, each single one, and incidents by merged change', async () => {
    const interventionId = await make();
    const effect = await as().effect({ interventionId });
    expect(effect.durations).toHaveLength(9);
    expect(effect.durations.find(({ metric }) => metric === 'pickup')).toMatchObject({
      ...{ verdict: 'not-enough', before: { n: 0, p50: null }, shift: null },
    });
    expect(effect.weeks).toHaveLength(16);
    expect(effect.weeks.map(({ part, n }) => [part, n])).toContainEqual(['before', 6]);
    expect(effect.dots?.before).toHaveLength(48);
    const rate = effect.rates.find(({ metric }) => metric === 'incident-rate');
    expect(rate).toMatchObject({
      before: { events: 8, exposure: 48 },
      after: { events: 2, exposure: 48 },
      verdict: 'cannot-tell',
    });
    expect(rate?.ratio?.ratio).toBeCloseTo(0.25, 9);
    expect(effect.rateWeeks.reduce((sum, week) => sum + week.incidents, 0)).toBe(10);
  });

  it('leaves the rollout out, and takes as many weeks as are asked for', async () => {
    const interventionId = await make({ settledOn: '2026-04-20' });
    const effect = await as().effect({ interventionId, weeks: 4 });
    expect(effect.windows).toEqual({
      ...{ state: 'compared', weeks: 4 },
      before: { from: '2026-03-09', to: '2026-04-06' },
      rollout: { from: '2026-04-06', to: '2026-04-20' },
      after: { from: '2026-04-20', to: '2026-05-18' },
    });
    expect(effect.weeks.map(({ part }) => part)).toEqual([
      ...['before', 'before', 'before', 'before', 'rollout', 'rollout'],
      ...['after', 'after', 'after', 'after'],
    ]);
    expect(effect.outcome).toMatchObject({ comparison: { after: { n: 24 } } });
  });

  it('is compared on a rate when that is what it was meant to move', async () => {
    const interventionId = await make({ metric: 'incident-rate' });
    const effect = await as().effect({ interventionId });
    expect(effect.outcome).toMatchObject({ kind: 'rate', comparison: { before: { events: 8 } } });
    expect(effect.weeks).toEqual([]);
    expect(effect.dots).toBeNull();
  });

  it('names other interventions within the windows', async () => {
    const interventionId = await make();
    await make({ title: 'A new CI', startedOn: '2026-04-20' });
    await make({ title: 'Long ago', startedOn: '2025-04-20' });
    const { caveats } = await as().effect({ interventionId });
    expect(caveats.find(({ kind }) => kind === 'overlap')).toMatchObject({
      interventions: [{ title: 'A new CI', side: 'after' }],
    });
  });
});

describe('what cannot be compared', () => {
  it('says on which day there will be something', async () => {
    const planned = await make({ startedOn: '2026-06-20' });
    expect(await as().effect({ interventionId: planned })).toMatchObject({
      ...{ windows: { state: 'planned', fullWeekOn: '2026-06-27' }, outcome: null, durations: [] },
    });
    const early = await make({ startedOn: '2026-05-29' });
    expect(await as().effect({ interventionId: early })).toMatchObject({
      windows: { state: 'too-early', fullWeekOn: '2026-06-05' },
    });
  });

  it('an id of nothing is not found', async () => {
    const interventionId = '00000000-0000-4000-8000-000000000000';
    await expect(as().effect({ interventionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    [{ title: '  ' }, /few words/],
    [{ settledOn: '2026-04-05' }, /in place before it began/],
    [{ startedOn: '2026-02-30' }, /day/],
    [{ repositoryIds: ['R_nowhere'] }, /not read here/],
  ])('%j is refused in words', async (part, message) => {
    await expect(as().create({ ...tiers, ...part })).rejects.toThrow(message);
  });
});

describe('changing one', () => {
  it('a stale change is refused with both texts, and nothing is lost', async () => {
    const interventionId = await make();
    await as().save({ interventionId, basedOn: 0, text: { ...tiers, title: 'Tiers' } });
    const late = as().save({ interventionId, basedOn: 0, text: { ...tiers, title: 'Rotation' } });
    await expect(late).rejects.toThrow(/It says now: “Tiers”.*You wanted: “Rotation”/);
    const { intervention } = await as().effect({ interventionId });
    expect(intervention).toMatchObject({ title: 'Tiers', version: 1 });
    await expect(as().remove({ interventionId, basedOn: 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await as().remove({ interventionId, basedOn: 1 });
    expect((await as().overview()).items).toEqual([]);
  });
});

describe('whose it is', () => {
  it('a lead writes of their team and of those below, and of nobody else', async () => {
    const web = idOf(world.teams, 'web');
    await make({ teamId: web }, leadOf('shop'));
    const foreign = { teamId: idOf(world.teams, 'ops') };
    await expect(make(foreign, leadOf('shop'))).rejects.toThrow(/not one of your teams/);
    await expect(make({}, leadOf('shop'))).rejects.toThrow(/concerns everybody/);
    const { items, teams, mayWriteForEverybody } = await leadOf('shop').overview();
    expect(items.map(({ intervention }) => intervention.mayWrite)).toEqual([true]);
    expect(teams.map(({ name }) => name)).toEqual(['shop', 'web']);
    expect(mayWriteForEverybody).toBe(false);
  });

  it('one of another team is not there', async () => {
    const interventionId = await make({ teamId: idOf(world.teams, 'web') });
    await expect(leadOf('ops').effect({ interventionId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await leadOf('ops').overview()).items).toEqual([]);
    await expect(leadOf('ops').remove({ interventionId, basedOn: 0 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it("a team's compares the team's pull requests alone", async () => {
    const interventionId = await make({ teamId: idOf(world.teams, 'web') });
    const { outcome } = await as().effect({ interventionId });
    expect(outcome).toMatchObject({ comparison: { before: { n: 32 }, after: { n: 32 } } });
  });

  it("a team's incidents are those that the page of incidents counts as its own", async () => {
    const web = idOf(world.teams, 'web');
    const { id: till } = await buildRepository(db.pool, { owner: 'acme', name: 'till' });
    const { id: mono } = await buildRepository(db.pool, { owner: 'acme', name: 'mono' });
    await insertRow(db.pool, 'team_repositories', {
      ...{ teamId: web, repositoryId: till, origin: 'github' },
    });
    // Somebody else has all of it: a path of it makes its incidents nobody's of web.
    await insertRow(db.pool, 'team_repositories', {
      ...{ teamId: idOf(world.teams, 'ops'), repositoryId: mono, origin: 'github' },
    });
    await insertRow(db.pool, 'team_paths', {
      ...{ teamId: web, repositoryId: mono, pattern: 'web/' },
    });
    await insertRow(db.pool, 'deployments', {
      ...{ id: 'D_till', repositoryId: till, environment: 'production', sha: 'a', service: 'Till' },
      ...{ createdAt: now, updatedAt: now },
    });
    await declareIncident(-6, till);
    await declareIncident(-7, mono);
    await declareIncident(-8, null, 'tILL');
    await declareIncident(-9, null, 'other');
    const interventionId = await make({ teamId: web, metric: 'incident-rate' });
    const { windows, rates } = await as().effect({ interventionId });
    const before = rates.find(({ metric }) => metric === 'incidents-per-week')?.before;
    if (windows.state !== 'compared') {
      throw new Error('nothing was compared');
    }
    const trends = await createIncidents(contextFor(ADMIN)).trends({
      ...windows.before,
      teams: ['web'],
    });
    await db.pool.query("delete from repositories where name in ('till', 'mono')");
    await db.pool.query('delete from incidents where repository_id is null');
    expect(before?.events).toBe(2);
    expect(trends.whole.incidents).toBe(2);
  });

  it('totals of one or two people whom the caller may not see one by one are withheld', async () => {
    const interventionId = await make({ teamId: idOf(world.teams, 'web') });
    const manager = as([{ role: 'manager', teamId: idOf(world.teams, 'web') }]);
    const effect = await manager.effect({ interventionId });
    expect(effect.outcome).toMatchObject({
      comparison: { withheld: 'too-few-people', before: { n: null, p50: null }, shift: null },
    });
    expect(effect.dots).toBeNull();
    expect(effect.weeks.every(({ n, p50 }) => n === null && p50 === null)).toBe(true);
    expect(effect.rates.find(({ metric }) => metric === 'incident-rate')).toMatchObject({
      ...{ withheld: 'too-few-people', ratio: null },
    });
    expect(effect.rateWeeks.some(({ merged }) => merged !== null && merged > 0)).toBe(false);
    expect(effect.caveats.filter(({ kind }) => kind === 'mix' || kind === 'last-year')).toEqual([]);
  });

  it('three people hide each other: a manager sees the numbers, and no single dot', async () => {
    const interventionId = await make();
    const manager = as([{ role: 'manager', teamId: null }]);
    const effect = await manager.effect({ interventionId });
    expect(effect.outcome).toMatchObject({ comparison: { withheld: null, before: { n: 48 } } });
    expect(effect.dots).toBeNull();
    expect(effect.intervention.mayWrite).toBe(false);
  });
});

describe("the organisation's zone", () => {
  const interventionOn = (day: string) =>
    make({ startedOn: day, repositoryIds: ['R_dst'], metric: 'review-cycle' });
  const mergedAt = async (text: string) => {
    const at = new Date(text);
    const createdAt = new Date(at.getTime() - HOUR * 1000);
    const author = { authorId: 'U_kim', repositoryId: 'R_dst' };
    await buildPullRequest(db.pool, { ...author, createdAt, mergedAt: at });
    await insertRow(db.pool, 'incidents', {
      ...{ kind: 'api', source: 'pager', externalId: text, repositoryId: 'R_dst' },
      ...{ title: 'Down', declaredAt: at, updatedAt: now },
    });
  };

  async function workIn(timeZone: string) {
    const calendar = { ...defaultWorkCalendar, timeZone, holidayRegion: null };
    await db.pool.query('delete from definition_settings');
    await db.pool.query(
      `insert into definition_settings (settings, note, state, created_at, activated_at)
       values ($1, '', 'active', $2, $2)`,
      [JSON.stringify({ ...freshSettings, calendar }), now],
    );
  }

  beforeAll(async () => {
    await buildRepository(db.pool, { id: 'R_dst', owner: 'acme', name: 'dst' });
    for (const at of [
      // Around midnight in Berlin: in winter an hour before UTC's, in summer two.
      ...['2026-03-15T22:59:00Z', '2026-03-15T23:00:00Z'],
      ...['2026-03-29T21:59:00Z', '2026-03-29T22:00:00Z'],
      ...['2026-04-12T21:59:00Z', '2026-04-12T22:00:00Z'],
    ]) {
      await mergedAt(at);
    }
  });

  afterAll(async () => {
    await db.pool.query('delete from definition_settings');
    await db.pool.query("delete from repositories where id = 'R_dst'");
    await db.pool.query("delete from incidents where source = 'pager' and repository_id is null");
  });

  it('cuts days on either side of the change of the clocks', async () => {
    await workIn('Europe/Berlin');
    const effect = await as().effect({
      interventionId: await interventionOn('2026-03-30'),
      weeks: 2,
    });
    expect(effect).toMatchObject({
      zone: 'Europe/Berlin',
      windows: {
        before: { from: '2026-03-16', to: '2026-03-30' },
        after: { from: '2026-03-30', to: '2026-04-13' },
      },
      outcome: { comparison: { before: { n: 2 }, after: { n: 2 } } },
    });
    expect(effect.weeks.map(({ from, n }) => [from, n])).toEqual([
      ...[
        ['2026-03-16', 1],
        ['2026-03-23', 1],
      ],
      ...[
        ['2026-03-30', 1],
        ['2026-04-06', 1],
      ],
    ]);
    expect(effect.rates.find(({ metric }) => metric === 'incidents-per-week')).toMatchObject({
      ...{ before: { events: 2, exposure: 2 }, after: { events: 2, exposure: 2 } },
    });
    const outcomeOf = async () => (await as().overview()).items[0]?.outcome;
    expect(await outcomeOf()).toMatchObject({ comparison: { before: { n: 3 }, after: { n: 3 } } });
    await workIn('UTC');
    expect(await outcomeOf()).toMatchObject({ comparison: { before: { n: 4 }, after: { n: 2 } } });
  });

  it('says which day it is now, too', async () => {
    await workIn('Pacific/Auckland');
    // 9:00 UTC on the first of June is 21:00 there: seven whole days have passed since the 25th.
    const id = await interventionOn('2026-05-25');
    expect((await as().effect({ interventionId: id })).windows).toMatchObject({ weeks: 1 });
    await workIn('Pacific/Pago_Pago');
    // And 22:00 on the last of May.
    expect((await as().effect({ interventionId: id })).windows).toMatchObject({
      ...{ state: 'too-early', fullWeekOn: '2026-06-01' },
    });
    expect((await as().overview()).items[0]?.windows.state).toBe('too-early');
  });
});

describe('notes on a day', () => {
  const note = { noteOn: '2026-05-01', text: 'Release freeze', teamId: null };
  const period = { from: '2026-05-01', to: '2026-06-01' };

  it('are added, changed and removed by their version', async () => {
    await as().addNote(note);
    const [made] = (await as().notes(period)).notes;
    expect(made).toMatchObject({ text: 'Release freeze', version: 0, mayWrite: true });
    const noteId = made?.id ?? '';
    await as().saveNote({ noteId, basedOn: 0, note: { ...note, text: 'Freeze' } });
    await expect(as().saveNote({ noteId, basedOn: 0, note })).rejects.toThrow(
      /It says now: “Freeze” on 2026-05-01. You wanted: “Release freeze”/,
    );
    await as().removeNote({ noteId, basedOn: 1 });
    expect((await as().notes(period)).notes).toEqual([]);
  });

  it("stand on the charts of those whom they concern, beside their team's interventions", async () => {
    await as().addNote({ ...note, text: 'Everybody is told', teamId: null });
    await as().addNote({ ...note, text: 'Ops moves house', teamId: idOf(world.teams, 'ops') });
    await make({ teamId: idOf(world.teams, 'ops'), title: 'On call in turns' });
    const annotationsOf = async (grants: Grant[]) =>
      (
        await createCharts(contextFor(grants)).overview({
          filter: {
            ...{ from: '2026-04-01', to: '2026-06-01', repositories: [], authors: [] },
            ...{ baseBranches: [], labels: [] },
          },
        })
      ).annotations.map(({ text }) => text);
    const [first, ...notes] = await annotationsOf(ADMIN);
    expect(first).toBe('On call in turns');
    // Both were written at one instant, of one day: neither comes before the other.
    expect(notes.sort()).toEqual(['Everybody is told', 'Ops moves house']);
    const ofWeb: Grant[] = [{ role: 'lead', teamId: idOf(world.teams, 'web') }];
    expect(await annotationsOf(ofWeb)).toEqual(['Everybody is told']);
  });

  it('of another team are neither seen nor changed', async () => {
    await as().addNote({ ...note, teamId: idOf(world.teams, 'ops') });
    const [made] = (await as().notes(period)).notes;
    expect((await leadOf('web').notes(period)).notes).toEqual([]);
    const noteId = made?.id ?? '';
    await expect(leadOf('web').removeNote({ noteId, basedOn: 0 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(leadOf('web').addNote(note)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('what still waits', () => {
  const createdAt = new Date('2026-05-20T09:00:00Z');
  const opened = async (login: string, count: number, isReviewed: boolean) => {
    const reviews = isReviewed
      ? [{ authorId: 'U_noor', submittedAt: new Date('2026-05-20T13:00:00Z') }]
      : [];
    for (let index = 0; index < count; index += 1) {
      await buildPullRequest(db.pool, {
        ...{ repositoryId: shop.id, authorId: `U_${login}`, createdAt, reviews },
      });
    }
  };
  const stillOpen = async (api = as()) => {
    const interventionId = await make({ metric: 'pickup' });
    const { caveats, outcome } = await api.effect({ interventionId });
    expect(outcome).toMatchObject({ comparison: { withheld: null } });
    return caveats.filter(({ kind }) => kind.startsWith('still-open'));
  };

  it('stands beside the bare median of the time to first review', async () => {
    await buildAccount(db.pool, { id: 'U_noor', login: 'noor' });
    await opened('kim', 8, true);
    await opened('kim', 4, false);
    expect(await stillOpen()).toMatchObject([
      {
        ...{ kind: 'still-open', metric: 'pickup', side: 'after', open: 4, finished: 8 },
        ...{ raw: 4 * HOUR, kaplanMeier: 4 * HOUR },
      },
    ]);
  });

  it('is withheld where it is that of one or two hidden people, and told of three', async () => {
    await opened('lena', 8, true);
    await opened('tom', 8, true);
    const manager = as([{ role: 'manager', teamId: null }]);
    const withheld = [{ kind: 'still-open-withheld', metric: 'pickup', side: 'after' }];
    // Three people had their answers, and all that waits is one's.
    expect(await stillOpen(manager)).toEqual(withheld);
    await opened('lena', 1, false);
    expect(await stillOpen(manager)).toEqual(withheld);
    await opened('tom', 1, false);
    expect(await stillOpen(manager)).toMatchObject([{ kind: 'still-open', open: 6, finished: 24 }]);
  });

  it('is withheld from a lead who sees the others one by one', async () => {
    // Kim is of another team: one hidden person among three.
    const grants: Grant[] = [
      { role: 'manager', teamId: null },
      { role: 'lead', teamId: idOf(world.teams, 'web') },
    ];
    await db.pool.query(
      "delete from pull_request_facts where first_review_at is not null and author_id = 'U_kim'",
    );
    expect(await stillOpen(as(grants))).toEqual([
      { kind: 'still-open-withheld', metric: 'pickup', side: 'after' },
    ]);
  });
});
