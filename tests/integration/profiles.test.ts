import type { Grant } from '@bellwether/shared/access/access.rules';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { refusalOf } from '../support/refusal.ts';
import { signIn } from '../support/sign-in.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Api = ReturnType<typeof createApiClient>;

let server: TestServer;
let world: TeamWorld;
const START = '2026-03-10T10:00:00Z';
let now = new Date(START);
const apis = new Map<string, Api>();

/** No two changes at the same instant, so that their order is known. */
function tick(): Date {
  now = new Date(now.getTime() + 10);
  return now;
}

const mornings = Array.from({ length: 7 }, (_, day) =>
  day < 5 ? [{ fromMinute: 480, toMinute: 720 }] : [],
);

async function signUp(name: string, grants: Grant[], person: string | null): Promise<void> {
  const { userId, email } = await addUser(server.app, { name, grants });
  await server.app.db.pool.query('update users set person_id = $2 where id = $1', [
    userId,
    person === null ? null : idOf(world.people, person),
  ]);
  apis.set(name, createApiClient(server.url, await signIn(server.url, email)));
}

beforeAll(async () => {
  server = await startTestServer({ clock: tick });
  world = await makeTeamWorld(server.app);
  const shop = idOf(world.teams, 'shop');
  apis.set('admin', createApiClient(server.url));
  await signUp('shop-lead', [{ role: 'lead', teamId: shop }], null);
  await signUp('ops-lead', [{ role: 'lead', teamId: idOf(world.teams, 'ops') }], 'kim');
  await signUp('lena', [{ role: 'engineer', teamId: idOf(world.teams, 'web') }], 'lena');
  await signUp('manager', [{ role: 'manager', teamId: null }], 'max');
});

beforeEach(async () => {
  await server.app.db.pool.query('truncate person_profiles, person_absences, team_calendars');
});

afterAll(() => server.remove());

function as(name: string): Api {
  const api = apis.get(name);
  if (api === undefined) {
    throw new Error(`nobody is called ${name}`);
  }
  return api;
}

const person = (name: string) => ({ personId: idOf(world.people, name) });
const profile = (name: string, of: string) => as(name).people.profile.get.query(person(of));
const save = (
  name: string,
  of: string,
  said: {
    timeZone?: string | null;
    workingHours?: typeof mornings | null;
    holidayRegion?: string;
    basedOn?: number;
  },
) =>
  as(name).people.profile.save.mutate({
    ...person(of),
    ...{ timeZone: null, workingHours: null, basedOn: 0, ...said },
  });

async function lastEvent(action: string) {
  const { rows } = await server.app.db.pool.query(
    `select actor_name "actor", subject_kind "kind", subject_name "name", before, after
     from audit_events where action = $1 order by id desc limit 1`,
    [action],
  );
  return rows[0];
}

describe('who sees a profile', () => {
  it.each([
    ['admin', ['kim', 'lena', 'max', 'tom'], ['kim', 'lena', 'max', 'tom']],
    ['shop-lead', ['lena', 'tom'], ['lena', 'tom']],
    ['ops-lead', ['kim'], ['kim']],
    ['lena', ['lena'], ['lena']],
    ['manager', ['max'], ['max']],
  ])('%s', async (name, reads, writes) => {
    for (const of of ['kim', 'lena', 'max', 'tom']) {
      if (reads.includes(of)) {
        const { mayWrite, isOwn } = await profile(name, of);
        expect([of, mayWrite]).toEqual([of, writes.includes(of)]);
        expect(isOwn).toBe(
          (name === 'ops-lead' && of === 'kim') || name === of || name === 'manager',
        );
      } else {
        expect((await refusalOf(profile(name, of))).code).toBe('not_found');
        const write = save(name, of, { timeZone: 'Asia/Tokyo' });
        expect((await refusalOf(write)).code).toBe('not_found');
      }
    }
  });

  it('is told to the person, by name and why', async () => {
    expect((await profile('lena', 'lena')).seenBy).toEqual([
      { name: 'Ada Admin', why: 'admin' },
      { name: 'lena', why: 'this is them' },
      { name: 'shop-lead', why: 'lead' },
    ]);
  });

  it('nobody without a session', async () => {
    const stranger = createApiClient(server.url, null);
    const asked = stranger.people.profile.get.query(person('lena'));
    expect((await refusalOf(asked)).code).toBe('unauthenticated');
  });

  it('a lead of a team lists its people alone, with when each team works', async () => {
    const { people } = await as('shop-lead').people.list.query();
    expect(people.map(({ displayName }) => displayName)).toEqual(['lena', 'tom']);
    const { teams } = await as('shop-lead').people.teams.list.query();
    expect(teams.map(({ name, mayWriteCalendar }) => [name, mayWriteCalendar])).toEqual([
      ['shop', true],
      ['web', true],
    ]);
    expect((await refusalOf(as('lena').people.list.query())).code).toBe('forbidden');
  });
});

