import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew, planDerivation } from '@bellwether/server/sync/derive-facts';
import { rederiveMarked } from '@bellwether/server/sync/rederive-facts';
import { saveTeams } from '@bellwether/server/sync/teams.save';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

const at = (time: string) => new Date(`2026-03-23T${time}:00Z`);
const log = createLog('silent');
const clock = () => at('18:00');

let db: Database;
let built: { id: string; facts: PullRequestFacts };
let repositoryId: string;
let olu: { id: string };

beforeEach(async () => {
  await db?.close();
  db = await openTestDatabase();
  const author = await buildAccount(db.pool, { login: 'mira' });
  olu = await buildAccount(db.pool, { login: 'olu' });
  const pullRequest = await buildPullRequest(db.pool, {
    authorId: author.id,
    createdAt: at('09:00'),
    mergedAt: at('16:00'),
    headBranch: 'copilot/tides',
    files: [{ path: 'db/migrations/1.sql', additions: 30, deletions: 10 }],
    reviews: [
      { authorId: olu.id, state: 'CHANGES_REQUESTED', submittedAt: at('11:00') },
      { authorId: olu.id, state: 'APPROVED', submittedAt: at('15:00') },
    ],
    commits: [{ authoredAt: at('08:00') }, { authoredAt: at('13:00') }],
    timelineEvents: [
      { kind: 'review_requested', occurredAt: at('09:30'), subject: 'olu' },
      { kind: 'review_requested', occurredAt: at('09:30'), subject: 'Acme/harbour' },
    ],
  });
  built = pullRequest;
  repositoryId = pullRequest.pullRequest.repositoryId;
});

afterAll(() => db.close());

async function storedFacts(): Promise<PullRequestFacts | undefined> {
  const { rows } = await db.pool.query<FactsRow>(
    `select ${FACTS_COLUMNS} from pull_request_facts f where pull_request_id = $1`,
    [built.id],
  );
  return rows.map(toPullRequestFacts)[0];
}

const derive = () => deriveFactsAnew({ db, clock, log, signal: new AbortController().signal });

/** As the first version stored them, the migration having added the columns. */
const makeOld = `
  update pull_request_facts set definition_version = 1, coding_work_seconds = null,
    first_response_work_seconds = null, review_work_seconds = null, merge_wait_work_seconds = null,
    review_cycle_work_seconds = null, time_to_merge_work_seconds = null,
    merge_to_production_work_seconds = null, lead_time_work_seconds = null,
    most_cycles_of_reviewer = null, rework_seconds = null, rework_work_seconds = null,
    reviewer_ids = null, reviewed_ats = null, last_reviewed_at = null, review_turns = default, asked_ids = null, pickup_start_at = null,
    complexity = default, complexity_factors = default, tier = default, is_ai_assisted = default`;

describe('facts of the first version', () => {
  it('are derived again after the update, every new column with them', async () => {
    expect(await storedFacts()).toEqual(built.facts);
    await db.pool.query(makeOld);
    expect(await planDerivation(db, clock)).toBe(true);
    await derive();
    expect(await storedFacts()).toEqual(built.facts);
    expect(built.facts).toMatchObject({
      ...{ definitionVersion, isAiAssisted: true, mostCyclesOfReviewer: 1, tier: 'standard' },
      reviewerIds: [olu.id, olu.id],
    });
    expect(await planDerivation(db, clock)).toBe(false);
  });

  it('that were on their way when the update came are not put into force as they are', async () => {
    await db.pool.query(makeOld);
    await planDerivation(db, clock);
    await db.pool.query(
      `insert into staged_facts (pull_request_id, settings_revision, facts)
       select pull_request_id, 1, jsonb_build_object('pull_request_id', pull_request_id,
         'definition_version', 1) from pull_request_facts`,
    );
    expect(await planDerivation(db, clock)).toBe(true);
    await derive();
    expect(await storedFacts()).toEqual(built.facts);
    const { rows } = await db.pool.query(`select state from definition_settings order by revision`);
    expect(rows.at(-1)).toEqual({ state: 'active' });
  });
});

describe('a request to a team', () => {
  const members = (...logins: string[]) =>
    logins.map((login) => ({ id: login === 'olu' ? olu.id : `U_${login}`, login, name: null }));
  const save = (...logins: string[]) =>
    db.transaction((tx) =>
      saveTeams(
        tx,
        'Acme',
        [
          {
            ...{ id: 'T_1', slug: 'harbour', name: 'Harbour', parentId: null, repositoryIds: [] },
            members: members(...logins).map((one) => ({
              ...{ ...one, type: 'User', avatarUrl: null },
            })),
          },
        ],
        clock(),
      ),
    );
  const teamTurn = async () =>
    (await storedFacts())?.reviewTurns.find(({ reviewerKind }) => reviewerKind === 'team');

  it('is settled by whoever belongs to it, as soon as that is known or changes (B5)', async () => {
    expect(await teamTurn()).toMatchObject({ reviewerId: null, outcome: 'closed' });
    await save('lena', 'olu');
    await rederiveMarked(db, repositoryId);
    expect(await teamTurn()).toMatchObject({
      ...{ reviewerId: 'T_1', reviewerName: 'Acme/harbour', outcome: 'answered' },
      ...{ answeredById: olu.id, endedAt: at('11:00') },
    });
    await save('lena');
    await rederiveMarked(db, repositoryId);
    expect(await teamTurn()).toMatchObject({ reviewerId: 'T_1', outcome: 'closed' });
  });

  it('leaves the facts alone while its members stay', async () => {
    await save('olu');
    await rederiveMarked(db, repositoryId);
    await save('olu');
    const { rows } = await db.pool.query('select settings_revision from pull_request_facts');
    expect(rows).toEqual([{ settings_revision: 0 }]);
  });
});
