import { randomUUID } from 'node:crypto';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { insertRow } from '@bellwether/prisma/factories/insert-row';
import { apiRoutes } from '@bellwether/server/http/api-v1';
import { appRouter } from '@bellwether/server/trpc/app-router';
import type { Role } from '@bellwether/shared/access/capabilities';
import { definitionSettingsSchema } from '@bellwether/shared/definitions/definitions.schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../support/add-user.ts';
import { march, OURS, QUESTIONS, THEIRS } from '../support/isolation-questions.ts';
import { readStreamUntil } from '../support/read-stream.ts';
import { adminCookie, signIn } from '../support/sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { buildTwoTeams, NOW, type TeamWorld } from '../support/two-teams.ts';
import { walkProcedures } from '../support/walk-interfaces.ts';

let server: TestServer;
let ours: TeamWorld;
let theirs: TeamWorld;
const cookies = new Map<string, string>();
let incidentIds: string[] = [];
let agreementIds: string[] = [];

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW });
  const { db } = server.app;
  [ours, theirs] = await buildTwoTeams(db, [OURS, THEIRS]);
  await nameInDefinitions();
  await writeInterventions();
  await doubt(theirs, THEIRS);
  incidentIds = await findIncidents();
  agreementIds = [await agree(ours, OURS), await agree(theirs, THEIRS)];
  await server.app.sync.request({ kind: 'pass', repositoryId: theirs.repositoryId }, 'person');
  await join('lead of ours', 'lead', ours, null);
  await join('engineer of ours', 'engineer', ours, 0);
  await join('manager of ours', 'manager', ours, null);
  await join('manager of theirs', 'manager', theirs, null);
  cookies.set('admin', (await adminCookie(server.url)) ?? '');
});

afterAll(() => server.remove());

async function join(name: string, role: Role, team: TeamWorld, place: number | null) {
  const grants = [{ role, teamId: team.teamId }];
  const { userId, email } = await addUser(server.app, { name: `Somebody ${cookies.size}`, grants });
  if (place !== null) {
    const personId = team.people[place]?.personId;
    await server.app.db.pool.query('update users set person_id = $2 where id = $1', [
      userId,
      personId,
    ]);
  }
  cookies.set(name, await signIn(server.url, email));
}

async function agree(team: TeamWorld, mark: string): Promise<string> {
  const { rows } = await server.app.db.pool.query<{ id: string }>(
    `insert into agreements (team_id, title, metric, clock, target_share, within_seconds, heads_up_share,
       repository_ids, starts_on, definition_version, settings_revision, created_by, created_at, changed_at)
     values ($1, $2, 'pickup', 'wall', 0.85, 60, 0.5, $3, '2026-03-01', 1, 0, 'Somebody', $4, $4) returning id`,
    [team.teamId, `${mark} answers`, [team.repositoryId, team.sharedId], NOW],
  );
  return rows[0]?.id ?? '';
}

async function findIncidents(): Promise<string[]> {
  const { rows } = await server.app.db.pool.query<{ id: string }>('select id from incidents');
  return rows.map(({ id }) => id);
}

async function doubt({ openId, personMark }: TeamWorld, mark: string): Promise<void> {
  await server.app.db.pool.query(
    `insert into disputes (pull_request_id, kind, proposal, reason, created_by, created_at)
     values ($1, 'other', '{"kind": "other"}', $2, $3, $4)`,
    [openId, `${mark} was on holiday`, `${personMark}-1`, NOW],
  );
}

/** Rules of the whole organisation that name one team's people and repositories. */
async function nameInDefinitions(): Promise<void> {
  const settings = definitionSettingsSchema.parse({
    authorClasses: {
      entries: [{ pattern: `${theirs.personMark}-9`, authorClass: 'bot' }],
      switchedOff: [],
    },
    calendar: null,
    exclusions: [
      { name: 'Somebody', field: 'author', pattern: `${theirs.personMark}-8` },
      { name: 'Something', field: 'repository', pattern: `${THEIRS}-org/old-*` },
    ],
  });
  await server.app.db.pool.query(
    `insert into definition_settings (settings, note, state, created_at, activated_at)
     values ($1, $2, 'active', $3, $3)`,
    [
      JSON.stringify(settings),
      `As ${theirs.personMark}-1 wished`,
      new Date('2026-03-10T09:00:00Z'),
    ],
  );
}

/** By the mark of the team that they are about. */
const interventionIds: Record<string, string> = { [OURS]: randomUUID(), [THEIRS]: randomUUID() };

