import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import type { Sight } from '@bellwether/server/access/sight';
import type { Database } from '@bellwether/server/db/open-database';
import { readReviewLoadAnswer } from '@bellwether/server/features/review-load/api-answer.service';
import { readAreas } from '@bellwether/server/features/review-load/areas.service';
import { readBehind } from '@bellwether/server/features/review-load/behind.service';
import { loadReviewed } from '@bellwether/server/features/review-load/behind.store';
import { readLead, saveBand } from '@bellwether/server/features/review-load/lead.service';
import { readReviewLoad } from '@bellwether/server/features/review-load/overview.service';
import { readPatterns } from '@bellwether/server/features/review-load/patterns.service';
import { readQueue } from '@bellwether/server/features/review-load/queue.service';
import { suggestFor } from '@bellwether/server/features/review-load/suggest.service';
import { tallyDone } from '@bellwether/server/features/review-load/tally.store';
import { readWhatIf } from '@bellwether/server/features/review-load/what-if.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { eligibleBefore, tallyReviews } from '@bellwether/shared/review-load/tally-reviews.metric';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const NOW = new Date('2026-03-20T09:00:00Z');
const clock = () => NOW;
const march = {
  ...{ from: '2026-03-01', to: '2026-04-01' },
  ...{ repositories: [], authors: [], baseBranches: [], labels: [] },
};
const nowhere = { repositories: [], authors: [], baseBranches: [], labels: [] };
const at = (text: string) => new Date(text);
const seconds = (text: string) => at(text).getTime() / 1000;

describe('an empty database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('knows nothing, and draws none of it as zero', async () => {
    const overview = await readReviewLoad(
      { db, clock },
      { filter: march, bucket: 'week' },
      SEES_ALL,
    );
    expect(overview.summary).toMatchObject({
      ...{ pullRequests: 0, effectiveReviewers: null, absenceFactor: null, gini: null },
    });
    expect(overview.people).toEqual([]);
    expect(overview.buckets.length).toBeGreaterThan(3);
    expect(overview.buckets[0]).toMatchObject({ effectiveReviewers: null, pullRequests: 0 });
    const patterns = await readPatterns({ db, clock }, { filter: march, bucket: 'week' }, SEES_ALL);
    expect(patterns).toMatchObject({ flows: [], ownHours: null });
    expect(await readQueue({ db, clock }, nowhere, SEES_ALL)).toMatchObject({
      ...{ open: 0, people: [], unasked: [] },
    });
    expect(await readAreas({ db }, { filter: march, bucket: 'week' }, SEES_ALL)).toMatchObject({
      areas: [],
    });
    const lead = await readLead(
      { db, clock },
      { filter: march, bucket: 'week', teamId: null },
      { sight: SEES_ALL, writing: EVERYTHING },
    );
    expect(lead).toEqual({ teams: [], team: null });
  });
});

