import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../support/sign-in.ts';
import type { StreamEvent } from '../support/stream-events.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

const signedIn = async (): Promise<Visitor> => {
  const visitor = openVisitor(server.url);
  await visitor.post('/api/auth/sign-in/email', {
    ...{ email: 'admin@example.com', password: TEST_PASSWORD },
  });
  return visitor;
};

type Events = AsyncGenerator<StreamEvent>;

/** The next event that says something: a value, or the end with its error. */
const nextOf = async (events: Events): Promise<StreamEvent | null> => {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true) {
      return null;
    }
    if (value.event === 'message' || value.event === 'serialized-error') {
      return value;
    }
  }
};

const versionOf = (event: StreamEvent | null) =>
  (event?.data as { accessVersion: number } | undefined)?.accessVersion ?? Number.NaN;

const errorOf = (event: StreamEvent | null) =>
  (event?.data as { data: { code: string; error: { code: string } } } | undefined)?.data;

/** Until it says its end; what it says before is passed over. */
const endOf = async (events: Events): Promise<StreamEvent | null> => {
  for (;;) {
    const event = await nextOf(events);
    if (event === null || event.event === 'serialized-error') {
      return event;
    }
  }
};

describe('an open page', () => {
  it('is told at once that one may do other things, also when another server changed it', async () => {
    const visitor = await signedIn();
    const events = visitor.stream('access.changes');
    const first = versionOf(await nextOf(events));
    await server.app.db.pool.query('update users set access_version = access_version + 1');
    server.app.access.tell();
    expect(versionOf(await nextOf(events))).toBe(first + 1);
    // Nobody in this process says so, as when another server did it.
    await server.app.db.pool.query('update users set access_version = access_version + 1');
    expect(versionOf(await nextOf(events))).toBe(first + 2);
    await events.return(undefined);
  });

  it.each<[string, (visitor: Visitor) => Promise<unknown>]>([
    ['signed out', (visitor) => visitor.post('/api/auth/sign-out')],
    ['signed out everywhere', (visitor) => visitor.trpc.access.endAllSessions.mutate()],
    [
      'out by time',
      () =>
        server.app.db.pool.query(`update sessions set expires_at = now() - interval '1 second'`),
    ],
    [
      'deactivated on another server',
      () => server.app.db.pool.query('update users set deactivated_at = now()'),
    ],
  ])('is ended when who opened it is %s, whatever it listens to', async (_, end) => {
    const visitor = await signedIn();
    const streams = ['access.changes', 'syncStatus.dataChanges', 'syncStatus.live'].map((path) =>
      visitor.stream(path),
    );
    await Promise.all(streams.map(nextOf));
    try {
      await end(visitor);
      for (const events of streams) {
        expect(errorOf(await endOf(events))).toMatchObject({
          ...{ code: 'UNAUTHORIZED', error: { code: 'unauthenticated' } },
        });
      }
    } finally {
      await server.app.db.pool.query('update users set deactivated_at = null');
    }
  });

  it('hears no more of what their role no longer includes, or includes of other rows', async () => {
    const visitor = await signedIn();
    const { pool } = server.app.db;
    const events = visitor.stream('syncStatus.dataChanges');
    await nextOf(events);
    const { rows } = await pool.query<{ id: string }>(
      `insert into teams (slug, name) values ('one', 'One') returning id`,
    );
    await pool.query(`update role_grants set role = 'lead', team_id = $1 where role = 'admin'`, [
      rows[0]?.id,
    ]);
    await pool.query('update users set access_version = access_version + 1');
    server.app.access.tell();
    try {
      expect(errorOf(await endOf(events))?.error.code).toBe('conflict');
      const narrower = visitor.stream('syncStatus.dataChanges');
      await nextOf(narrower);
      await pool.query('delete from role_grants');
      await pool.query('update users set access_version = access_version + 1');
      server.app.access.tell();
      expect(errorOf(await endOf(narrower))?.error.code).toBe('forbidden');
    } finally {
      await pool.query('delete from role_grants');
      await pool.query(`insert into role_grants (user_id, role) select id, 'admin' from users`);
    }
  });

  it('leaves nothing behind on the server when it is closed', async () => {
    const visitor = await signedIn();
    const events = visitor.stream('access.changes');
    await nextOf(events);
    await events.return(undefined);
    await visitor.trpc.access.endAllSessions.mutate();
    // What still listened would be told, and the server would fail to write to a closed page.
    expect(await openVisitor(server.url).trpc.access.entrance.query()).toBeDefined();
  });

  it('is not opened by who is not signed in', async () => {
    const events = openVisitor(server.url).stream('access.changes');
    expect(errorOf(await nextOf(events))).toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
