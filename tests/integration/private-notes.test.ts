import { loadReadableNotes } from '@bellwether/server/features/people/private-notes.store';
import { appRouter } from '@bellwether/server/trpc/app-router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import type { Grant } from '@bellwether/shared/access/access.rules';
import { mayReadNote } from '@bellwether/shared/access/private-notes.rules';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { BOOTSTRAP_TOKEN } from '../support/api-fetch.ts';
import { refusalOf } from '../support/refusal.ts';
import { callerIn, contextOf } from '../support/request-context.ts';
import { signIn } from '../support/sign-in.ts';
import { idOf, makeTeamWorld, type TeamWorld } from '../support/team-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Api = ReturnType<typeof createApiClient>;

const SECRET = 'ready for staff, says the zebra';

let server: TestServer;
let world: TeamWorld;
const apis = new Map<string, Api>();
const userIds = new Map<string, string>();

async function signUp(name: string, grants: Grant[], person: string | null): Promise<void> {
  const { userId, email } = await addUser(server.app, { name, grants });
  await server.app.db.pool.query('update users set person_id = $2 where id = $1', [
    userId,
    person === null ? null : idOf(world.people, person),
  ]);
  userIds.set(name, userId);
  apis.set(name, createApiClient(server.url, await signIn(server.url, email)));
}

beforeAll(async () => {
  server = await startTestServer();
  world = await makeTeamWorld(server.app);
  apis.set('admin', createApiClient(server.url));
  await signUp('lead', [{ role: 'lead', teamId: idOf(world.teams, 'web') }], 'tom');
  await signUp('second-lead', [{ role: 'lead', teamId: idOf(world.teams, 'web') }], null);
  await signUp('engineer', [{ role: 'engineer', teamId: idOf(world.teams, 'web') }], 'lena');
  await signUp('manager', [{ role: 'manager', teamId: null }], null);
  await signUp('gone', [{ role: 'lead', teamId: null }], null);
});

beforeEach(() => server.app.db.pool.query('truncate private_notes cascade'));
afterAll(() => server.remove());

function as(name: string): Api {
  const api = apis.get(name);
  if (api === undefined) {
    throw new Error(`nobody is called ${name}`);
  }
  return api;
}

const about = (name: string) => ({ personId: idOf(world.people, name) });
const write = async (name: string, of: string, readers: string[] = []) =>
  (
    await as(name).people.notes.add.mutate({
      ...{ ...about(of), privateText: SECRET },
      readerIds: readers.map((reader) => idOf(userIds, reader)),
    })
  ).noteId;
const texts = async (name: string, personId: string | null = null) =>
  (await as(name).people.notes.list.query({ personId })).map(({ text }) => text);

const everybody = ['admin', 'lead', 'second-lead', 'engineer', 'manager', 'gone'];

async function readersOf(): Promise<string[]> {
  const found = await Promise.all(
    everybody.map(async (name) => [name, await texts(name)] as const),
  );
  return found.flatMap(([name, read]) => (read.length > 0 ? [name] : []));
}

