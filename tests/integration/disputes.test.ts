import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import type { Grant } from '@bellwether/shared/access/access.rules';
import type { ProposeDisputeInput } from '@bellwether/shared/definitions/disputes.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { refusalOf } from '../support/refusal.ts';
import { signIn } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { buildTwoTeams, NOW, type TeamWorld } from '../support/two-teams.ts';

type Api = ReturnType<typeof createApiClient>;

let server: TestServer;
let ours: TeamWorld;
let theirs: TeamWorld;
const apis = new Map<string, Api>();

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW });
  [ours, theirs] = await buildTwoTeams(server.app.db, ['harbour', 'zebra']);
  apis.set('admin', createApiClient(server.url));
  await signUp('lead', [{ role: 'lead', teamId: ours.teamId }], null);
  await signUp('their-lead', [{ role: 'lead', teamId: theirs.teamId }], null);
  await signUp('engineer', [{ role: 'engineer', teamId: ours.teamId }], 0);
  await signUp('manager', [{ role: 'manager', teamId: ours.teamId }], null);
});
afterAll(() => server.remove());

beforeEach(async () => {
  await eventually(async () => {
    const { rows } = await server.app.db.pool.query(
      `select from definition_settings where state = 'deriving'`,
    );
    return rows.length === 0;
  });
  await server.app.db.pool.query('truncate disputes, definition_settings restart identity');
  await server.app.db.pool.query('truncate staged_facts');
});

async function signUp(name: string, grants: Grant[], place: number | null): Promise<void> {
  const { userId, email } = await addUser(server.app, { name, grants });
  if (place !== null) {
    await server.app.db.pool.query('update users set person_id = $2 where id = $1', [
      userId,
      ours.people[place]?.personId,
    ]);
  }
  apis.set(name, createApiClient(server.url, await signIn(server.url, email)));
}

function as(name: string): Api['definitions']['disputes'] {
  const api = apis.get(name);
  if (api === undefined) {
    throw new Error(`nobody is called ${name}`);
  }
  return api.definitions.disputes;
}

const alone = { kind: 'exclusion', effect: 'hide', rule: null } as const;
const doubt = (more: Partial<ProposeDisputeInput> = {}): ProposeDisputeInput => ({
  ...{ pullRequestId: ours.mergedId, metric: 'pickup', proposal: alone, reason: 'A dry run.' },
  ...more,
});
const byRule = (teamId: string | null) => ({
  ...{ kind: 'exclusion' as const, effect: 'separate' as const },
  rule: {
    ...{ name: 'Main', field: 'base-branch' as const, pattern: 'main', teamId },
    ...{ effect: 'separate' as const, by: null },
  },
});

const only = async (name: string) => (await as(name).list.query({})).disputes[0];
const revisions = async () =>
  (await apis.get('admin')?.definitions.overview.query())?.history.filter(
    (one) => one.revision > 0,
  );

/** The name of a pull request as rules know it. */
async function nameOf(id: string): Promise<string> {
  const { rows } = await server.app.db.pool.query<{ name: string }>(
    `select lower(r.owner || '/' || r.name || '#' || p.number) name
     from pull_requests p join repositories r on r.id = p.repository_id where p.id = $1`,
    [id],
  );
  return rows[0]?.name ?? '';
}

describe('a doubt of one pull request', () => {
  it('reaches the lead of its author, who sees the effect and has it count under the name of who doubts', async () => {
    await as('engineer').propose.mutate(doubt());
    const seen = await only('lead');
    expect(seen).toMatchObject({
      ...{ state: 'open', isOwn: false, mayDecide: 'yes', metric: 'pickup' },
      words: expect.stringMatching(/ is left out$/),
    });
    const id = seen?.id ?? '';
    const { preview } = await as('lead').preview.mutate({ id });
    expect(preview?.exclusions).toMatchObject([
      { pullRequests: 1, examples: [{ id: ours.mergedId }] },
    ]);
    expect(await as('lead').accept.mutate({ id, answer: 'Right.' })).toEqual({ revision: 1 });
    expect(await only('engineer')).toMatchObject({
      ...{ state: 'accepted', answer: 'Right.', decidedBy: 'lead', isOwn: true, mayDecide: 'no' },
    });
    const name = await nameOf(ours.mergedId);
    const [revision] = (await revisions()) ?? [];
    expect(revision).toMatchObject({
      createdBy: 'lead',
      note: expect.stringContaining('accepted: A dry run.'),
      changes: [`manual by @harbourperson-0 are left out: ${name}`],
    });
    const overview = await apis.get('admin')?.definitions.overview.query();
    const rules = (overview?.pending ?? overview?.settings)?.exclusions;
    expect(rules).toMatchObject([
      { field: 'pull-request', pattern: name, by: '@harbourperson-0', teamId: null },
    ]);
  });

  it('is nobody’s who does not see the pull request', async () => {
    const wanted = doubt({ pullRequestId: theirs.mergedId });
    for (const name of ['engineer', 'lead']) {
      expect((await refusalOf(as(name).propose.mutate(wanted))).code).toBe('not_found');
    }
    expect((await refusalOf(as('manager').propose.mutate(doubt()))).code).toBe('forbidden');
  });

  it('is decided by no lead of another team, and not twice', async () => {
    await as('engineer').propose.mutate(doubt());
    const id = (await only('lead'))?.id ?? '';
    expect((await as('their-lead').list.query({})).disputes).toEqual([]);
    for (const call of [
      as('their-lead').accept.mutate({ id }),
      as('their-lead').preview.mutate({ id }),
      as('their-lead').decline.mutate({ id, answer: 'No.' }),
    ]) {
      expect((await refusalOf(call)).code).toBe('not_found');
    }
    expect((await refusalOf(as('engineer').accept.mutate({ id }))).code).toBe('forbidden');
    await as('lead').decline.mutate({ id, answer: 'It was a real wait.' });
    expect((await refusalOf(as('lead').accept.mutate({ id }))).code).toBe('conflict');
    expect(await only('engineer')).toMatchObject({
      ...{ state: 'declined', answer: 'It was a real wait.', decidedBy: 'lead' },
    });
    expect(await revisions()).toEqual([]);
  });

  it('is taken back by who said it, and by nobody else', async () => {
    await as('engineer').propose.mutate(doubt());
    const id = (await only('lead'))?.id ?? '';
    expect((await refusalOf(as('lead').withdraw.mutate({ id }))).code).toBe('not_found');
    await as('engineer').withdraw.mutate({ id });
    expect((await only('lead'))?.state).toBe('withdrawn');
    expect((await refusalOf(as('engineer').withdraw.mutate({ id }))).code).toBe('conflict');
  });

  it('is said a few times, not endlessly, and with a reason', async () => {
    for (let count = 0; count < 3; count += 1) {
      await as('engineer').propose.mutate(doubt());
    }
    expect((await refusalOf(as('engineer').propose.mutate(doubt()))).code).toBe('conflict');
    const without = doubt({ pullRequestId: ours.openId, reason: '  ' });
    expect((await refusalOf(as('engineer').propose.mutate(without))).message).toContain(
      'Write why',
    );
  });

  it('that is so already is accepted without a new revision', async () => {
    await as('engineer').propose.mutate(doubt());
    await as('engineer').propose.mutate(doubt());
    const ids = (await as('lead').list.query({})).disputes.map(({ id }) => id);
    expect(await as('lead').accept.mutate({ id: ids[0] ?? '' })).toEqual({ revision: 1 });
    expect((await as('lead').preview.mutate({ id: ids[1] ?? '' })).preview).toBeNull();
    expect(await as('lead').accept.mutate({ id: ids[1] ?? '' })).toEqual({ revision: null });
    expect(await revisions()).toHaveLength(1);
  });
});

