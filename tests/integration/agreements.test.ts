import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import {
  previewAgreement,
  readAgreements,
} from '@bellwether/server/features/agreements/agreements.service';
import { readBreaches } from '@bellwether/server/features/agreements/breaches.service';
import { readWaitsOf } from '@bellwether/server/features/agreements/progress.service';
import {
  agreeAnew,
  createAgreement,
  endAgreement,
  saveAgreement,
} from '@bellwether/server/features/agreements/write-agreements.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { agreementMetrics } from '@bellwether/shared/agreements/agreement.terms';
import { readWaits } from '@bellwether/shared/agreements/agreement-waits.metric';
import type { AgreementText } from '@bellwether/shared/agreements/agreements.schema';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { instantOf } from '@bellwether/shared/time/instant';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';

/** A Friday. */
const NOW = new Date('2026-03-20T15:00:00Z');
const HOUR = 3_600_000;

let db: Database;
let world: TeamWorld;
let app: Parameters<typeof readAgreements>[0];
let repositoryId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = { db, clock: () => NOW };
  world = await makeTeamWorld(app as never);
});
afterAll(() => db?.close());

beforeEach(async () => {
  for (const table of ['agreements', 'pull_requests', 'repositories', 'definition_settings']) {
    await db.pool.query(`delete from ${table}`);
  }
  repositoryId = (await buildRepository(db.pool, { owner: 'acme', name: 'shop' })).id;
});

const web = () => idOf(world.teams, 'web');
const text = (more: Partial<AgreementText> = {}): AgreementText => ({
  ...{ teamId: web(), title: 'Picked up in time', metric: 'pickup', clock: 'wall' },
  ...{ targetShare: 0.5, withinSeconds: 4 * 3_600, headsUpShare: 0.75, repositoryIds: [] },
  ...{ startsOn: '2026-03-02', note: null, ...more },
});
const ada = { userId: null, name: 'Ada' };

/** Opened some hours ago by one of the team, and reviewed so many hours later; null: not yet. */
async function open(hoursAgo: number, reviewedAfter: number | null, login = 'lena') {
  const createdAt = new Date(NOW.getTime() - hoursAgo * HOUR);
  const submittedAt = new Date(createdAt.getTime() + (reviewedAfter ?? 0) * HOUR);
  return await buildPullRequest(db.pool, {
    ...{ repositoryId, authorId: `U_${login}`, createdAt, title: `Opened ${hoursAgo} h ago` },
    reviews: reviewedAfter === null ? [] : [{ authorId: 'U_kim', submittedAt, state: 'COMMENTED' }],
    requestedReviewers: ['kim'],
  });
}

const read = (sight = SEES_ALL) => readAgreements(app, sight, EVERYTHING);
const one = async (sight = SEES_ALL) => {
  const [item] = (await read(sight)).items;
  if (item === undefined) {
    throw new Error('there is no agreement');
  }
  return item;
};