describe('a team of five', () => {
  let db: Database;
  const people = new Map<string, { accountId: string; personId: string }>();
  const teamId = '00000000-0000-4000-8000-0000000000aa';
  const id = (login: string) => people.get(login)?.accountId ?? '';
  const key = (login: string) => people.get(login)?.personId ?? '';
  let openId = '';
  let repositoryId = '';

  beforeAll(async () => {
    db = await openTestDatabase();
    repositoryId = (await buildRepository(db.pool, { owner: 'acme', name: 'shop' })).id;
    await insertRow(db.pool, 'teams', { id: teamId, slug: 'core', name: 'Core' });
    for (const [index, login] of ['ana', 'ben', 'cem', 'dora', 'eva'].entries()) {
      const { id: accountId } = await buildAccount(db.pool, { login });
      const personId = `00000000-0000-4000-8000-00000000000${index + 1}`;
      await insertRow(db.pool, 'people', { id: personId, displayName: login.toUpperCase() });
      await db.pool.query('update accounts set person_id = $2 where id = $1', [
        accountId,
        personId,
      ]);
      await insertRow(db.pool, 'team_members', { teamId, accountId });
      people.set(login, { accountId, personId });
    }
    await insertRow(db.pool, 'code_owners_lines', {
      ...{ repositoryId, line: 1, pattern: '/api/', owners: ['@ana'] },
    });
    await db.pool.query("update repositories set code_owners_path = 'CODEOWNERS'");
    await write('ben', 5, [['ana', '2026-03-03T10:00:00Z']], ['api/a.ts']);
    await write('cem', 100, [['ana', '2026-03-04T10:00:00Z']], ['api/b.ts', 'web/x.ts']);
    await write(
      'dora',
      100,
      [
        ['ana', '2026-03-05T10:00:00Z'],
        ['ben', '2026-03-06T10:00:00Z'],
      ],
      ['api/c.ts'],
    );
    await write(
      'eva',
      100,
      [
        ['ana', '2026-03-10T10:00:00Z'],
        ['ben', '2026-03-10T15:00:00Z'],
      ],
      ['api/d.ts'],
    );
    await write('ana', 600, [['ben', '2026-03-11T10:00:00Z']], ['web/y.ts']);
    await write('eva', 20, [['ana', '2026-03-12T10:00:00Z']], ['api/e.ts']);
    const open = await buildPullRequest(db.pool, {
      ...{ repositoryId, authorId: id('cem'), title: 'Wanted', requestedReviewers: ['ana'] },
      createdAt: at('2026-03-19T09:00:00Z'),
      files: [{ path: 'api/f.ts', additions: 30, deletions: 10 }],
    });
    openId = open.id;
  });
  afterAll(() => db.close());

  async function write(
    author: string,
    size: number,
    reviews: readonly [string, string][],
    paths: readonly string[],
  ) {
    const last = at(reviews.at(-1)?.[1] ?? '').getTime();
    await buildPullRequest(db.pool, {
      ...{ repositoryId, authorId: id(author), additions: size, deletions: 0 },
      createdAt: new Date(at(reviews[0]?.[1] ?? '').getTime() - 7_200_000),
      mergedAt: new Date(last + 3_600_000),
      reviews: reviews.map(([login, when]) => ({
        ...{ authorId: id(login), submittedAt: at(when), state: 'APPROVED' as const },
      })),
      files: paths.map((path, index) => ({
        ...{ path, additions: index === 0 ? size : 0, deletions: 0 },
      })),
    });
  }

  it('is told by name, never by rank, each with share, fair share and index', async () => {
    await insertRow(db.pool, 'person_absences', {
      ...{ personId: key('ben'), fromOn: '2026-03-16', toOn: '2026-04-01', kind: 'holiday' },
      createdAt: NOW,
    });
    const { people: rows, summary } = await readReviewLoad(
      { db, clock },
      { filter: march, bucket: 'week' },
      SEES_ALL,
    );
    // ana: 5 + 30 + 30 + 30 + 15; ben: 30 + 30 + 120.
    expect(rows?.map(({ name, effortMinutes }) => [name, effortMinutes])).toEqual([
      ['ANA', 110],
      ['BEN', 180],
    ]);
    expect(summary).toMatchObject({ pullRequests: 6, active: 2, eligible: 2, gini: null });
    const [ana, ben] = rows ?? [];
    expect(ana).toMatchObject({ availableDays: 22 });
    expect(ben).toMatchObject({ availableDays: 10 });
    expect(ben?.loadIndex).toBeCloseTo(180 / 290 / (10 / 32), 9);
  });

  it('cuts areas by CODEOWNERS and folders, over reviewers and authors', async () => {
    const { areas, looked, total } = await readAreas(
      { db },
      { filter: march, bucket: 'week' },
      SEES_ALL,
    );
    expect([looked, total]).toEqual([6, 6]);
    expect(areas.map(({ name, source, reviewed }) => [name, source, reviewed])).toEqual([
      ['/api/', 'code-owners', 5],
      ['web/', 'folder', 2],
    ]);
    expect(areas[0]?.reviewers.absenceFactor).toBe(1);
    expect(areas[0]?.authors).toMatchObject({ absenceFactor: 2 });
  });

  it('tells whose time an absence would cost, and who stands near', async () => {
    const answer = await readWhatIf(
      { db },
      { filter: march, person: key('ana'), days: 31 },
      SEES_ALL,
    );
    expect(answer.openRequests).toBe(1);
    expect(answer.expectedFirstReviews).toBeCloseTo(5, 9);
    const api = answer.areas.find(({ name }) => name === '/api/');
    expect(api).toMatchObject({
      n: 5,
      byPerson: 5,
      replaced: 2,
      othersLeft: 0,
      medianSeconds: 7_200,
    });
    expect(api?.projectedSeconds ?? 0).toBeGreaterThan(7_200);
    expect(api?.trainees.map(({ name }) => name)).toContain('BEN');
  });

  it('lists what stands behind a number, with its minutes', async () => {
    const behind = await readBehind({ db }, { filter: march, reviewer: key('ben') }, SEES_ALL);
    expect(behind).toMatchObject({ total: 3, minutes: 180 });
    expect(behind.items.map(({ sizeClass, minutes }) => [sizeClass, minutes])).toEqual([
      ['XL', 120],
      ['M', 30],
      ['M', 30],
    ]);
    const area = await readBehind({ db }, { filter: march, area: 'acme/shop web/' }, SEES_ALL);
    expect(area).toMatchObject({ total: 2, minutes: 150 });
    expect(area.items.map(({ number }) => number)).toHaveLength(2);
  });

  it('reads no more of the list than is asked for, and still counts all of it', async () => {
    const question = {
      ...{ choice: { ...nowhere, scope: EVERYTHING } },
      ...{ from: seconds('2026-03-01T00:00:00Z'), to: seconds('2026-04-01T00:00:00Z') },
    };
    const all = await loadReviewed(db.pool, question, { limit: 100 });
    const some = await loadReviewed(db.pool, question, { limit: 2 });
    expect(all.rows).toHaveLength(all.total);
    expect(all.minutes).toBe(all.rows.reduce((sum, { minutes }) => sum + minutes, 0));
    expect(some).toEqual({ ...all, rows: all.rows.slice(0, 2) });
    const instants = all.rows.map(({ reviewedAt }) => reviewedAt.getTime());
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    const last = all.rows.at(-1)?.id ?? '';
    const one = await loadReviewed(db.pool, question, { limit: 2, ids: [last] });
    expect(one.rows).toEqual(all.rows.slice(-1));
  });

  it('ages the queue in the working time of whoever is asked', async () => {
    await insertRow(db.pool, 'person_profiles', {
      ...{ personId: key('ana'), timeZone: 'Asia/Tokyo', version: 1, changedAt: NOW },
    });
    const { people: queues, open } = await readQueue({ db, clock }, nowhere, SEES_ALL);
    expect(open).toBe(1);
    // 18:00 in Tokyo at both ends: one whole working day lies between.
    expect(queues).toMatchObject([
      { name: 'ANA', open: 1, oldestWorkSeconds: 8 * 3_600, timeZone: 'Asia/Tokyo' },
    ]);
  });

  it('knows who is away by their own clock, not by that of Greenwich', async () => {
    // 01:00 on the 21st where Ana is, and still the 20th in UTC.
    const late = () => new Date('2026-03-20T16:00:00Z');
    const presence = async () =>
      (await readQueue({ db, clock: late }, nowhere, SEES_ALL)).people?.[0]?.presence;
    const isAway = async () =>
      (await suggestFor({ db, clock: late }, openId, EVERYTHING, SEES_ALL)).suggestions.find(
        ({ name }) => name === 'ANA',
      )?.isAway;
    const absent = (fromOn: string, toOn: string) =>
      db.pool.query(
        `insert into person_absences (person_id, from_on, to_on, kind, created_at)
         values ($1, $2, $3, 'holiday', $4) returning id`,
        [key('ana'), fromOn, toOn, NOW],
      );
    await absent('2026-03-20', '2026-03-21');
    expect(await presence()).not.toContain('away');
    expect(await isAway()).toBe(false);
    await absent('2026-03-21', '2026-03-24');
    expect(await presence()).toBe('away, back on 2026-03-24');
    expect(await isAway()).toBe(true);
    await db.pool.query('delete from person_absences where person_id = $1', [key('ana')]);
  });

  it('says that the queue is cut, and where', async () => {
    const whole = await readQueue({ db, clock }, nowhere, SEES_ALL);
    expect(whole.cutAt).toBeNull();
    const cut = await readQueue({ db, clock }, nowhere, SEES_ALL, 'UTC', 0);
    expect(cut).toMatchObject({ cutAt: 0, open: 0, people: [] });
  });

  it('suggests whoever knows the area and has room, never the author, the absent last', async () => {
    const { suggestions, why } = await suggestFor({ db, clock }, openId, EVERYTHING, SEES_ALL);
    expect(why).toBeNull();
    const names = suggestions.map(({ name }) => name);
    expect(names).not.toContain('CEM');
    expect(names.at(-1)).toBe('BEN');
    expect(suggestions.at(-1)).toMatchObject({ isAway: true, score: 0 });
    expect(suggestions.find(({ name }) => name === 'ANA')).toMatchObject({
      isAsked: true,
      knows: { value: 1, evidence: 'reviewed 5 of the last 5 here' },
    });
  });

  it('keeps the band of a lead, and refuses a stale one with both texts', async () => {
    const band = {
      ...{ reviewShareFrom: 0.1, reviewShareTo: 0.3, codingShareFrom: null, codingShareTo: 0.5 },
    };
    const input = { teamId, personId: key('ana'), ...band };
    const note = await saveBand({ db, clock }, { ...input, version: 0 }, EVERYTHING);
    expect(note).toMatchObject({ subject: { name: 'Core' }, after: { ...band, lead: 'ANA' } });
    await expect(
      saveBand({ db, clock }, { ...input, reviewShareTo: 0.4, version: 0 }, EVERYTHING),
    ).rejects.toThrow(/It says now: reviews 10–30 %.*You wanted: reviews 10–40 %/);
    const { team } = await readLead(
      { db, clock },
      { filter: march, bucket: 'month', teamId },
      { sight: SEES_ALL, writing: EVERYTHING },
    );
    expect(team).toMatchObject({ band, version: 1, lead: { name: 'ANA' } });
    expect(team?.shares?.now.review).toBeCloseTo(110 / 290, 9);
    expect(team?.shares?.now.coding).toBeCloseTo(1 / 6, 9);
  });

  it('withholds a share that would tell what one hidden person did, and keeps the other', async () => {
    const { team } = await readLead(
      { db, clock },
      { filter: march, bucket: 'month', teamId },
      {
        sight: {
          scope: { teamIds: [teamId], accountIds: [id('ana')] },
          oneByOne: { teamIds: [], accountIds: [id('ana')] },
        },
        writing: null,
      },
    );
    expect(team?.lead).toMatchObject({ name: 'ANA' });
    expect(team?.shares?.now.review).toBeNull();
    expect(team?.shares?.buckets).toMatchObject([{ review: null, reviewed: null, merged: 6 }]);
    expect(team?.shares?.now.coding).toBeCloseTo(1 / 6, 9);
  });

  it('shows an engineer their own, and withholds what would tell two others apart', async () => {
    const sight: Sight = {
      scope: { teamIds: [teamId], accountIds: [id('cem')] },
      oneByOne: { teamIds: [], accountIds: [id('cem')] },
    };
    const overview = await readReviewLoad({ db, clock }, { filter: march, bucket: 'week' }, sight);
    expect(overview).toMatchObject({ sight: 'own', people: [] });
    expect(overview.summary).toMatchObject({ withheld: 'too-few-people', pullRequests: null });
    await write('ben', 10, [['dora', '2026-03-13T10:00:00Z']], ['api/g.ts']);
    await write('ben', 10, [['cem', '2026-03-13T10:00:00Z']], ['api/h.ts']);
    const wider = await readReviewLoad({ db, clock }, { filter: march, bucket: 'week' }, sight);
    expect(wider.summary).toMatchObject({ withheld: null, active: 4 });
    expect(wider.people?.map(({ name, isYou }) => [name, isYou])).toEqual([
      ['CEM', true],
      [null, false],
      [null, false],
      [null, false],
    ]);
    expect(JSON.stringify(wider)).not.toMatch(/ANA|BEN|DORA/);
    const answer = await readReviewLoadAnswer(
      { db, clock },
      { from: at('2026-03-01'), to: at('2026-04-01'), repositories: [] },
      sight,
    );
    expect(answer.reviewers.map(({ login }) => login)).toEqual(['cem']);
    expect(answer.eligible).toBe(4);
  });

  it('shows a manager totals alone', async () => {
    const sight: Sight = { scope: { teamIds: [teamId], accountIds: [] }, oneByOne: null };
    const overview = await readReviewLoad({ db, clock }, { filter: march, bucket: 'week' }, sight);
    expect(overview).toMatchObject({ sight: 'totals', people: null, summary: { active: 4 } });
    expect(await readQueue({ db, clock }, nowhere, sight)).toMatchObject({ people: null });
    const patterns = await readPatterns({ db, clock }, { filter: march, bucket: 'week' }, sight);
    expect(patterns).toMatchObject({ flows: null, people: [] });
    await expect(
      readWhatIf({ db }, { filter: march, person: key('ana'), days: 5 }, sight),
    ).rejects.toThrow('There is no such person');
  });
});

