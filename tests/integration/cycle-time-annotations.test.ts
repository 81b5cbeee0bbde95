import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { readAnnotations } from '@bellwether/server/features/cycle-time/annotations.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

let db: Database;
const sample = createSampleTeam();
const story = sample.story(7, new Date('2026-11-22T09:00:00Z'));

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const read = (from: string, to: string, repositories: string[] = []) =>
  readAnnotations(
    { db, sample },
    { from, to },
    repositories.length === 0 ? null : repositories,
    SEES_ALL,
  );

describe('what is marked on the charts', () => {
  it('is nothing without a sample team', async () => {
    expect(await read('2026-01-01', '2026-12-31')).toEqual([]);
  });

  it('is the turn of the sample team, in periods that hold its day', async () => {
    await db.prisma.connection.create({
      data: {
        kind: 'sample',
        apiUrl: 'sample team',
        sampleSeed: 7,
        sampleEndsAt: new Date('2026-11-22T09:00:00Z'),
      },
    });
    const turn = { on: story.changedOn, text: story.changeTitle };
    expect(await read('2026-01-01', '2026-12-31')).toEqual([turn]);
    expect(await read(story.changedOn, '2026-12-31')).toEqual([turn]);
    expect(await read('2026-01-01', story.changedOn)).toEqual([]);
  });

  it('never stands on a chart that shows other repositories', async () => {
    const other = await buildRepository(db.pool);
    expect(await read('2026-01-01', '2026-12-31')).toEqual([]);
    expect(await read('2026-01-01', '2026-12-31', [other.id])).toEqual([]);
  });
});