describe('how an agreement is kept', () => {
  test('what waits beyond the time is a breach, what waits in time is undecided; none is lost', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    await open(30, 2);
    await open(29, 9);
    await open(8, null);
    await open(3.5, null);
    await open(1, null);
    await open(20, 1, 'kim');
    const { progress, waitingBeyond, headsUp } = await one();
    expect(progress.whole).toMatchObject({
      ...{ n: 3, kept: 1, breached: 2, openBreached: 1, undecided: 2, withdrawn: 0 },
      isKept: false,
    });
    expect({ waitingBeyond, headsUp }).toEqual({ waitingBeyond: 1, headsUp: 1 });
    expect(progress.weeks.map(({ n }) => n)).toEqual([0, 0, 3]);
    expect(progress.weeks.at(-1)?.isPartial).toBe(true);
    const { breaches, total, headsUp: soon } = await readBreaches(app, id, SEES_ALL);
    expect(total).toBe(2);
    expect(breaches.map(({ title, isOpen, waitsOn }) => ({ title, isOpen, waitsOn }))).toEqual([
      { title: 'Opened 8 h ago', isOpen: true, waitsOn: ['kim'] },
      { title: 'Opened 29 h ago', isOpen: false, waitsOn: [] },
    ]);
    expect(breaches[0]).toMatchObject({
      seconds: 8 * 3_600,
      repository: 'acme/shop',
      author: 'lena',
    });
    expect(soon.map(({ title }) => title)).toEqual(['Opened 3.5 h ago']);
  });

  test('by the work clock nights and weekends do not count', async () => {
    await createAgreement(app, text({ clock: 'work', withinSeconds: 8 * 3_600 }), ada, EVERYTHING);
    // Thursday 15:00 to Friday 15:00: eight working hours.
    await open(24, null);
    const { progress } = await one();
    expect(progress.whole).toMatchObject({ undecided: 1, breached: 0 });
  });

  test('a preview tells how the last 13 weeks would have gone', async () => {
    for (let week = 0; week < 13; week += 1) {
      await open(week * 168 + 30, week % 2 === 0 ? 2 : 9);
    }
    const { startsOn: _, title: __, note: ___, ...target } = text();
    const preview = await previewAgreement(app, target, SEES_ALL);
    expect(preview.whole).toMatchObject({ n: 13, kept: 7 });
    expect(preview.judgedWeeks).toBe(12);
    expect(preview.keptWeeks).toBe(6);
  });

  test('one that ended is looked at up to its end, and its history stays', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    await open(9 * 24, 2);
    await open(30, 9);
    await endAgreement(app, { agreementId: id, basedOn: 0, endsOn: '2026-03-16' }, EVERYTHING);
    const { agreement, progress } = await one();
    expect(agreement.endsOn).toBe('2026-03-16');
    expect(progress.whole).toMatchObject({ n: 1, kept: 1 });
    await expect(
      endAgreement(app, { agreementId: id, basedOn: 1, endsOn: '2026-02-01' }, EVERYTHING),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'endsOn' });
  });

  test('a manager sees no breach one by one, and nothing that one or two people did', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    await open(30, 9, 'lena');
    await open(29, 9, 'tom');
    const scope = { teamIds: [web()], accountIds: [] };
    const manager = { scope, oneByOne: null };
    const item = await one(manager);
    expect(item.progress.whole).toMatchObject({ n: null, share: null, withheld: 'too-few-people' });
    expect(item.waitingBeyond).toBeNull();
    expect(await readBreaches(app, id, manager)).toEqual({ breaches: [], total: 0, headsUp: [] });
    const engineer = { scope, oneByOne: { teamIds: [], accountIds: ['U_lena'] } };
    const own = await readBreaches(app, id, engineer);
    expect(own.breaches.map(({ author }) => author)).toEqual(['lena']);
    const others = { teamIds: [idOf(world.teams, 'ops')], accountIds: [] };
    expect((await read({ scope: others, oneByOne: others })).items).toEqual([]);
    await expect(readBreaches(app, id, { scope: others, oneByOne: others })).rejects.toThrow(
      'no such',
    );
  });

  test('how many still wait is withheld where one or two hidden people do, though the rest is told', async () => {
    await createAgreement(app, text(), ada, EVERYTHING);
    const member = [web(), 'U_max'];
    await db.pool.query('insert into team_members (team_id, account_id) values ($1, $2)', member);
    for (const login of ['lena', 'tom', 'max']) {
      await open(30, 2, login);
    }
    await open(8, null, 'lena');
    await open(3.5, null, 'tom');
    const manager = { scope: { teamIds: [web()], accountIds: [] }, oneByOne: null };
    const few = await one(manager);
    for (const login of ['tom', 'max']) {
      await open(8, null, login);
    }
    for (const login of ['lena', 'max']) {
      await open(3.5, null, login);
    }
    const many = await one(manager);
    // In time, and not announced yet: of one, who is what is left of all those in time.
    await open(1, null, 'lena');
    const rest = await one(manager);
    await db.pool.query('delete from team_members where team_id = $1 and account_id = $2', member);
    expect(few.progress.whole).toMatchObject({ n: 4, openBreached: null, undecided: null });
    expect(few.progress.weeks.at(-1)).toMatchObject({ n: 4, openBreached: null, undecided: null });
    expect(few).toMatchObject({ waitingBeyond: null, headsUp: null });
    expect(many.progress.whole).toMatchObject({ n: 6, openBreached: 3, undecided: 3 });
    expect(many).toMatchObject({ waitingBeyond: 3, headsUp: 3 });
    expect(rest.progress.whole).toMatchObject({ undecided: 4 });
    expect(rest.headsUp).toBeNull();
  });

  test("days and weeks are those of the organisation's zone, on either side of the change of the clocks", async () => {
    const calendar = { ...defaultWorkCalendar, timeZone: 'America/New_York', holidayRegion: null };
    await db.pool.query(
      `insert into definition_settings (settings, note, state, created_at, activated_at)
       values ($1, '', 'active', $2, $2)`,
      [JSON.stringify({ ...freshSettings, calendar }), NOW],
    );
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    const openAt = (at: string, reviewedAfter: number) =>
      open((NOW.getTime() - new Date(at).getTime()) / HOUR, reviewedAfter);
    // Midnight is 5:00 UTC before the eighth of March, and 4:00 after it.
    await openAt('2026-03-02T04:30:00Z', 9);
    await openAt('2026-03-02T05:30:00Z', 9);
    await openAt('2026-03-09T03:30:00Z', 2);
    await openAt('2026-03-09T04:30:00Z', 2);
    const { progress } = await one();
    expect((await read()).zone).toBe('America/New_York');
    expect(progress.weeks.map(({ start, n }) => [start, n])).toEqual([
      ['2026-03-02T05:00:00Z', 2],
      ['2026-03-09T04:00:00Z', 1],
      ['2026-03-16T04:00:00Z', 0],
    ]);
    expect((await readBreaches(app, id, SEES_ALL)).total).toBe(1);
    const { startsOn: _, title: __, note: ___, ...target } = text();
    expect(await previewAgreement(app, target, SEES_ALL)).toMatchObject({
      ...{ zone: 'America/New_York', whole: { n: 4 } },
    });
  });

  test('all of an answer is of one moment, however long it takes', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    await open(30, 2);
    await open(3.5, null);
    let asked = 0;
    // A day goes by between two looks at the clock.
    const slow = { db, clock: () => new Date(NOW.getTime() + 24 * HOUR * asked++) };
    const answer = await readAgreements(slow, SEES_ALL, EVERYTHING);
    expect(answer).toEqual(await read());
    asked = 0;
    expect(await readBreaches(slow, id, SEES_ALL)).toEqual(await readBreaches(app, id, SEES_ALL));
  });

  test('of requests for a review, nothing is told of one or two reviewers, however many wrote', async () => {
    await createAgreement(app, text({ metric: 'review-request' }), ada, EVERYTHING);
    const member = [web(), 'U_max'];
    await db.pool.query('insert into team_members (team_id, account_id) values ($1, $2)', member);
    const turn = {
      ...{ reviewerKind: 'account', reviewerId: 'U_kim', reviewerName: 'kim' },
      ...{ requestedAt: '2026-03-19T09:00:00Z', endedAt: '2026-03-19T20:00:00Z' },
      ...{ outcome: 'answered', answeredById: 'U_kim' },
    };
    for (const login of ['lena', 'tom', 'max']) {
      await open(30, 9, login);
    }
    await db.pool.query('update pull_request_facts set review_turns = $1', [
      JSON.stringify([turn]),
    ]);
    const { progress } = await one({
      scope: { teamIds: [web()], accountIds: [] },
      oneByOne: null,
    });
    const all = (await one()).progress.whole;
    await db.pool.query('delete from team_members where team_id = $1 and account_id = $2', member);
    expect(all).toMatchObject({ n: 3, breached: 3 });
    expect(progress.whole).toMatchObject({ n: null, breached: null, withheld: 'too-few-people' });
    expect(progress.weeks.at(-1)).toMatchObject({ n: null });
  });
});

