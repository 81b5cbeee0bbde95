import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { createLog } from '@bellwether/server/log';
import { appRouter } from '@bellwether/server/trpc/app-router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { contextOf } from '../support/request-context.ts';

const now = new Date('2026-04-01T00:00:00Z');
// Mondays; Kolkata's begins at half past six in the evening before, by UTC.
const filter = { from: '2026-03-02', to: '2026-03-16' };
const WEEKS = ['2026-03-01T18:30:00Z', '2026-03-08T18:30:00Z'];

let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
  await db.pool.query(
    `insert into definition_settings (settings, note, state, created_at, activated_at) values ($1, '', 'active', $2, $2)`,
    [
      JSON.stringify({
        ...freshSettings,
        calendar: { ...defaultWorkCalendar, timeZone: 'Asia/Kolkata', holidayRegion: null },
      }),
      now,
    ],
  );
  const repository = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
  for (const at of ['2026-03-01T18:29:00Z', '2026-03-01T18:30:00Z', '2026-03-15T18:29:00Z']) {
    const mergedAt = new Date(at);
    const createdAt = new Date(mergedAt.getTime() - 3_600_000);
    await buildPullRequest(db.pool, { repositoryId: repository.id, createdAt, mergedAt });
  }
});

afterAll(() => db.close());

function ask() {
  const app = { db, clock: () => now, log: createLog('silent'), sample: createSampleTeam() };
  return createCallerFactory(appRouter)(contextOf(app as unknown as AppContext));
}

it('every page cuts its weeks by the clock of the organisation', async () => {
  const caller = ask();
  const answers = await Promise.all([
    caller.cycleTime.overview({ filter, metric: 'review-cycle' }),
    caller.cycleTime.stageTrends({ filter }),
    caller.cycleTime.reviewCoverage({ filter, bucket: 'week' }),
    caller.cycleTime.rework({ filter, bucket: 'week' }),
    caller.cycleTime.turnaround({ filter, bucket: 'week' }),
    caller.reviewLoad.overview({ filter, bucket: 'week' }),
    caller.delivery.overview({ filter, bucket: 'week' }),
    caller.incidents.trends({ ...filter, bucket: 'week' }),
  ]);
  for (const answer of answers) {
    const text = JSON.stringify(answer);
    for (const start of WEEKS) {
      expect(text).toContain(start.replace('Z', ''));
    }
    expect(text).not.toContain('2026-03-09T00:00:00');
  }
});

it('counts what was merged from the first midnight there up to the last', async () => {
  const caller = ask();
  const overview = await caller.cycleTime.overview({ filter, metric: 'review-cycle' });
  expect(overview).toMatchObject({ zone: 'Asia/Kolkata', summary: { n: 2 } });
  expect(await caller.pullRequests.list({ filter })).toMatchObject({ total: 2 });
});