describe('a doubt that reaches further than one pull request', () => {
  it('for everybody takes an admin: a rule without a team, and the class of an account', async () => {
    await as('engineer').propose.mutate(doubt({ proposal: byRule(null) }));
    const asBot = { kind: 'author-class', login: 'harbourperson-1', authorClass: 'bot' } as const;
    await as('engineer').propose.mutate(doubt({ proposal: asBot }));
    const { disputes } = await as('lead').list.query({});
    expect(disputes.map(({ mayDecide }) => mayDecide)).toEqual(['admin', 'admin']);
    for (const { id } of disputes) {
      expect((await refusalOf(as('lead').accept.mutate({ id }))).code).toBe('forbidden');
    }
    expect(disputes.map(({ state }) => state)).toEqual(['open', 'open']);
    for (const { id } of disputes) {
      expect(await as('admin').accept.mutate({ id })).toMatchObject({
        revision: expect.any(Number),
      });
    }
    const changes = (await revisions())?.flatMap((revision) => revision.changes).join();
    expect(changes).toContain('harbourperson-1 is a bot');
    expect(changes).toContain('Main are a series of their own');
  });

  it('for one team is decided by the lead of that team alone', async () => {
    await as('engineer').propose.mutate(doubt({ proposal: byRule(theirs.teamId) }));
    await as('engineer').propose.mutate(doubt({ proposal: byRule(ours.teamId) }));
    const { disputes } = await as('lead').list.query({});
    const idOf = (teamId: string) =>
      disputes.find(
        ({ proposal }) => proposal.kind === 'exclusion' && proposal.rule?.teamId === teamId,
      )?.id ?? '';
    const refusal = await refusalOf(as('lead').accept.mutate({ id: idOf(theirs.teamId) }));
    expect(refusal).toMatchObject({ code: 'forbidden', remedy: expect.stringContaining('lead') });
    const { preview } = await as('lead').preview.mutate({ id: idOf(ours.teamId) });
    expect(JSON.stringify(preview)).not.toContain('zebra');
    expect(preview?.exclusions[0]?.pullRequests).toBeGreaterThan(0);
    await as('lead').accept.mutate({ id: idOf(ours.teamId) });
    const [revision] = (await revisions()) ?? [];
    expect(revision?.changes.join()).toContain('by authors of harbour team');
  });

  it('and is something else is answered in words, and changes no number', async () => {
    await as('engineer').propose.mutate(doubt({ proposal: { kind: 'other' } }));
    const id = (await only('lead'))?.id ?? '';
    expect((await as('lead').preview.mutate({ id })).preview).toBeNull();
    await as('lead').accept.mutate({ id, answer: 'We will look at the clock.' });
    expect(await revisions()).toEqual([]);
    expect((await only('engineer'))?.answer).toBe('We will look at the clock.');
  });
});

describe('what lies around', () => {
  it('is open, counts, and was not touched for so many days; the longest first', async () => {
    const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000);
    for (const [number, idle] of [
      [901, 40],
      [902, 60],
      [903, 20],
    ] as const) {
      await buildPullRequest(server.app.db.pool, {
        ...{ repositoryId: ours.repositoryId, number, state: 'open' as const },
        ...{ authorId: ours.people[1]?.accountId ?? null },
        ...{ createdAt: days(idle), updatedAt: days(idle) },
      });
    }
    const ask = async (name: string) => {
      const answer = await apis.get(name)?.definitions.idle.query({ days: 30 });
      return answer?.pullRequests.map(({ number, idleDays }) => [number, idleDays]);
    };
    expect(await ask('lead')).toEqual([
      [902, 60],
      [901, 40],
    ]);
    expect(await ask('their-lead')).toEqual([]);
  });
});
