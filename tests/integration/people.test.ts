import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { deleteConnection } from '@bellwether/server/features/connections/removal.store';
import {
  dismissSuggestion,
  mergePeople,
  readChanges,
  readPeople,
  readSuggestions,
  renamePersonTo,
  splitPerson,
} from '@bellwether/server/features/people/people.service';
import { undoChange } from '@bellwether/server/features/people/undo-change.service';
import { AppError } from '@bellwether/shared/errors/app-error';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

let db: Database;
const clock = () => new Date('2026-03-10T10:00:00Z');
const app = () => ({ db, clock });
const noreply = '12345+lena@users.noreply.github.com';

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** lena and her second account, tom with a commit that GitHub gives to nobody, and a bot. */
beforeEach(async () => {
  await db.pool.query(
    'truncate pull_request_facts, pull_requests, repositories, connections, accounts, people, person_changes cascade',
  );
  const repository = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
  const lena = await buildAccount(db.pool, { id: 'U_lena', login: 'lena' });
  const work = await buildAccount(db.pool, { id: 'U_work', login: 'lena-at-work' });
  await buildAccount(db.pool, { id: 'U_tom', login: 'tom' });
  await buildAccount(db.pool, { id: 'U_bot', login: 'renovate', type: 'Bot' });
  const authoredAt = new Date('2026-03-02T08:00:00Z');
  await buildPullRequest(db.pool, {
    repositoryId: repository.id,
    authorId: lena.id,
    createdAt: new Date('2026-03-02T09:00:00Z'),
    commits: [
      { authoredAt, sha: 's1', authorEmail: 'Lena@Home.example' },
      { authoredAt, sha: 's2', authorId: null, authorEmail: noreply },
      { authoredAt, sha: 's3', authorId: null, authorEmail: 'who@knows.example' },
      { authoredAt, sha: 's4', authorId: null, authorEmail: 'noreply@github.com' },
      { authoredAt, sha: 's6', authorId: null, authorEmail: 'renovate@acme.example' },
    ],
    reviews: [
      { authorId: 'U_tom', submittedAt: new Date('2026-03-03T09:00:00Z') },
      { authorId: 'U_lena', submittedAt: new Date('2026-03-03T10:00:00Z') },
    ],
  });
  await buildPullRequest(db.pool, {
    repositoryId: repository.id,
    authorId: work.id,
    createdAt: new Date('2026-03-04T09:00:00Z'),
    commits: [{ authoredAt, sha: 's5', authorEmail: 'lena@home.example' }],
  });
});

async function personOf(login: string) {
  const { people } = await readPeople(app());
  const found = people.find(({ accounts }) => accounts.some((one) => one.login === login));
  if (found === undefined) {
    throw new Error(`nobody has ${login}`);
  }
  return found;
}

async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) {
    throw error ?? new Error('the call was not refused');
  }
  return error;
}

/** Every row but those of people: what merging must never touch. */
async function facts(): Promise<string> {
  const tables = ['pull_request_facts', 'pull_requests', 'reviews', 'pull_request_commits'];
  const rows = await Promise.all(
    tables.map((table) => db.pool.query(`select * from ${table} order by 1, 2`)),
  );
  return JSON.stringify(rows.map((answer) => answer.rows));
}

describe('the list', () => {
  it('has every human by name, with what they did; bots are nobody', async () => {
    const { people, otherAccounts } = await readPeople(app());
    expect(people.map(({ displayName }) => displayName)).toEqual(['lena', 'lena-at-work', 'tom']);
    expect(otherAccounts).toEqual([{ login: 'renovate', authorClass: 'bot' }]);
    expect(await personOf('tom')).toMatchObject({
      pullRequests: 0,
      reviews: 1,
      firstSeenAt: '2026-03-03T09:00:00.000Z',
    });
    expect((await personOf('lena')).reviews).toBe(0);
  });

  it('counts commits whose address belongs to nobody, and leaves the others out (B1)', async () => {
    const overview = await readPeople(app());
    expect(overview.commits).toBe(6);
    expect(overview.unmappedCommits).toBe(4);
    expect(overview.unmapped.map(({ email, isMachine }) => [email, isMachine])).toEqual([
      [noreply, false],
      ['who@knows.example', false],
      ['noreply@github.com', true],
      ['renovate@acme.example', true],
    ]);
    expect((await personOf('lena')).emails).toEqual([
      { email: 'lena@home.example', commits: 1, origin: 'github' },
    ]);
  });
});

