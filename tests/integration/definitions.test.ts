import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { AppContext } from '@bellwether/server/app-context';
import { rulesOf } from '@bellwether/server/db/load-definition-settings';
import { loadPullRequestHistories } from '@bellwether/server/db/load-pull-request-histories';
import type { Database } from '@bellwether/server/db/open-database';
import { readAnnotations } from '@bellwether/server/features/cycle-time/annotations.service';
import {
  cancelDerivation,
  listAccounts,
  proposeSettings,
  readDefinitions,
  readDerivation,
  restoreRevision,
} from '@bellwether/server/features/definitions/definitions.service';
import { previewSettings } from '@bellwether/server/features/definitions/preview.service';
import { createLog } from '@bellwether/server/log';
import {
  type DeriveOptions,
  deriveFactsAnew,
  planDerivation,
} from '@bellwether/server/sync/derive-facts';
import { saveFacts } from '@bellwether/server/sync/facts.save';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { complexityOf } from '@bellwether/shared/definitions/weights.rules';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const log = createLog('silent');
const clock = () => new Date('2026-04-01T12:00:00Z');
const isBot: DefinitionSettings = {
  ...freshSettings,
  authorClasses: { entries: [{ pattern: 'drahtbot', authorClass: 'bot' }], switchedOff: [] },
};
const inTokyo: DefinitionSettings = {
  ...freshSettings,
  calendar: {
    timeZone: 'Asia/Tokyo',
    weeklyHours: Array.from({ length: 7 }, () => [{ fromMinute: 540, toMinute: 1020 }]),
    holidaysOn: [],
    holidayRegion: null,
  },
};

let db: Database;
let app: Pick<AppContext, 'db' | 'clock' | 'jobs'>;
let sent: string[];
let ids: string[];
let drahtBot: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query(
    'truncate connections, accounts, definition_settings, staged_facts restart identity cascade',
  );
  sent = [];
  const send = (name: string) => Promise.resolve(void sent.push(name));
  app = { db, clock, jobs: { send, list: async () => [], retry: async () => undefined } };
  const repository = await buildRepository(db.pool);
  drahtBot = (await buildAccount(db.pool, { login: 'DrahtBot', type: 'User' })).id;
  const reviewer = await buildAccount(db.pool, { login: 'tom', type: 'User' });
  ids = [];
  for (let number = 1; number <= 12; number += 1) {
    const day = String(number).padStart(2, '0');
    const built = await buildPullRequest(db.pool, {
      ...{ repositoryId: repository.id, number, state: 'merged' as const },
      createdAt: new Date(`2026-03-${day}T09:00:00Z`),
      mergedAt: new Date(`2026-03-${day}T22:00:00Z`),
      updatedAt: new Date(`2026-03-${day}T22:00:00Z`),
      reviews: [
        {
          authorId: drahtBot,
          state: 'COMMENTED',
          submittedAt: new Date(`2026-03-${day}T09:05:00Z`),
        },
        {
          authorId: reviewer.id,
          state: 'APPROVED',
          submittedAt: new Date(`2026-03-${day}T21:00:00Z`),
        },
      ],
    });
    ids.push(built.id);
  }
});

const derive = (options: Partial<DeriveOptions> = {}) =>
  deriveFactsAnew({
    db,
    clock,
    log,
    signal: new AbortController().signal,
    batchSize: 4,
    ...options,
  });

const propose = async (settings: DefinitionSettings, note = '') => {
  const { latestRevision } = await readDefinitions(app, SEES_ALL);
  return (await proposeSettings(app, { settings, note, basedOn: latestRevision }, 'Ada')).revision;
};

async function storedFacts() {
  const { rows } = await db.pool.query<{
    id: string;
    revision: number;
    pickup: number;
    work: number;
  }>(
    `select pull_request_id id, settings_revision revision, pickup_seconds pickup,
       pickup_work_seconds work from pull_request_facts order by 1`,
  );
  return rows;
}

/** Every stored row is what the pure function says under these settings, of that revision. */
async function expectFactsBy(settings: DefinitionSettings, revision: number) {
  const histories = await loadPullRequestHistories(db.pool, [...ids].sort());
  const facts = histories.map((history) => deriveFacts(history, rulesOf(settings)));
  expect(await storedFacts()).toEqual(
    facts.map((row) => ({
      id: row.pullRequestId,
      ...{ revision, pickup: row.pickupSeconds, work: row.pickupWorkSeconds },
    })),
  );
}

