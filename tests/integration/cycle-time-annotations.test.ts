import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { keepSampleIntervention } from '@bellwether/server/features/connections/sample-intervention.store';
import { readAnnotations } from '@bellwether/server/features/cycle-time/annotations.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const endsAt = new Date('2026-11-22T09:00:00Z');
const story = createSampleTeam().story(7, endsAt);

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const read = (from: string, to: string, repositories: string[] = []) =>
  readAnnotations({ db }, { from, to }, repositories.length === 0 ? null : repositories, SEES_ALL);

describe('what is marked on the charts', () => {
  let own = { id: '' };

  it('is nothing without a sample team', async () => {
    await keepSampleIntervention(db.pool, story, endsAt);
    expect(await read('2026-01-01', '2026-12-31')).toEqual([]);
  });

  it('is the turn of the sample team once, in periods that hold its day', async () => {
    own = await buildRepository(db.pool, { owner: 'kestrel', name: 'orders' });
    await db.prisma.connection.updateMany({
      data: { kind: 'sample', sampleSeed: 7, sampleEndsAt: endsAt },
    });
    await keepSampleIntervention(db.pool, story, endsAt);
    await keepSampleIntervention(db.pool, story, endsAt);
    const turn = { on: story.changedOn, text: story.changeTitle };
    expect(await read('2026-01-01', '2026-12-31')).toEqual([turn]);
    expect(await read('2026-01-01', '2026-12-31', [own.id])).toEqual([turn]);
    expect(await read(story.changedOn, '2026-12-31')).toEqual([turn]);
    expect(await read('2026-01-01', story.changedOn)).toEqual([]);
  });

  it('never stands on a chart that shows other repositories', async () => {
    const other = await buildRepository(db.pool);
    expect(await read('2026-01-01', '2026-12-31', [other.id])).toEqual([]);
  });
});