describe('merging', () => {
  it('makes one person of several and of addresses, and touches no fact', async () => {
    const before = await facts();
    const lena = await personOf('lena');
    const work = await personOf('lena-at-work');
    await mergePeople(
      app(),
      { intoPersonId: lena.id, personIds: [work.id], emails: [noreply] },
      'Ada',
    );
    const merged = await personOf('lena-at-work');
    expect(merged.id).toBe(lena.id);
    expect(merged).toMatchObject({ displayName: 'lena', pullRequests: 2 });
    expect(merged.emails).toEqual([
      { email: noreply, commits: 1, origin: 'person' },
      { email: 'lena@home.example', commits: 2, origin: 'github' },
    ]);
    expect((await readPeople(app())).unmappedCommits).toBe(3);
    expect(await facts()).toBe(before);
  });

  it('refuses bots, machine addresses, unknown addresses and nothing, in plain words', async () => {
    const { id } = await personOf('lena');
    await db.pool.query('update accounts set person_id = $1 where id = $2', [
      (await personOf('tom')).id,
      'U_bot',
    ]);
    const tom = await personOf('tom');
    const merge = (personIds: string[], emails: string[]) =>
      refusal(mergePeople(app(), { intoPersonId: id, personIds, emails }, 'Ada'));
    expect((await merge([tom.id], [])).message).toContain('renovate is no human');
    expect((await merge([], ['noreply@github.com'])).message).toContain('a program');
    expect((await merge([], ['renovate@acme.example'])).message).toContain('a program');
    expect((await merge([], ['new@knows.example'])).field).toBe('emails');
    expect((await merge([id], [])).message).toContain('nothing to merge');
    expect((await readChanges(app())).length).toBe(0);
  });

  it('two merges of the same people at once leave one person and every account', async () => {
    const [lena, work, tom] = await Promise.all(['lena', 'lena-at-work', 'tom'].map(personOf));
    const pairs = [
      [lena, work],
      [work, lena],
      [tom, work],
      [lena, tom],
    ] as const;
    const ended = await Promise.allSettled(
      pairs.map(([into, other]) =>
        mergePeople(
          app(),
          {
            intoPersonId: into?.id ?? '',
            personIds: [other?.id ?? ''],
            emails: [],
          },
          'Ada',
        ),
      ),
    );
    const refused = ended.filter((one) => one.status === 'rejected');
    expect(refused.every(({ reason }) => reason.code === 'conflict')).toBe(true);
    const { people } = await readPeople(app());
    const logins = people.flatMap(({ accounts }) => accounts.map(({ login }) => login));
    expect(logins.sort()).toEqual(['lena', 'lena-at-work', 'tom']);
    expect(ended.length - refused.length).toBe(3 - people.length);
  });

  it('somebody whose connection goes stays while a commit of another one carries their address', async () => {
    const tom = await personOf('tom');
    await mergePeople(
      app(),
      {
        intoPersonId: tom.id,
        personIds: [],
        emails: ['who@knows.example'],
      },
      'Ada',
    );
    const left = async () =>
      (await db.pool.query('select email from person_emails where person_id = $1', [tom.id])).rows;
    await db.pool.query(`delete from reviews where author_id = 'U_tom'`);
    await deleteConnection(db, '00000000-0000-4000-8000-000000000000');
    expect(await left()).toEqual([{ email: 'who@knows.example' }]);
    await db.pool.query(
      `delete from pull_request_commits where author_email = 'who@knows.example'`,
    );
    await deleteConnection(db, '00000000-0000-4000-8000-000000000000');
    expect(await left()).toEqual([]);
  });

  it('an address can be given once', async () => {
    const [lena, tom] = await Promise.all([personOf('lena'), personOf('tom')]);
    const give = (id: string) =>
      mergePeople(app(), { intoPersonId: id, personIds: [], emails: [noreply] }, 'Ada');
    await give(lena.id);
    expect((await refusal(give(tom.id))).code).toBe('conflict');
  });
});