/** One of each team with a remark on a day, and one that concerns everybody in a team's own repository. */
async function writeInterventions(): Promise<void> {
  const { pool } = server.app.db;
  const written = { createdBy: 'Somebody', createdAt: NOW, changedAt: NOW };
  for (const [mark, team] of [
    [OURS, ours],
    [THEIRS, theirs],
  ] as const) {
    const said = { startedOn: '2026-03-10', metric: 'review-cycle', clock: 'wall', ...written };
    await insertRow(pool, 'interventions', {
      ...{ ...said, id: interventionIds[mark], title: `${mark} reviews in turns` },
      ...{ teamId: team.teamId, repositoryIds: [team.repositoryId] },
    });
    await insertRow(pool, 'interventions', {
      ...{ ...said, title: `${mark} has a new CI`, repositoryIds: [team.repositoryId] },
    });
    await insertRow(pool, 'chart_notes', {
      ...{ noteOn: '2026-03-12', text: `${mark} freezes`, teamId: team.teamId, ...written },
    });
  }
}

const asked = [
  ...walkProcedures(appRouter)
    .filter(({ type }) => type !== 'mutation')
    .map(({ path }) => path),
  ...apiRoutes({} as never).flatMap(({ method, path }) =>
    method === 'get' ? [`GET ${path}`] : [],
  ),
];

/** Everything that somebody is told, over all good questions to one procedure or address. */
async function tell(who: string, what: string): Promise<string> {
  const texts: string[] = [];
  const world = { ours, theirs, incidentIds, agreementIds, interventionIds };
  for (const input of QUESTIONS[what]?.inputs(world) ?? []) {
    texts.push(await askOne(who, what, input));
  }
  return texts.join('\n');
}