async function addReview(pullRequestId: string, submittedAt: Date) {
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into reviews (id, pull_request_id, database_id, author_id, state, submitted_at)
       select 'new-' || $1, $1, 900 + count(*), (select id from accounts where login = 'tom'), 'COMMENTED', $2
       from reviews`,
      [pullRequestId, submittedAt],
    );
    await saveFacts(tx, [pullRequestId]);
  });
}

const stagedCount = async () =>
  (await db.pool.query<{ n: number }>('select count(*)::int n from staged_facts')).rows[0]?.n;

describe('new settings (B0.9)', () => {
  it('leave every number as it is until all are worked out, then change all at once', async () => {
    const revision = await propose(isBot, 'It only reports');
    expect(sent).toEqual(['derive-facts']);
    await expectFactsBy(freshSettings, 0);
    expect(await readDefinitions(app, SEES_ALL)).toMatchObject({
      settings: freshSettings,
      pending: isBot,
    });
    let batches = 0;
    await derive({
      onChange: (change) => {
        batches += change === 'progress' ? 1 : 0;
      },
    });
    expect(batches).toBeGreaterThanOrEqual(3);
    await expectFactsBy(isBot, revision);
    expect((await storedFacts())[0]?.pickup).toBe(12 * 3600);
    expect(await stagedCount()).toBe(0);
    const { derivation, history, settings } = await readDefinitions(app, SEES_ALL);
    expect({ derivation, settings }).toEqual({ derivation: null, settings: isBot });
    expect(history.map((entry) => [entry.revision, entry.state, entry.changes])).toEqual([
      [revision, 'active', ['drahtbot is a bot']],
      [0, 'superseded', []],
    ]);
  });

  it('lose nothing that is synced meanwhile, whether it was worked out before or not', async () => {
    const revision = await propose(isBot);
    const stopping = new AbortController();
    await derive({ signal: stopping.signal, onChange: () => stopping.abort() });
    expect(await stagedCount()).toBe(4);
    const [first = '', ...others] = [...ids].sort();
    const last = others.at(-1) ?? '';
    const numbers = new Map((await storedFacts()).map((row) => [row.id, row]));
    for (const id of [first, last]) {
      const { rows } = await db.pool.query<{ at: Date }>(
        `select created_at + interval '1 hour' "at" from pull_requests where id = $1`,
        [id],
      );
      await addReview(id, rows[0]?.at ?? new Date());
    }
    const added = await buildPullRequest(db.pool, { authorId: drahtBot });
    ids.push(added.id);
    expect(numbers.get(first)?.revision).toBe(0);
    await derive();
    await expectFactsBy(isBot, revision);
    const after = new Map((await storedFacts()).map((row) => [row.id, row.pickup]));
    expect([after.get(first), after.get(last)]).toEqual([3600, 3600]);
  });

  it('are right in the end however reviews come in between', async () => {
    const revision = await propose(isBot);
    const reviews = ids.map((id, index) =>
      addReview(id, new Date(`2026-03-${String(index + 1).padStart(2, '0')}T10:00:00Z`)),
    );
    await Promise.all([derive({ batchSize: 1 }), ...reviews]);
    await expectFactsBy(isBot, revision);
    expect((await storedFacts()).every(({ pickup }) => pickup === 3600)).toBe(true);
  });

  it('are in force for whatever is synced afterwards', async () => {
    const revision = await propose(isBot);
    await derive();
    await addReview(ids[3] ?? '', new Date('2026-03-04T10:00:00Z'));
    await expectFactsBy(isBot, revision);
  });

  it('go on after an interruption without beginning again', async () => {
    const revision = await propose(isBot);
    const stopping = new AbortController();
    let batches = 0;
    const onChange = () => {
      batches += 1;
      if (batches === 2) {
        stopping.abort();
      }
    };
    await derive({ signal: stopping.signal, onChange });
    await expectFactsBy(freshSettings, 0);
    expect(await readDerivation(app, SEES_ALL)).toMatchObject({ revision, done: 8, total: 12 });
    await derive();
    await expectFactsBy(isBot, revision);
    const { rows } = await db.pool.query('select done, total from definition_settings');
    expect(rows, 'work that was done twice would count twice').toEqual([{ done: 12, total: 12 }]);
  });

  it('proposed while others are worked out take their place', async () => {
    const first = await propose(isBot);
    let second = 0;
    let proposing: Promise<void> | null = null;
    await derive({
      onChange: () => {
        proposing ??= propose(inTokyo).then((revision) => {
          second = revision;
        });
      },
    });
    await proposing;
    await derive();
    expect(second).toBeGreaterThan(first);
    await expectFactsBy(inTokyo, second);
    const { history } = await readDefinitions(app, SEES_ALL);
    expect(history.find(({ revision }) => revision === second)?.state).toBe('active');
    expect(history.find(({ revision }) => revision === first)?.state).toBe('superseded');
  });

  it('given up leave the old numbers, and nothing behind', async () => {
    const revision = await propose(isBot);
    const stopping = new AbortController();
    await derive({ signal: stopping.signal, onChange: () => stopping.abort() });
    await cancelDerivation(app, revision);
    expect(await stagedCount()).toBe(0);
    await derive();
    await expectFactsBy(freshSettings, 0);
    expect((await readDefinitions(app, SEES_ALL)).derivation).toBeNull();
    await expect(cancelDerivation(app, revision)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that cannot be worked out leave the old numbers and say why', async () => {
    const revision = await propose(isBot);
    await db.pool.query(
      `alter table staged_facts add constraint broken check (pull_request_id <> $$${ids[7]}$$)`,
    );
    await derive();
    await expectFactsBy(freshSettings, 0);
    const { failure, derivation } = await readDefinitions(app, SEES_ALL);
    expect(derivation).toBeNull();
    expect(failure).toMatchObject({ revision, error: expect.stringContaining('could not') });
    await db.pool.query('alter table staged_facts drop constraint broken');
    await derive({ signal: AbortSignal.abort() });
    const again = await propose(isBot);
    await derive();
    await expectFactsBy(isBot, again);
    expect((await readDefinitions(app, SEES_ALL)).failure).toBeNull();
  });

  it('of an earlier revision count again when they are restored', async () => {
    await propose(isBot);
    await derive();
    const basedOn = (await readDefinitions(app, SEES_ALL)).latestRevision;
    const { revision } = await restoreRevision(app, { revision: 0, basedOn }, 'Ada');
    await derive();
    await expectFactsBy(freshSettings, revision);
    const [latest] = (await readDefinitions(app, SEES_ALL)).history;
    expect(latest?.createdBy).toBe('Ada');
    expect(latest).toMatchObject({ changes: ['drahtbot is no longer set to a bot'] });
    const missing = restoreRevision(app, { revision: 99, basedOn: revision }, 'Ada');
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are refused when nothing differs, or when somebody else changed them meanwhile', async () => {
    await expect(propose(freshSettings)).rejects.toMatchObject({ code: 'invalid_input' });
    await propose(isBot);
    const late = proposeSettings(app, { settings: inTokyo, note: '', basedOn: 0 }, 'Ada');
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('facts of an older definition', () => {
  it('are derived again beside the old ones, with the settings in force', async () => {
    const revision = await propose(isBot);
    await derive();
    expect(await planDerivation(db, clock)).toBe(false);
    await db.pool.query('update pull_request_facts set definition_version = 0, pickup_seconds = 1');
    expect(await planDerivation(db, clock)).toBe(true);
    expect(await planDerivation(db, clock)).toBe(true);
    expect((await storedFacts()).every(({ pickup }) => pickup === 1)).toBe(true);
    await derive();
    await expectFactsBy(isBot, revision + 1);
    expect(await planDerivation(db, clock)).toBe(false);
  });
});

describe('a preview', () => {
  it('names the accounts that change class with what they take along, and the medians', async () => {
    const preview = await previewSettings(app, isBot);
    expect(preview).toMatchObject({
      changes: ['drahtbot is a bot'],
      accounts: [{ login: 'DrahtBot', from: 'human', to: 'bot', pullRequests: 0, reviews: 12 }],
      leaving: { pullRequests: 0, reviews: 12 },
      joining: { pullRequests: 0, reviews: 0 },
      ...{ sampled: 12, candidates: 12 },
    });
    expect(preview.medians).toContainEqual({
      ...{ metric: 'pickup', clock: 'wall', nowN: 12, thenN: 12 },
      ...{ nowSeconds: 300, thenSeconds: 12 * 3600 },
    });
    await expectFactsBy(freshSettings, 0);
  });

  it('tells the very medians that the change then brings', async () => {
    const before = await previewSettings(app, isBot);
    await propose(isBot);
    await derive();
    const after = await previewSettings(app, isBot);
    expect(after.medians.map(({ nowSeconds }) => nowSeconds)).toEqual(
      before.medians.map(({ thenSeconds }) => thenSeconds),
    );
    expect(after.changes).toEqual([]);
  });
});

describe('the accounts', () => {
  it('are told with their class, why, and how much they did', async () => {
    const { accounts, counts } = await listAccounts(
      app,
      { search: 'DRAHT', authorClass: null },
      EVERYTHING,
    );
    expect(accounts).toEqual([
      expect.objectContaining({
        ...{ login: 'DrahtBot', authorClass: 'human', reason: { kind: 'person' } },
        ...{ pullRequests: 0, reviews: 12 },
      }),
    ]);
    expect(counts).toEqual({ human: 1 });
    await propose(isBot);
    await derive();
    const bots = await listAccounts(app, { search: '', authorClass: 'bot' }, EVERYTHING);
    expect(bots.accounts.map(({ login, reason }) => [login, reason])).toEqual([
      ['DrahtBot', { kind: 'entry', pattern: 'drahtbot' }],
    ]);
  });
});

describe('the charts', () => {
  it('mark the day on which a definition changed', async () => {
    await propose(isBot);
    const read = () =>
      readAnnotations({ db }, { from: '2026-03-01', to: '2026-05-01' }, null, SEES_ALL);
    expect(await read()).toEqual([]);
    await derive();
    expect(await read()).toEqual([
      { on: '2026-04-01', text: 'Definition changed: drahtbot is a bot' },
    ]);
  });
});

describe('weights of complexity and signs of an AI agent (B10)', () => {
  const tiersStored = async () =>
    (
      await db.pool.query<{ tier: string; n: number }>(
        'select tier, count(*)::int n from pull_request_facts group by 1',
      )
    ).rows;

  it('are previewed on what was merged, and count as previewed once they are in force', async () => {
    const author = await buildAccount(db.pool, { login: 'ada', type: 'User' });
    await db.pool.query('update pull_requests set author_id = $1', [author.id]);
    await db.pool.query('update pull_requests set additions = 1000 where number <= 5');
    await db.pool.query(
      `insert into pull_request_files (pull_request_id, path, additions, deletions, change_type)
       select id, 'src/a.ts', 1000, 0, 'MODIFIED' from pull_requests where number <= 5
       on conflict (pull_request_id, path) do update set additions = 1000`,
    );
    await db.pool.query(
      `insert into pull_request_labels (pull_request_id, name)
       select id, 'Robot' from pull_requests where number in (2, 3, 4)`,
    );
    const wanted = definitionSettingsSchema.parse({
      complexity: { ...complexityOf(null), tierFrom: { standard: 6, deep: 10 } },
      aiSigns: { branchPrefixes: [], labels: ['robot'] },
    });
    const { tiers, aiSigns, medians } = await previewSettings(app, wanted);
    expect(medians).toHaveLength(3);
    expect(tiers).toMatchObject({ counted: 12, after: { deep: 5 }, moved: 5 });
    expect(tiers?.before.deep).toBe(0);
    expect(tiers?.examples.map(({ number, to }) => [number, to])).toEqual(
      [5, 4, 3, 2, 1].map((number) => [number, 'deep']),
    );
    expect(aiSigns).toMatchObject({ counted: 12, before: 0, after: 3, turned: 3 });
    await propose(wanted);
    expect((await readDefinitions(app, SEES_ALL)).history[0]?.changes).toContain(
      'A deep review begins at 10 points, not 12',
    );
    await derive();
    expect((await tiersStored()).find(({ tier }) => tier === 'deep')?.n).toBe(5);
    const { rows } = await db.pool.query('select from pull_request_facts where is_ai_assisted');
    expect(rows).toHaveLength(3);
    expect((await previewSettings(app, wanted)).tiers).toBeNull();
    await propose(freshSettings);
    await derive();
    expect((await tiersStored()).some(({ tier }) => tier === 'deep')).toBe(false);
  });
});