describe('splitting and taking back', () => {
  async function mergeAll() {
    const [lena, work] = await Promise.all([personOf('lena'), personOf('lena-at-work')]);
    await renamePersonTo(app(), { personId: work.id, displayName: 'Lena at work' }, 'Ada');
    await mergePeople(
      app(),
      { intoPersonId: lena.id, personIds: [work.id], emails: [noreply] },
      'Ada',
    );
    return { lena, work };
  }

  it('an account becomes a person again, an address nobody’s', async () => {
    const { lena } = await mergeAll();
    await splitPerson(app(), { personId: lena.id, accountIds: ['U_work'], emails: [] }, 'Ada');
    expect((await personOf('lena-at-work')).id).not.toBe(lena.id);
    await splitPerson(app(), { personId: lena.id, accountIds: [], emails: [noreply] }, 'Ada');
    expect((await readPeople(app())).unmappedCommits).toBe(4);
  });

  it('leaves something on either side', async () => {
    const { id } = await personOf('lena');
    const split = (accountIds: string[], emails: string[]) =>
      refusal(splitPerson(app(), { personId: id, accountIds, emails }, 'Ada'));
    expect((await split(['U_lena'], [])).code).toBe('invalid_input');
    expect((await split([], [])).code).toBe('invalid_input');
    expect((await split([], ['lena@home.example'])).field).toBe('emails');
    expect((await split(['U_tom'], [])).code).toBe('conflict');
  });

  it('a merge taken back gives everybody what they had, name and id too', async () => {
    const before = await facts();
    const { work } = await mergeAll();
    const merge = (await readChanges(app())).find(({ words }) => words.includes('went to'));
    expect(merge?.words).toContain('lena-at-work');
    await undoChange(app(), merge?.id ?? '');
    expect(await personOf('lena-at-work')).toMatchObject({
      id: work.id,
      displayName: 'Lena at work',
    });
    expect((await readPeople(app())).unmappedCommits).toBe(4);
    const undone = (await readChanges(app())).find(({ id }) => id === merge?.id);
    expect(undone?.undoneAt).toBe('2026-03-10T10:00:00.000Z');
    expect((await refusal(undoChange(app(), merge?.id ?? ''))).code).toBe('conflict');
    expect(await facts()).toBe(before);
  });

  it('a split taken back leaves no empty person', async () => {
    const { lena } = await mergeAll();
    await splitPerson(app(), { personId: lena.id, accountIds: ['U_work'], emails: [] }, 'Ada');
    const split = (await readChanges(app())).find(({ words }) => words.includes('apart'));
    await undoChange(app(), split?.id ?? '');
    expect((await personOf('lena-at-work')).id).toBe(lena.id);
    const { rows } = await db.pool.query('select count(*)::int n from people');
    expect(rows[0].n).toBe(2);
  });

  it('what was moved on since is not torn away', async () => {
    const { lena } = await mergeAll();
    const merge = (await readChanges(app())).find(({ words }) => words.includes('went to'));
    const tom = await personOf('tom');
    await mergePeople(app(), { intoPersonId: tom.id, personIds: [lena.id], emails: [] }, 'Ada');
    const error = await refusal(undoChange(app(), merge?.id ?? ''));
    expect(error.code).toBe('conflict');
    expect((await personOf('lena-at-work')).id).toBe(tom.id);
  });

  it('a name is taken back too', async () => {
    const { id } = await personOf('tom');
    await renamePersonTo(app(), { personId: id, displayName: 'Tom Kern' }, 'Ada');
    const [rename] = await readChanges(app());
    expect(rename?.words).toBe('tom is now called Tom Kern.');
    await undoChange(app(), rename?.id ?? '');
    expect((await personOf('tom')).displayName).toBe('tom');
  });
});

describe('suggestions', () => {
  it('say what is probably one person and why, and go when they are accepted', async () => {
    const found = await readSuggestions(app());
    expect(found.map(({ confidence, evidence }) => [confidence, evidence.length])).toEqual([
      ['strong', 1],
      ['strong', 1],
    ]);
    const shared = found.find(({ people }) => people.length === 2);
    const [one, other] = shared?.people ?? [];
    const loose = found.find(({ emails }) => emails.length === 1);
    expect(loose?.emails).toEqual([{ email: noreply, commits: 1 }]);
    await mergePeople(
      app(),
      {
        intoPersonId: one?.id ?? '',
        personIds: [other?.id ?? ''],
        emails: [noreply],
      },
      'Ada',
    );
    expect(await readSuggestions(app())).toEqual([]);
  });

  it('dismissed ones stay away, until that is taken back', async () => {
    for (const { pairs } of await readSuggestions(app())) {
      await dismissSuggestion(app(), { pairs, words: 'lena and another' }, 'Ada');
    }
    expect(await readSuggestions(app())).toEqual([]);
    const [dismissal] = await readChanges(app());
    await undoChange(app(), dismissal?.id ?? '');
    expect((await readSuggestions(app())).length).toBe(1);
  });
});