async function askOne(who: string, what: string, input: Record<string, unknown>): Promise<string> {
  const leaving = new AbortController();
  const response = await fetch(`${server.url}${addressOf(what, input)}`, {
    headers: { cookie: cookies.get(who) ?? '' },
    signal: leaving.signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream
    ? await readStreamUntil(response, (text) => text.split('\n\n').length > 2)
    : await response.text();
  leaving.abort();
  // A question that is not understood would prove nothing.
  expect([200, 403, 404], `${what}: ${text.slice(0, 300)}`).toContain(response.status);
  return text;
}

function addressOf(what: string, input: Record<string, unknown>): string {
  if (what.startsWith('GET ')) {
    const query = new URLSearchParams(input as Record<string, string>);
    return `/api/v1${what.slice(4).replace(':name', 'review-cycle')}?${query}`;
  }
  return `/trpc/${what}?input=${encodeURIComponent(JSON.stringify(input))}`;
}

describe('what is asked', () => {
  it('has good questions for everything that can be asked', () => {
    expect(asked.filter((what) => QUESTIONS[what] === undefined)).toEqual([]);
    expect(Object.keys(QUESTIONS).filter((what) => !asked.includes(what))).toEqual([]);
  });

  it.each(Object.entries(QUESTIONS).filter(([, { control }]) => control))(
    'names the other team where the admin asks: %s',
    async (what) => {
      expect(await tell('admin', what)).toContain(THEIRS);
    },
  );
});

describe.each(['lead of ours', 'engineer of ours', 'manager of ours'])('a %s', (who) => {
  it.each(Object.keys(QUESTIONS))('is never told of the other team: %s', async (what) => {
    expect(await tell(who, what)).not.toContain(THEIRS);
  });
});

describe('a manager', () => {
  it.each(Object.keys(QUESTIONS))('is told of no person and no pull request: %s', async (what) => {
    const text = await tell('manager of theirs', what);
    expect(text).not.toContain(theirs.personMark);
    expect(text).not.toContain(`${THEIRS} change`);
  });

  it('sees what the team ships and what breaks', async () => {
    expect(await tell('manager of theirs', 'incidents.list')).toContain(`${THEIRS} is down`);
    expect(await tell('manager of theirs', 'deployments.list')).toContain(`${THEIRS}-production`);
    expect(await tell('manager of theirs', 'cycleTime.overview')).toMatch(/"n":4,/);
  });
});

describe('an engineer', () => {
  const own = `${OURS}person-0`;
  const reviewed = `${OURS}person-3`;
  const others = new RegExp(`${OURS}person-[12]`);

  /** What is about a pull request of theirs names those who reviewed it, and those who could. */
  const aboutTheirs = ['pullRequests.detail', 'reviewLoad.suggest'];

  it.each(Object.keys(QUESTIONS).filter((what) => !aboutTheirs.includes(what)))(
    'is told of nobody but those whom they review: %s',
    async (what) => {
      expect(await tell('engineer of ours', what)).not.toMatch(
        // Whom they are asked about waits on them, so the others of that one stand there too.
        what === 'cycleTime.waiting' ? new RegExp(`${OURS}person-2`) : others,
      );
    },
  );

  it('sees their own pull requests and those that they review, and chooses nobody else', async () => {
    const list = await tell('engineer of ours', 'pullRequests.list');
    expect(list).toContain(own);
    expect(list).toContain(reviewed);
    const choices = await tell('engineer of ours', 'pullRequests.filterChoices');
    expect(choices).toContain(`"authors":["${own}"]`);
  });

  it.each([reviewed, `${THEIRS}person-0`, 'wombatperson-0'])(
    'may not ask for the totals of %s, known or not',
    async (author) => {
      const filter = { ...march, authors: [author] };
      for (const what of ['cycleTime.overview', 'cycleTime.reviewCoverage', 'cycleTime.scatter']) {
        const answer = await askOne('engineer of ours', what, { filter, bucket: 'week' });
        expect(answer).toContain('You may choose yourself as the author, and nobody else.');
      }
    },
  );

  it('sees their own totals', async () => {
    const filter = { ...march, authors: [own] };
    const answer = await askOne('engineer of ours', 'cycleTime.overview', {
      filter,
      bucket: 'month',
    });
    expect(answer).toMatch(/"n":1,/);
  });
});

describe('a name of the other team', () => {
  /** What is answered about a name, with the name taken out. */
  async function about(
    who: string,
    what: string,
    input: (name: string) => Record<string, unknown>,
  ) {
    const answers: string[] = [];
    for (const name of [THEIRS, 'aloof']) {
      answers.push((await askOne(who, what, input(name))).replaceAll(name, 'NAME'));
    }
    return answers.map((text) => text.replace(/"requestId":"[^"]*"/g, ''));
  }

  it.each(['lead of ours', 'engineer of ours', 'manager of ours'])(
    'is answered to a %s as one that does not exist',
    async (who) => {
      const byTeam = (name: string) => ({ ...march, team: `${name}-org/${name}-team` });
      const byRepository = (name: string) => ({ ...march, repository: `${name}-org/${name}-app` });
      const filter = (part: Record<string, unknown>) => ({
        ...{ filter: { ...march, ...part }, bucket: 'month' },
      });
      for (const [what, input] of [
        ['GET /metrics/:name', byTeam],
        ['GET /metrics/:name', byRepository],
        ['GET /pull-requests.csv', byTeam],
        ['GET /pull-requests.csv', byRepository],
        ['cycleTime.overview', (name: string) => filter({ teams: [`${name}-org/${name}-team`] })],
        ['cycleTime.overview', (name: string) => filter({ labels: [`${name}-label`] })],
        ['cycleTime.overview', (name: string) => filter({ authors: [`${name}person-0`] })],
        ['cycleTime.reviewCoverage', (name: string) => filter({ baseBranches: [`${name}-base`] })],
        ['pullRequests.list', (name: string) => ({ ...filter({}), search: name })],
        ['incidents.list', (name: string) => ({ repositoryId: `R_${name}` })],
      ] as const) {
        const [known, unknown] = await about(who, what, input);
        expect(known, what).toBe(unknown);
      }
    },
  );
});

describe('people who are on both teams', () => {
  it('do not open the other team by a filter', async () => {
    const { pool } = server.app.db;
    const both = ours.people[3]?.accountId;
    await pool.query('insert into team_members (team_id, account_id) values ($1, $2)', [
      theirs.teamId,
      both,
    ]);
    try {
      const filter = { ...march, teams: [theirs.handle] };
      const answer = await askOne('lead of ours', 'pullRequests.list', { filter, by: 'createdAt' });
      expect(answer).toContain('"total":0');
    } finally {
      await pool.query('delete from team_members where team_id = $1 and account_id = $2', [
        theirs.teamId,
        both,
      ]);
    }
  });
});

describe('a total over too few people', () => {
  type Overview = {
    summary: { n: number | null; p50: number | null; withheld: string | null };
    buckets: { start: string; n: number | null; withheld: string | null }[];
    stagesSummary: { n: number | null };
  };

  async function overview(who: string, part: Record<string, unknown>, bucket: string) {
    const input = { filter: { ...march, ...part }, bucket };
    return (
      JSON.parse(await askOne(who, 'cycleTime.overview', input)) as { result: { data: Overview } }
    ).result.data;
  }

  it('is withheld from those who see no single person, and told to those who do', async () => {
    const one = await buildPullRequest(server.app.db.pool, {
      ...{ authorId: ours.people[2]?.accountId ?? null, repositoryId: ours.repositoryId },
      ...{ labels: ['lonely'], title: 'Lonely', mergedAt: new Date('2026-03-05T12:00:00Z') },
      reviews: [
        {
          ...{ authorId: ours.people[1]?.accountId ?? null, state: 'APPROVED' },
          submittedAt: new Date('2026-03-05T10:00:00Z'),
        },
      ],
      createdAt: new Date('2026-03-05T09:00:00Z'),
    });
    const lonely = { labels: ['lonely'] };
    for (const who of ['manager of ours', 'engineer of ours']) {
      const { summary, stagesSummary } = await overview(who, lonely, 'month');
      expect(summary).toMatchObject({ n: null, p50: null, withheld: 'too-few-people' });
      expect(stagesSummary).toMatchObject({ n: null });
      const coverage = await askOne(who, 'cycleTime.reviewCoverage', {
        filter: { ...march, ...lonely },
      });
      expect(coverage).toContain('"merged":null,"byGrade":null');
    }
    expect((await overview('lead of ours', lonely, 'month')).summary.n).toBe(1);
    expect(one.facts.mergedAt).not.toBeNull();
  });

  it('is neither told nor left to be worked out from the rest of the answer', async () => {
    const { summary, buckets } = await overview('manager of ours', {}, 'week');
    expect(summary).toMatchObject({ n: 5, withheld: null });
    const told = buckets.filter(({ withheld }) => withheld === null);
    // The week of one person, and the week that would give it away.
    expect(told.every(({ n }) => n === 0)).toBe(true);
    expect(buckets.filter(({ n }) => n === null)).toHaveLength(2);
    const whole = (await overview('lead of ours', {}, 'week')).buckets.map(({ n }) => n);
    expect(whole.reduce((sum, n) => (sum ?? 0) + (n ?? 0), 0)).toBe(5);
  });

  it('is not told by the interface for programs either', async () => {
    const answer = JSON.parse(
      await askOne('manager of ours', 'GET /metrics/:name', { ...march, bucket: 'day' }),
    ) as { buckets: { n: number | null; withheld?: string }[] };
    const withheld = answer.buckets.filter((bucket) => bucket.withheld === 'too-few-people');
    expect(withheld.length).toBeGreaterThan(3);
    expect(withheld.every(({ n }) => n === null)).toBe(true);
    expect(answer.buckets.every(({ n }) => n === null || n === 0)).toBe(true);
  });
});

describe('somebody without a role', () => {
  it('is told so in a plain sentence, whatever they ask', async () => {
    const { email } = await addUser(server.app, { name: 'Nobody yet', grants: [] });
    cookies.set('no role', await signIn(server.url, email));
    for (const what of ['cycleTime.overview', 'pullRequests.list', 'GET /sync', 'people.list']) {
      expect(await tell('no role', what)).toContain('You have no role here yet.');
    }
  });
});

describe('a stream that is open', () => {
  /** What the stream says after its first answer, once something was done to its caller. */
  async function tellAfter(
    what: string,
    change: (userId: string) => Promise<unknown>,
  ): Promise<string> {
    const { userId, email } = await addUser(server.app, {
      name: `Watching ${randomUUID()}`,
      grants: [{ role: 'lead', teamId: theirs.teamId }],
    });
    const cookie = await signIn(server.url, email);
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/trpc/syncStatus.${what}`, {
      headers: { cookie },
      signal: leaving.signal,
    });
    let isDone = false;
    const text = await readStreamUntil(response, (sofar) => {
      const answers = sofar.split('\n\n').filter((event) => event.includes('data: {"'));
      if (answers.length === 1 && !isDone) {
        isDone = true;
        void change(userId).then(() => server.app.access.tell());
      }
      return answers.length > 1;
    });
    leaving.abort();
    return text.split('\n\n').filter((event) => event.includes('data: {"'))[1] ?? '';
  }

  const pool = {
    query: (text: string, values: unknown[]) => server.app.db.pool.query(text, values),
  };

  it.each(['live', 'dataChanges'])('is to be begun anew for other rows: %s', async (what) => {
    const moved = await tellAfter(what, async (userId) => {
      await pool.query('update role_grants set team_id = $2 where user_id = $1', [
        userId,
        ours.teamId,
      ]);
      await pool.query('update users set access_version = access_version + 1 where id = $1', [
        userId,
      ]);
    });
    expect(moved).toContain('Other rows are yours to see now.');
    expect(moved).not.toContain(THEIRS);
  });

  it.each(['live', 'dataChanges'])('ends with the session: %s', async (what) => {
    const ended = await tellAfter(what, (userId) =>
      pool.query('delete from sessions where user_id = $1', [userId]),
    );
    expect(ended).toContain('You were signed out.');
  });

  it.each(['live', 'dataChanges'])('ends with the role: %s', async (what) => {
    const ended = await tellAfter(what, async (userId) => {
      await pool.query('delete from role_grants where user_id = $1', [userId]);
      await pool.query('update users set access_version = access_version + 1 where id = $1', [
        userId,
      ]);
    });
    expect(ended).toContain('Your role does not include this any more.');
  });
});
