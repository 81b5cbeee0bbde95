import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { rulesOf } from '@bellwether/server/db/load-definition-settings';
import { loadPullRequestHistories } from '@bellwether/server/db/load-pull-request-histories';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import { insertRevision } from '@bellwether/server/features/definitions/definitions.store';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';
import { deriveListed } from '@bellwether/server/sync/derive-listed';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

const log = createLog('silent');
const clock = () => new Date('2026-04-01T12:00:00Z');
const PULL_REQUESTS = 24;
let db: Database;
let newest = 0;

/** Two repositories, three authors, some labels: rules fit some, lists name some, and some are both. */
beforeAll(async () => {
  db = await openTestDatabase();
  const repositories = [
    await buildRepository(db.pool, { owner: 'Acme', name: 'shop' }),
    await buildRepository(db.pool, { owner: 'Acme', name: 'api' }),
  ];
  const authors = [
    await buildAccount(db.pool, { login: 'ada', type: 'User' }),
    await buildAccount(db.pool, { login: 'bo', type: 'User' }),
    await buildAccount(db.pool, { login: 'dependabot', type: 'Bot' }),
  ];
  for (let number = 1; number <= PULL_REQUESTS; number += 1) {
    const day = String(number).padStart(2, '0');
    await buildPullRequest(db.pool, {
      ...{ repositoryId: repositories[number % 2]?.id, authorId: authors[number % 3]?.id, number },
      ...{ baseBranch: number % 4 === 0 ? 'release/1' : 'main', state: 'merged' as const },
      createdAt: new Date(`2026-03-${day}T09:00:00Z`),
      mergedAt: new Date(`2026-03-${day}T22:00:00Z`),
      labels: number % 5 === 0 ? ['hotfix'] : [],
    });
  }
});
afterAll(() => db.close());

async function propose(settings: DefinitionSettings): Promise<number> {
  const made = { note: null, createdAt: clock(), createdBy: null, basedOn: newest };
  const revision = await db.transaction((tx) => insertRevision(tx, { settings, ...made }));
  newest = revision ?? newest;
  return newest;
}

async function stored() {
  const { rows } = await db.pool.query<FactsRow & { settingsRevision: number }>(
    `select ${FACTS_COLUMNS}, f.settings_revision "settingsRevision" from pull_request_facts f
     order by f.pull_request_id`,
  );
  return rows.map((row) => ({
    ...toPullRequestFacts(row),
    settingsRevision: row.settingsRevision,
  }));
}

/** What deriving every pull request by the settings says. */
async function derivedWhole(settings: DefinitionSettings, settingsRevision: number) {
  const { rows } = await db.pool.query<{ id: string }>('select id from pull_requests order by id');
  const ids = rows.map(({ id }) => id);
  const histories = await loadPullRequestHistories(db.pool, ids);
  return histories
    .map((history) => ({ ...deriveFacts(history, rulesOf(settings)), settingsRevision }))
    .sort((a, b) => (a.pullRequestId < b.pullRequestId ? -1 : 1));
}

const general = [
  { name: 'Trains', field: 'base-branch', pattern: 'release/*' },
  { name: 'Hot', field: 'label', pattern: 'hotfix', effect: 'separate' },
  { name: 'Api', field: 'repository', pattern: 'api', effect: 'separate' },
];

/** General rules in an order of their own, and lists put anywhere between them. */
const world = fc.record({
  rules: fc.shuffledSubarray(general),
  lists: fc.array(
    fc.record({
      place: fc.nat(3),
      effect: fc.constantFrom('hide', 'separate'),
      numbers: fc.uniqueArray(fc.integer({ min: 1, max: PULL_REQUESTS + 2 }), {
        ...{ minLength: 1, maxLength: 6 },
      }),
    }),
    { maxLength: 3 },
  ),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function settingsOf({ rules }: Pick<World, 'rules'>, lists: World['lists']): DefinitionSettings {
  const exclusions: object[] = [...rules];
  for (const [index, { place, effect, numbers }] of lists.entries()) {
    const pattern = numbers.map((n) => `acme/${n % 2 === 1 ? 'api' : 'shop'}#${n}`).join(' ');
    const rule = { name: `manual ${index}`, field: 'pull-request', pattern, effect };
    exclusions.splice(Math.min(place, exclusions.length), 0, rule);
  }
  return definitionSettingsSchema.parse({ ...freshSettings, exclusions });
}

it('deriving those that are named alone gives the same facts as deriving all', async () => {
  let shortcuts = 0;
  await fc.assert(
    fc.asyncProperty(world, world, async (one, other) => {
      for (const settings of [settingsOf(one, one.lists), settingsOf(one, other.lists)]) {
        const revision = await propose(settings);
        let batches = 0;
        await deriveFactsAnew({
          ...{ db, clock, log, signal: new AbortController().signal },
          onChange: (change) => {
            batches += change === 'progress' ? 1 : 0;
          },
        });
        shortcuts += batches === 0 ? 1 : 0;
        expect(await stored()).toEqual(await derivedWhole(settings, revision));
      }
    }),
    { numRuns: 25, seed: 7, endOnFailure: true },
  );
  expect(shortcuts).toBeGreaterThan(10);
  const { rows } = await db.pool.query(
    `select count(*)::int n from definition_settings where state = 'active'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});

it('facts that are missing or of another revision ask for all', async () => {
  const named = definitionSettingsSchema.parse({
    exclusions: [{ name: 'manual', field: 'pull-request', pattern: 'acme/shop#2' }],
  });
  await propose(freshSettings);
  const derive = () => deriveFactsAnew({ db, clock, log, signal: new AbortController().signal });
  await derive();
  await db.pool.query('update pull_request_facts set settings_revision = 0 where number = 3');
  const revision = await propose(named);
  expect(await db.transaction((tx) => deriveListed(tx, revision))).toBe(false);
  await derive();
  expect(await stored()).toEqual(await derivedWhole(named, revision));
  expect(await db.transaction((tx) => deriveListed(tx, revision))).toBe(false);
});