describe('what it was agreed on', () => {
  async function changeDefinitions() {
    const settings = {
      ...freshSettings,
      exclusions: [{ name: 'Release trains', field: 'label', pattern: 'release' }],
    };
    await db.pool.query(
      `insert into definition_settings (settings, note, state, created_at, activated_at)
       values ($1, '', 'active', $2, $2)`,
      [JSON.stringify(settings), NOW],
    );
  }

  test('a change of the definitions is told on the agreement, until the team agrees anew', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    expect((await one()).definitions).toMatchObject({ isSame: true, changes: [] });
    await changeDefinitions();
    const { definitions } = await one();
    expect(definitions.isSame).toBe(false);
    expect(definitions.changes.join(' ')).toContain('Release trains');
    const note = await agreeAnew(app, { agreementId: id, basedOn: 0 }, EVERYTHING);
    expect(note).toMatchObject({ before: { settingsRevision: 0 } });
    expect((await one()).definitions).toMatchObject({ isSame: true, changes: [] });
  });

  test('another target is agreed on by the definitions of now; other words leave it pinned', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    await changeDefinitions();
    const save = (basedOn: number, more: Partial<AgreementText>) =>
      saveAgreement(app, { agreementId: id, basedOn, text: text(more) }, EVERYTHING);
    await save(0, { title: 'Other words' });
    expect((await one()).definitions.isSame).toBe(false);
    await save(1, { targetShare: 0.9 });
    expect((await one()).definitions.isSame).toBe(true);
  });

  test('a stale write is refused with both texts', async () => {
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    const save = (title: string) =>
      saveAgreement(app, { agreementId: id, basedOn: 0, text: text({ title }) }, EVERYTHING);
    await save('Theirs');
    await expect(save('Mine')).rejects.toThrow(/It says now: “Theirs”.* You wanted: “Mine”/);
  });

  test('a lead agrees for the teams that they lead, on repositories that they see', async () => {
    const ops = { teamIds: [idOf(world.teams, 'ops')], accountIds: [] };
    await expect(createAgreement(app, text(), ada, ops)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const own = text({ teamId: idOf(world.teams, 'ops'), repositoryIds: [repositoryId] });
    await expect(createAgreement(app, own, ada, ops)).rejects.toMatchObject({
      ...{ code: 'invalid_input', field: 'repositoryIds' },
    });
    const { id } = await createAgreement(app, text(), ada, EVERYTHING);
    const input = { agreementId: id, basedOn: 0 };
    await expect(agreeAnew(app, input, ops)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('SQL equals the pure functions on random pull requests', () => {
  test('for every metric, by both clocks', async () => {
    await buildFactsBulk(db.pool, {
      ...{ count: 400, seed: 5, repositories: 2, authors: 6 },
      ...{ from: new Date('2025-10-01T00:00:00Z'), to: new Date('2026-03-18T00:00:00Z') },
    });
    const authors = await db.pool.query<{ id: string }>(
      'select distinct author_id id from pull_request_facts where author_id is not null order by 1 limit 3',
    );
    const team = idOf(world.teams, 'ops');
    for (const { id } of authors.rows) {
      await db.pool.query('insert into team_members (team_id, account_id) values ($1, $2)', [
        team,
        id,
      ]);
    }
    const from = instantOf(new Date('2026-01-05T00:00:00Z'));
    const to = instantOf(NOW);
    const { rows } = await db.pool.query<FactsRow>(
      `select ${FACTS_COLUMNS} from pull_request_facts as f
       where f.author_class = 'human' and f.exclusion is null and f.author_id = any($1::text[])`,
      [authors.rows.map(({ id }) => id)],
    );
    const { rows: canShip } = await db.pool.query<{ id: string; branch: string }>(
      `select id, default_branch branch from repositories r
       where exists (select 1 from deployment_facts d where d.repository_id = r.id and d.is_counted)`,
    );
    for (const metric of agreementMetrics) {
      const isShipped = metric === 'merge-to-production' || metric === 'lead-time';
      for (const clock of ['wall', 'work'] as const) {
        const expected = rows
          .map(toPullRequestFacts)
          .filter(
            (row) =>
              !isShipped ||
              canShip.some(
                ({ id, branch }) => id === row.repositoryId && branch === row.baseBranch,
              ),
          )
          .flatMap((row) =>
            readWaits(row, {
              ...{ metric, clock, now: to },
              calendarOfAuthor: () => defaultWorkCalendar,
              calendarOfReviewer: () => defaultWorkCalendar,
            }),
          )
          .filter(({ startAt }) => from <= startAt && startAt < to);
        const waits = await readWaitsOf(app, {
          ...{ teamId: team, metric, clock, repositoryIds: [], from, to },
          ...{ targetShare: 0.5, withinSeconds: 3_600, headsUpShare: null },
        });
        const sorted = (list: typeof waits) =>
          list.toSorted((a, b) => a.id.localeCompare(b.id) || a.startAt - b.startAt);
        expect(sorted(waits)).toEqual(sorted(expected));
        expect(waits.length > 0 || isShipped, metric).toBe(true);
      }
    }
  });
});