describe('on random reviews', () => {
  let db: Database;
  const accounts: string[] = [];
  let repositoryId = '';
  beforeAll(async () => {
    db = await openTestDatabase();
    repositoryId = (await buildRepository(db.pool)).id;
    for (const login of ['r1', 'r2', 'r3', 'r4', 'author']) {
      accounts.push((await buildAccount(db.pool, { login })).id);
    }
  });
  afterAll(() => db.close());

  const day = 86_400;
  const start = seconds('2026-03-01T00:00:00Z');
  const change = fc.record({
    size: fc.integer({ min: 0, max: 700 }),
    acts: fc.array(
      fc.record({
        who: fc.integer({ min: 0, max: 3 }),
        at: fc.integer({ min: start, max: start + 30 * day }),
      }),
      { maxLength: 6 },
    ),
  });

  it('the database counts as the pure functions do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        async (changes, first, length) => {
          await db.pool.query('delete from pull_requests');
          const facts: PullRequestFacts[] = [];
          for (const { size, acts } of changes) {
            const built = await buildPullRequest(db.pool, {
              ...{ repositoryId, authorId: accounts[4] ?? null, additions: size, deletions: 0 },
              createdAt: new Date((start - day) * 1000),
              reviews: acts.map(({ who, at: when }) => ({
                authorId: accounts[who] ?? null,
                submittedAt: new Date(when * 1000),
                state: 'COMMENTED' as const,
              })),
            });
            facts.push(built.facts);
          }
          const [from, to] = [start + first * day, start + (first + length) * day];
          const choice = { ...nowhere, scope: EVERYTHING };
          const { done, pullRequests } = await tallyDone(db.pool, choice, [from, to]);
          const pure = tallyReviews(facts, from, to);
          expect(
            done.map(({ bucket: _, ...one }) => one).sort((a, b) => (a.person < b.person ? -1 : 1)),
          ).toEqual(pure);
          const reviewed = facts.filter((row) => tallyReviews([row], from, to).length > 0).length;
          expect(pullRequests.get(0) ?? 0).toBe(reviewed);
          const answer = await readReviewLoadAnswer(
            { db, clock },
            { from: new Date(from * 1000), to: new Date(to * 1000), repositories: [] },
            SEES_ALL,
          );
          expect(answer.eligible).toBe(eligibleBefore(facts, to).length);
        },
      ),
      { numRuns: 15 },
    );
  });
});