describe('a private note', () => {
  it('is read by its author alone: not by an admin, nor by whom it is about', async () => {
    await write('lead', 'lena');
    expect(await readersOf()).toEqual(['lead']);
    expect(await texts('lead', about('lena').personId)).toEqual([SECRET]);
    expect(await texts('lead', about('tom').personId)).toEqual([]);
  });

  it('is read by those whom the author names, as long as they are named', async () => {
    const noteId = await write('lead', 'lena', ['manager', 'engineer']);
    expect(await readersOf()).toEqual(['lead', 'engineer', 'manager']);
    const [seen] = await as('manager').people.notes.list.query({ personId: null });
    expect(seen).toMatchObject({ isMine: false, authorName: 'lead', personName: 'lena' });
    expect(seen?.readers.map(({ name }) => name)).toEqual(['engineer', 'manager']);
    await as('lead').people.notes.setReaders.mutate({ noteId, readerIds: [], basedOn: 1 });
    expect(await readersOf()).toEqual(['lead']);
  });

  it('is changed, shared and removed by its author alone', async () => {
    const noteId = await write('lead', 'lena', ['manager']);
    const tries = (name: string) => [
      as(name).people.notes.change.mutate({ noteId, privateText: 'x', basedOn: 1 }),
      as(name).people.notes.setReaders.mutate({ noteId, readerIds: [], basedOn: 1 }),
      as(name).people.notes.remove.mutate({ noteId, basedOn: 1 }),
    ];
    for (const [name, code] of [
      ['manager', 'forbidden'],
      ['second-lead', 'not_found'],
      ['admin', 'not_found'],
    ] as const) {
      for (const attempt of tries(name)) {
        expect((await refusalOf(attempt)).code).toBe(code);
      }
    }
    await as('lead').people.notes.change.mutate({ noteId, privateText: 'y', basedOn: 1 });
    expect(await texts('manager')).toEqual(['y']);
    await as('lead').people.notes.remove.mutate({ noteId, basedOn: 2 });
    expect(await readersOf()).toEqual([]);
  });

  it('changed in another window meanwhile, is not overwritten', async () => {
    const noteId = await write('lead', 'lena');
    const change = (privateText: string, basedOn: number) =>
      as('lead').people.notes.change.mutate({ noteId, privateText, basedOn });
    await change('newer', 1);
    expect((await refusalOf(change('older', 1))).code).toBe('conflict');
    expect(await texts('lead')).toEqual(['newer']);
    const both = await Promise.allSettled([change('one', 2), change('other', 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('stays closed when its author may enter no longer', async () => {
    await write('gone', 'lena', ['manager']);
    await server.app.db.pool.query('update users set deactivated_at = now() where id = $1', [
      idOf(userIds, 'gone'),
    ]);
    const left = everybody.filter((name) => name !== 'gone');
    const read = await Promise.all(left.map((name) => texts(name)));
    expect(left.filter((_, at) => read[at]?.length !== 0)).toEqual(['manager']);
    expect(await loadReadableNotes(server.app.db.pool, idOf(userIds, 'gone'), null)).toEqual([]);
    await server.app.db.pool.query('update users set deactivated_at = null where id = $1', [
      idOf(userIds, 'gone'),
    ]);
  });

  it('is about somebody whose profile one may see', async () => {
    for (const [name, of] of [
      ['lead', 'kim'],
      ['engineer', 'tom'],
      ['manager', 'lena'],
    ] as const) {
      expect((await refusalOf(write(name, of))).code).toBe('not_found');
    }
    await write('engineer', 'lena');
    await write('admin', 'kim');
  });

  it('names nobody as a reader who cannot sign in', async () => {
    const note = { ...about('lena'), privateText: SECRET, readerIds: ['nobody'] };
    const refused = await refusalOf(as('lead').people.notes.add.mutate(note));
    expect(refused).toMatchObject({ code: 'invalid_input', field: 'readerIds' });
    expect(await readersOf()).toEqual([]);
    const choices = await as('engineer').people.notes.readerChoices.query();
    expect(choices.map(({ name }) => name).sort()).toEqual([
      ...['Ada Admin', 'gone', 'lead', 'manager', 'second-lead'],
    ]);
  });

  it('holds its person: they are not removed with their accounts', async () => {
    await write('lead', 'lena');
    const gone = server.app.db.pool.query('delete from people where id = $1', [
      about('lena').personId,
    ]);
    await expect(gone).rejects.toThrow('private_notes');
  });
});

describe('the text of a private note', () => {
  it('is in no audit event, whatever became of it; that it was written, and about whom, is', async () => {
    const noteId = await write('lead', 'lena', ['manager']);
    const given = { privateText: SECRET, noteId, basedOn: 1 };
    await refusalOf(as('manager').people.notes.change.mutate(given));
    await refusalOf(as('second-lead').people.notes.change.mutate(given));
    await refusalOf(as('lead').people.notes.change.mutate({ ...given, basedOn: 7 }));
    const long = { ...about('lena'), privateText: SECRET.repeat(1000), readerIds: [] };
    await refusalOf(as('lead').people.notes.add.mutate(long));
    await refusalOf(
      createApiClient(server.url, null).people.notes.add.mutate({ ...long, privateText: SECRET }),
    );
    await as('lead').people.notes.change.mutate({ ...given, privateText: `${SECRET} twice` });
    await as('lead').people.notes.remove.mutate({ noteId, basedOn: 2 });
    const { rows } = await server.app.db.pool.query(
      `select action, actor_name "actor", subject_kind "kind", subject_name "name", outcome,
         audit_events::text "all"
       from audit_events where action like 'people.notes.%' order by id`,
    );
    const mine = rows.filter(({ actor, outcome }) => actor === 'lead' && outcome === 'done');
    expect(mine.map(({ action, kind, name }) => [action, kind, name]).slice(-3)).toEqual([
      ['people.notes.add', 'person', 'lena'],
      ['people.notes.change', 'person', 'lena'],
      ['people.notes.remove', 'person', 'lena'],
    ]);
    expect(rows.filter(({ all }) => all.includes('zebra'))).toEqual([]);
  });

  it('goes to nobody with a token', async () => {
    await write('lead', 'lena');
    const answer = await fetch(
      `${server.url}/trpc/people.notes.list?input=${encodeURIComponent('{"personId":null}')}`,
      { headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` } },
    );
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain('zebra');
    const context = contextOf(server.app);
    const byToken = createCallerFactory(appRouter)({
      ...context,
      caller: {
        ...callerIn('lead'),
        ...{ kind: 'token', userId: idOf(userIds, 'lead'), tokenId: 'T', sessionId: null },
      },
    });
    const asked = byToken.people.notes.list({ personId: null });
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('may hold anything that is text', async () => {
    const odd = '<script>alert(1)</script> =cmd|x \u202e 🦓\n\tsecond line';
    await as('lead').people.notes.add.mutate({
      ...{ ...about('lena'), privateText: odd, readerIds: [] },
    });
    expect(await texts('lead')).toEqual([odd]);
    const nul = { ...about('lena'), privateText: 'a\u0000b', readerIds: [] };
    expect((await refusalOf(as('lead').people.notes.add.mutate(nul))).code).toBe('invalid_input');
  });
});

describe('what the database opens', () => {
  it('is what the rule opens, on any notes, readers and users', async () => {
    const { pool } = server.app.db;
    const users = Array.from({ length: 4 }, (_, at) => `u${at}`);
    for (const id of users) {
      await pool.query(
        `insert into users (id, name, email) values ($1, $1, $1 || '@random.example')`,
        [id],
      );
    }
    const note = fc.record({
      authorId: fc.constantFrom(...users),
      readerIds: fc.uniqueArray(fc.constantFrom(...users)),
    });
    const any = fc.record({
      notes: fc.array(note, { maxLength: 8 }),
      deactivated: fc.uniqueArray(fc.constantFrom(...users)),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ notes, deactivated }) => {
        await pool.query('truncate private_notes cascade');
        await pool.query(
          `update users set deactivated_at = case when id = any($1::text[]) then now() end where id like 'u_'`,
          [deactivated],
        );
        for (const [at, { authorId, readerIds }] of notes.entries()) {
          await pool.query(
            `with n as (
               insert into private_notes (person_id, author_id, text, created_at, changed_at)
               values ($1, $2, $3, now(), now()) returning id)
             insert into private_note_readers (note_id, user_id)
             select n.id, r from n, unnest($4::text[]) as r`,
            [about('lena').personId, authorId, String(at), readerIds],
          );
        }
        for (const userId of users) {
          const reader = { userId, isDeactivated: deactivated.includes(userId) };
          const expected = notes.flatMap((one, at) =>
            mayReadNote(one, reader) ? [String(at)] : [],
          );
          const opened = await loadReadableNotes(pool, userId, null);
          expect(opened.map(({ text }) => text).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 40 },
    );
  });
});