describe('when somebody works', () => {
  it('is the organisation’s, then the team’s, then one’s own', async () => {
    expect((await profile('lena', 'lena')).inForce).toEqual({
      ...{ timeZone: 'UTC', timeZoneFrom: { kind: 'organisation' } },
      workingHours: defaultWorkCalendar.weeklyHours,
      workingHoursFrom: { kind: 'organisation' },
      ...{ holidayRegion: null, holidayRegionFrom: { kind: 'organisation' }, daysOffOn: [] },
    });
    await as('shop-lead').people.teams.setCalendar.mutate({
      ...{ teamId: idOf(world.teams, 'shop'), timeZone: 'Europe/Berlin' },
      ...{ workingHours: mornings, basedOn: 0 },
    });
    await save('lena', 'lena', { timeZone: 'America/New_York' });
    const { inForce, inherited, said, teams } = await profile('lena', 'lena');
    expect(inForce).toMatchObject({
      ...{ timeZone: 'America/New_York', timeZoneFrom: { kind: 'own' } },
      ...{ workingHours: mornings, workingHoursFrom: { kind: 'team', teamName: 'shop' } },
    });
    expect(inherited).toMatchObject({
      timeZone: 'Europe/Berlin',
      timeZoneFrom: { teamName: 'shop' },
    });
    expect(said).toEqual({
      ...{ timeZone: 'America/New_York', workingHours: null, holidayRegion: null, version: 1 },
    });
    expect(teams.map(({ name }) => name)).toEqual(['web']);
    expect((await profile('admin', 'kim')).inForce.timeZone).toBe('UTC');
  });

  it('a change since it was shown is not overwritten: both texts are told', async () => {
    await save('lena', 'lena', { timeZone: 'Europe/Paris', workingHours: mornings });
    const refused = await refusalOf(save('admin', 'lena', { timeZone: 'Asia/Tokyo' }));
    expect(refused.code).toBe('conflict');
    expect(refused.message).toContain('It says now: Europe/Paris, Mon–Fri 08:00–12:00.');
    expect(refused.message).toContain('You wanted: Asia/Tokyo, no working hours of their own.');
    expect((await profile('lena', 'lena')).said.timeZone).toBe('Europe/Paris');
    await save('admin', 'lena', { basedOn: 1 });
    expect((await profile('lena', 'lena')).said).toMatchObject({ timeZone: null, version: 2 });
  });

  it('two saves at once leave one, and refuse the other', async () => {
    const both = await Promise.allSettled([
      save('lena', 'lena', { timeZone: 'Europe/Paris' }),
      save('admin', 'lena', { timeZone: 'Asia/Tokyo' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await profile('lena', 'lena')).said.version).toBe(1);
  });

  it.each([['Mars/Olympus'], ['+02:00'], [''], ['Europe/Berlin\u0000']])(
    'a zone called %j is refused, and what would be right is said',
    async (timeZone) => {
      const refused = await refusalOf(save('lena', 'lena', { timeZone }));
      expect(refused).toMatchObject({ code: 'invalid_input', field: 'timeZone' });
      expect(refused.message).toContain('Europe/Berlin');
    },
  );

  it('no public holidays is something that one says, and that one takes back', async () => {
    await save('lena', 'lena', { timeZone: 'Europe/Paris', holidayRegion: 'none' });
    const { said, inForce } = await profile('lena', 'lena');
    expect(said.holidayRegion).toBe('none');
    expect(inForce).toMatchObject({ holidayRegion: null, holidayRegionFrom: { kind: 'own' } });
    const stale = save('lena', 'lena', { timeZone: null, holidayRegion: 'DE-BE' });
    expect((await refusalOf(stale)).message).toContain('no public holidays');
    const refused = await refusalOf(
      save('lena', 'lena', { timeZone: null, holidayRegion: 'None' }),
    );
    expect(refused).toMatchObject({ code: 'invalid_input', field: 'holidayRegion' });
    expect(refused.message).toContain('DE-BE');
  });

  it('every change is in the audit log, before and after', async () => {
    await save('lena', 'lena', { timeZone: 'Europe/Paris' });
    expect(await lastEvent('people.profile.save')).toEqual({
      ...{ actor: 'lena', kind: 'person', name: 'lena' },
      before: { timeZone: null, workingHours: null, holidayRegion: null },
      after: { timeZone: 'Europe/Paris', workingHours: null, holidayRegion: null },
    });
  });
});

describe('a team’s calendar', () => {
  const set = (name: string, team: string, timeZone: string, basedOn = 0) =>
    as(name).people.teams.setCalendar.mutate({
      ...{ teamId: idOf(world.teams, team), timeZone, workingHours: null, basedOn },
    });

  it.each([
    ['admin', 'ops', null],
    ['shop-lead', 'web', null],
    ['shop-lead', 'ops', 'not_found'],
    ['ops-lead', 'shop', 'not_found'],
    ['lena', 'web', 'not_found'],
    ['manager', 'web', 'not_found'],
  ])('%s for %s: %s', async (name, team, code) => {
    const answer = set(name, team, 'Europe/Berlin');
    expect(code === null ? (await answer).done : (await refusalOf(answer)).code).toBe(code ?? true);
  });

  it('is cleared, refused when stale, and audited', async () => {
    await set('admin', 'web', 'Europe/Berlin');
    expect((await refusalOf(set('shop-lead', 'web', 'Asia/Tokyo'))).message).toContain(
      'It says now: Europe/Berlin',
    );
    const teamId = idOf(world.teams, 'web');
    await as('shop-lead').people.teams.clearCalendar.mutate({ teamId, basedOn: 1 });
    const { teams } = await as('admin').people.teams.list.query();
    const web = teams.find(({ id }) => id === teamId);
    expect(web?.said).toEqual({
      ...{ timeZone: null, workingHours: null, holidayRegion: null, holidaysOn: [], version: 2 },
    });
    expect(web?.inForce.timeZoneFrom).toEqual({ kind: 'organisation' });
    expect(await lastEvent('people.teams.clearCalendar')).toMatchObject({
      ...{ actor: 'shop-lead', kind: 'team', name: 'web' },
      before: {
        ...{ timeZone: 'Europe/Berlin', workingHours: null, holidayRegion: null, holidaysOn: [] },
      },
    });
  });
});

describe('absences', () => {
  type Kind = 'holiday' | 'leave' | 'sick' | 'other';
  const add = (name: string, of: string, fromOn: string, toOn: string, kind: Kind = 'holiday') =>
    as(name).people.absences.add.mutate({ ...person(of), fromOn, toOn, kind });
  const listed = async (name: string, of: string) =>
    (await profile(name, of)).absences.map(({ fromOn, toOn, kind }) => [fromOn, toOn, kind]);

  it('are added, changed and removed, and each of it is audited', async () => {
    await add('lena', 'lena', '2026-03-29', '2026-04-06');
    const [absence] = (await profile('lena', 'lena')).absences;
    const { id: absenceId, ...was } = absence ?? { id: '', fromOn: '', toOn: '', kind: 'away' };
    const wanted = { fromOn: '2026-03-28', toOn: '2026-03-31', kind: 'sick' as const };
    await as('shop-lead').people.absences.change.mutate({ absenceId, was, ...wanted });
    expect(await lastEvent('people.absences.change')).toMatchObject({
      ...{ actor: 'shop-lead', name: 'lena', before: was, after: wanted },
    });
    const late = as('lena').people.absences.change.mutate({ absenceId, was, ...wanted });
    expect((await refusalOf(late)).message).toContain(
      'It says now: Sick, from 2026-03-28, back on 2026-03-31.',
    );
    expect(await listed('lena', 'lena')).toEqual([['2026-03-28', '2026-03-31', 'sick']]);
    await as('lena').people.absences.remove.mutate({ absenceId });
    expect(await listed('lena', 'lena')).toEqual([]);
    const again = as('lena').people.absences.remove.mutate({ absenceId });
    expect((await refusalOf(again)).code).toBe('not_found');
  });

  it('that overlap are refused in words, also at the same moment; the day back is free', async () => {
    await add('lena', 'lena', '2026-03-16', '2026-03-20');
    const refused = await refusalOf(add('lena', 'lena', '2026-03-19', '2026-03-23', 'leave'));
    expect(refused).toMatchObject({ code: 'conflict', field: 'fromOn' });
    expect(refused.message).toContain('Holiday, from 2026-03-16, back on 2026-03-20');
    await add('lena', 'lena', '2026-03-20', '2026-03-21');
    const both = await Promise.allSettled([
      add('lena', 'lena', '2026-05-01', '2026-05-09'),
      add('admin', 'lena', '2026-05-08', '2026-05-12'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await add('admin', 'tom', '2026-03-16', '2026-03-20');
  });

  it.each([
    ['2026-03-09', '2026-03-09', 'toOn'],
    ['2026-03-09', '2026-03-02', 'toOn'],
    ['2026-02-30', '2026-03-02', 'fromOn'],
    ['1026-03-02', '2026-03-02', 'fromOn'],
    ['2026-03-02', '2029-03-02', 'toOn'],
    ['soon', '2026-03-02', 'fromOn'],
  ])('from %s, back on %s is refused at its field', async (fromOn, toOn, field) => {
    const refused = await refusalOf(add('lena', 'lena', fromOn, toOn));
    expect(refused).toMatchObject({ code: 'invalid_input', field });
  });

  it('of others are nobody’s to change', async () => {
    await add('lena', 'lena', '2026-03-16', '2026-03-20', 'sick');
    const [absence] = (await profile('lena', 'lena')).absences;
    const absenceId = absence?.id ?? '';
    for (const name of ['ops-lead', 'manager']) {
      const remove = as(name).people.absences.remove.mutate({ absenceId });
      expect((await refusalOf(remove)).code).toBe('not_found');
    }
    for (const name of ['admin', 'shop-lead', 'lena']) {
      expect(await listed(name, 'lena')).toEqual([['2026-03-16', '2026-03-20', 'sick']]);
    }
  });

  it('of the last 90 days and to come are listed, by the calendar where the person is', async () => {
    await add('lena', 'lena', '2025-12-01', '2025-12-09');
    await add('lena', 'lena', '2025-12-09', '2025-12-10');
    await add('lena', 'lena', '2027-01-01', '2027-01-02');
    expect((await profile('lena', 'lena')).today).toBe('2026-03-10');
    expect((await listed('lena', 'lena')).map(([fromOn]) => fromOn)).toEqual(['2027-01-01']);
    await save('lena', 'lena', { timeZone: 'Pacific/Pago_Pago' });
    expect((await profile('lena', 'lena')).today).toBe('2026-03-09');
    expect((await listed('lena', 'lena')).length).toBe(2);
  });
});

describe('merging', () => {
  async function row(table: string) {
    const { rows } = await server.app.db.pool.query(
      `select p.display_name "name" from ${table} t join people p on p.id = t.person_id order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  async function addNote(): Promise<string> {
    const { noteId } = await as('admin').people.notes.add.mutate({
      ...{ ...person('tom'), privateText: 'a note about tom', readerIds: [] },
    });
    return noteId;
  }

  const changes = async () => (await as('admin').people.changes.query()).filter((c) => !c.undoneAt);

  it('carries users, working times, absences and notes along, and brings them back', async () => {
    await save('admin', 'tom', { timeZone: 'Asia/Tokyo', workingHours: mornings });
    await as('admin').people.absences.add.mutate({
      ...{ ...person('tom'), fromOn: '2026-04-01', toOn: '2026-04-03', kind: 'leave' },
    });
    const noteId = await addNote();
    await signUp('tom', [{ role: 'engineer', teamId: null }], 'tom');
    await save('lena', 'lena', { timeZone: 'Europe/Paris' });

    const merged = await as('admin').people.merge.mutate({
      ...{ intoPersonId: person('lena').personId, personIds: [person('tom').personId], emails: [] },
    });
    expect(merged.remarks).toEqual([expect.stringContaining('Both had said when they work')]);
    const lena = await profile('tom', 'lena');
    expect(lena.isOwn).toBe(true);
    expect(lena.said).toEqual({
      ...{ timeZone: 'Europe/Paris', workingHours: mornings, holidayRegion: null, version: 2 },
    });
    expect(lena.absences.map(({ fromOn }) => fromOn)).toEqual(['2026-04-01']);
    expect(await row('private_notes')).toEqual(['lena']);
    const [change] = await changes();
    expect(change?.changedBy).toBe('Ada Admin');

    const undone = await as('admin').people.undo.mutate({ changeId: change?.id ?? '' });
    expect(undone).toEqual({ done: true, remarks: [] });
    expect((await profile('tom', 'tom')).isOwn).toBe(true);
    expect((await profile('tom', 'tom')).said).toEqual({
      ...{ timeZone: 'Asia/Tokyo', workingHours: mornings, holidayRegion: null, version: 1 },
    });
    expect((await profile('lena', 'lena')).said).toMatchObject({
      ...{ timeZone: 'Europe/Paris', workingHours: null },
    });
    expect((await profile('tom', 'tom')).absences.length).toBe(1);
    expect(await row('private_notes')).toEqual(['tom']);
    const [note] = await as('admin').people.notes.list.query({ personId: null });
    await as('admin').people.notes.remove.mutate({ noteId, basedOn: note?.version ?? 0 });
  });

  it('what was changed since stays, and the answer says so', async () => {
    await save('admin', 'tom', { timeZone: 'Asia/Tokyo' });
    await as('admin').people.merge.mutate({
      ...{ intoPersonId: person('lena').personId, personIds: [person('tom').personId], emails: [] },
    });
    await save('lena', 'lena', { timeZone: 'Europe/Berlin', basedOn: 1 });
    const [change] = await changes();
    const { remarks } = await as('admin').people.undo.mutate({ changeId: change?.id ?? '' });
    expect(remarks).toEqual([expect.stringContaining('Working times were changed since')]);
    expect((await profile('lena', 'lena')).said.timeZone).toBe('Europe/Berlin');
    expect((await profile('admin', 'tom')).said.timeZone).toBe('Asia/Tokyo');
  });

  it('a split that is taken back brings along what was written meanwhile', async () => {
    await as('admin').people.merge.mutate({
      ...{ intoPersonId: person('lena').personId, personIds: [person('tom').personId], emails: [] },
    });
    await as('admin').people.split.mutate({
      ...{ personId: person('lena').personId, accountIds: ['U_tom'], emails: [] },
    });
    const { people } = await as('admin').people.list.query();
    const split = people.find(({ displayName }) => displayName === 'tom')?.id ?? '';
    await as('admin').people.absences.add.mutate({
      ...{ personId: split, fromOn: '2026-04-01', toOn: '2026-04-03', kind: 'leave' },
    });
    const [change] = await changes();
    await as('admin').people.undo.mutate({ changeId: change?.id ?? '' });
    expect(await row('person_absences')).toEqual(['lena']);
    const [merge] = await changes();
    await as('admin').people.undo.mutate({ changeId: merge?.id ?? '' });
    expect((await profile('admin', 'tom')).displayName).toBe('tom');
  });

  it('somebody without any account left keeps what was written of them, and can be merged', async () => {
    const { pool } = server.app.db;
    await save('manager', 'max', { timeZone: 'Asia/Tokyo' });
    await pool.query(`update accounts set person_id = $1 where id = 'U_max'`, [
      person('tom').personId,
    ]);
    await as('admin').people.split.mutate({
      ...{ personId: person('tom').personId, accountIds: ['U_max'], emails: [] },
    });
    const { people } = await as('admin').people.list.query();
    const both = people.filter(({ displayName }) => displayName === 'max');
    expect(both.map(({ accounts }) => accounts.length).sort()).toEqual([0, 1]);
    const fresh = both.find(({ accounts }) => accounts.length === 1)?.id ?? '';
    await as('admin').people.merge.mutate({
      ...{ intoPersonId: fresh, personIds: [person('max').personId], emails: [] },
    });
    const own = await as('manager').people.profile.get.query({ personId: fresh });
    expect(own).toMatchObject({ isOwn: true, said: { timeZone: 'Asia/Tokyo' } });
    const [change] = await changes();
    await as('admin').people.undo.mutate({ changeId: change?.id ?? '' });
    expect((await profile('manager', 'max')).isOwn).toBe(true);
  });
});
