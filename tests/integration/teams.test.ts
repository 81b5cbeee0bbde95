import type { Database } from '@bellwether/server/db/open-database';
import { deleteConnection } from '@bellwether/server/features/connections/removal.store';
import { ownersOf, readCodeOwners } from '@bellwether/server/features/people/code-owners.service';
import { readPeople } from '@bellwether/server/features/people/people.service';
import {
  addPath,
  createTeam,
  deleteOwnTeam,
  readTeams,
  removePath,
  renameOwnTeam,
  setTeamMembers,
  setTeamRepositories,
} from '@bellwether/server/features/people/teams.service';
import {
  exportPullRequests,
  findRepositories,
} from '@bellwether/server/features/pull-requests/export-pull-requests.service';
import type { SimulatorToken } from '@bellwether/server/github-simulator/access-tokens';
import type { World, WorldTeam } from '@bellwether/server/github-simulator/world.types';
import { discoverTeams } from '@bellwether/server/sync/discover-teams';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiFetch } from '../support/api-fetch.ts';
import { openTestDatabase } from '../support/database.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import { startTestServer } from '../support/test-server.ts';
import {
  makeCommit,
  makePull,
  makeRepository,
  makeSha,
  makeUser,
  makeWorld,
} from '../support/world-rows.ts';

const lena = makeUser('lena', { name: 'Lena Vogt' });
const tom = makeUser('tom', { id: 812, name: null });

const team = (id: number, slug: string, more: Partial<WorldTeam> = {}): WorldTeam => ({
  ...{ id, slug, name: slug.toUpperCase(), organization: 'acme', members: [], repositories: [] },
  ...more,
});

const codeOwners = {
  path: 'docs/CODEOWNERS' as const,
  text: '* @acme/web\n*.md @lena\n/apps/legacy\n!/x @lena\n',
};

function worldWith(teams: WorldTeam[], file: typeof codeOwners | undefined = codeOwners): World {
  const shop = makeRepository('acme/shop', {
    pulls: [makePull(1, { user: lena }), makePull(2, { user: tom })],
    commits: [makeCommit(1, makeSha('head 1')), makeCommit(2, makeSha('head 2'))],
    ...(file === undefined ? {} : { codeOwners: file }),
  });
  return { ...makeWorld(shop), teams };
}

const twoTeams = [
  team(1, 'shop', { members: [tom], repositories: ['acme/shop', 'acme/elsewhere'] }),
  team(2, 'web', { members: [lena], parent: { slug: 'shop' } }),
];

let db: Database;
let synced: SyncedWorld | undefined;
const jobs = { send: async () => undefined, list: async () => [], retry: async () => undefined };
const app = () => ({ db, jobs, clock: () => new Date() });

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  await db.pool.query(
    'truncate pull_request_facts, pull_requests, repositories, connections, accounts, people, teams, person_changes cascade',
  );
});
afterEach(async () => {
  await synced?.close();
  synced = undefined;
});
afterAll(() => db.close());

async function serve(world: World, tokens?: SimulatorToken[]): Promise<SyncedWorld> {
  synced = await serveWorld(
    db,
    world,
    tokens === undefined ? {} : { tokens },
    {},
    { discover: discoverTeams },
  );
  return synced;
}

async function discover(world: SyncedWorld): Promise<void> {
  await world.runner.request({ kind: 'discover', connectionId: world.connectionId }, 'person');
  await world.runner.whenIdle();
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

async function exported(teams: string[]): Promise<string> {
  const choice = {
    ...{ by: 'createdAt' as const, from: null, to: null, search: '' },
    ...{ authors: [], baseBranches: [], teams, scope: EVERYTHING },
  };
  let text = '';
  for await (const piece of exportPullRequests(
    app(),
    await findRepositories(app(), [], EVERYTHING),
    choice,
  )) {
    text += piece;
  }
  return text;
}

const outline = async () =>
  (await readTeams(app(), null)).teams.map(({ handle, parentName, members, repositories }) => ({
    ...{ handle, parentName },
    members: members.map(({ name }) => name),
    repositories: repositories.map(({ repository, origin }) => `${repository} ${origin}`),
  }));

describe('teams of GitHub', () => {
  it('come with parents, members and repositories, and twice is the same', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    await discover(world);
    const expected = [
      {
        ...{ handle: 'acme/shop', parentName: null },
        ...{ members: ['tom'], repositories: ['acme/shop github'] },
      },
      { handle: 'acme/web', parentName: 'SHOP', members: ['Lena Vogt'], repositories: [] },
    ];
    expect(await outline()).toEqual(expected);
    const before = await db.pool.query('select * from teams order by id');
    await discover(world);
    expect(await outline()).toEqual(expected);
    expect((await db.pool.query('select * from teams order by id')).rows).toEqual(before.rows);
    expect((await readTeams(app(), null)).imports).toMatchObject([
      { organization: 'acme', error: null },
    ]);
  });

  it('one with more members and repositories than a page holds is complete', async () => {
    const members = Array.from({ length: 230 }, (_, index) =>
      makeUser(`member-${index}`, { id: 10_000 + index, node_id: `U_m${index}` }),
    );
    const teams = [
      ...Array.from({ length: 60 }, (_, index) => team(100 + index, `small-${index}`)),
      team(9, 'large', { members }),
    ];
    const world = await serve(worldWith(teams));
    await discover(world);
    const stored = await outline();
    expect(stored.length).toBe(61);
    expect(stored.find(({ handle }) => handle === 'acme/large')?.members.length).toBe(230);
  });

  it('follow renames, also where two teams swap their names, and mark what is gone', async () => {
    const world = await serve(worldWith(twoTeams));
    await discover(world);
    const ids = (await readTeams(app(), null)).teams.map(({ id }) => id);
    world.simulator.replaceWorld(
      worldWith([
        team(1, 'web', { members: [lena, tom] }),
        team(2, 'shop'),
        team(3, 'third', { members: [lena] }),
      ]),
    );
    await discover(world);
    expect((await outline()).map(({ handle, members }) => [handle, members])).toEqual([
      ['acme/shop', []],
      ['acme/third', ['Lena Vogt']],
      ['acme/web', ['Lena Vogt', 'tom']],
    ]);
    const renamed = (await readTeams(app(), null)).teams;
    expect(renamed.find(({ slug }) => slug === 'web')?.id).toBe(ids[0]);
    world.simulator.replaceWorld(worldWith([team(4, 'web')]));
    await discover(world);
    expect((await outline()).map(({ handle }) => handle)).toEqual(['acme/web']);
    const { rows } = await db.pool.query(
      'select count(*)::int n from teams where removed_at is not null',
    );
    expect(rows).toEqual([{ n: 3 }]);
  });

  it.each<[string, SimulatorToken]>([
    ['a classic token without the scope', { token: 'any', scopes: ['repo'] }],
    [
      'a fine-grained token without members',
      { token: 'any', permissions: { metadata: 'read', contents: 'read' } },
    ],
  ])('%s says so, and keeps what is there', async (_, token) => {
    const full = await serve(worldWith(twoTeams));
    await discover(full);
    const before = await outline();
    await full.close();
    await db.pool.query('delete from connections');
    const world = await serve(worldWith([team(7, 'other')]), [token]);
    await discover(world);
    expect((await outline()).map(({ handle }) => handle)).toEqual(
      before.map(({ handle }) => handle),
    );
    const [found] = (await readTeams(app(), null)).imports;
    expect(found).toMatchObject({ readAt: null, error: { code: 'upstream_forbidden' } });
    expect(found?.error?.remedy).toContain('read:org');
  });

  it('a person’s own repositories have no teams, and nothing is said of it', async () => {
    const world = worldWith(twoTeams);
    const [shop] = world.repositories;
    const owner = { ...makeUser('acme'), type: 'User' as const };
    const served = await serve({
      ...world,
      repositories: shop === undefined ? [] : [{ ...shop, owner }],
    });
    await discover(served);
    expect(await readTeams(app(), null)).toMatchObject({
      teams: [],
      imports: [],
    });
  });
});

describe('teams of one’s own', () => {
  it('are named, renamed, given people, repositories and paths, and deleted', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    await discover(world);
    const { people } = await readPeople(app());
    const [someone] = people;
    const { teamId } = await createTeam(app(), 'Zürich Payments');
    await setTeamMembers(app(), { teamId, personIds: [someone?.id ?? ''] });
    await setTeamRepositories(app(), { teamId, repositoryIds: ['R_acme/shop'] });
    await addPath(app(), { teamId, repositoryId: 'R_acme/shop', pattern: '/apps/' });
    await renameOwnTeam(app(), { teamId, name: 'Zürich Pay' });
    const own = (await readTeams(app(), null)).teams.find(({ id }) => id === teamId);
    expect(own).toMatchObject({
      ...{ handle: 'zurich-pay', organization: null },
      members: [{ name: someone?.displayName }],
      repositories: [{ repository: 'acme/shop', origin: 'person' }],
      paths: [{ pattern: '/apps/' }],
    });
    await discover(world);
    expect((await readTeams(app(), null)).teams.find(({ id }) => id === teamId)).toEqual(own);
    await deleteOwnTeam(app(), teamId);
    expect((await outline()).map(({ handle }) => handle)).toEqual(['acme/shop', 'acme/web']);
  });

  it('no name twice, also at the same moment; GitHub’s teams are GitHub’s', async () => {
    const world = await serve(worldWith(twoTeams));
    await discover(world);
    const ended = await Promise.allSettled([createTeam(app(), 'Ops'), createTeam(app(), 'ops!')]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(createTeam(app(), 'Web'))).field).toBe('name');
    expect((await refusal(createTeam(app(), '!!!'))).field).toBe('name');
    const [github] = (await readTeams(app(), null)).teams.filter(
      ({ organization }) => organization,
    );
    const teamId = github?.id ?? '';
    expect((await refusal(deleteOwnTeam(app(), teamId))).code).toBe('conflict');
    expect((await refusal(setTeamMembers(app(), { teamId, personIds: [] }))).code).toBe('conflict');
    const path = { teamId, repositoryId: 'R_acme/shop', pattern: '!x' };
    expect((await refusal(addPath(app(), path))).field).toBe('pattern');
  });

  it('stay when a connection is removed; those of GitHub go with its repositories', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    await discover(world);
    await createTeam(app(), 'Ops');
    await deleteConnection(db, world.connectionId);
    expect((await outline()).map(({ handle }) => handle)).toEqual(['ops']);
    expect((await readPeople(app())).people).toEqual([]);
  });

  it('a repository given to a team stays when GitHub takes it back', async () => {
    const world = await serve(worldWith([team(1, 'shop')]));
    await discover(world);
    const teamId = (await readTeams(app(), null)).teams[0]?.id ?? '';
    await setTeamRepositories(app(), { teamId, repositoryIds: ['R_acme/shop'] });
    await discover(world);
    expect((await outline())[0]?.repositories).toEqual(['acme/shop person']);
  });
});

describe('code owners', () => {
  const owners = (path: string) => ownersOf(app(), 'R_acme/shop', path, null);

  it('come with the repository, with what GitHub skips and why', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    const [file] = await readCodeOwners(app());
    expect(file).toMatchObject({ repository: 'acme/shop', path: 'docs/CODEOWNERS' });
    expect(file?.lines.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
    expect(await owners('apps/x.ts')).toMatchObject({ source: 'code-owners', line: 1 });
    expect(await owners('/readme.md')).toMatchObject({ owners: ['@lena'], line: 2 });
    expect(await owners('apps/legacy/x')).toMatchObject({ owners: [], line: 3 });
  });

  it('a file that was changed, moved or removed is followed', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    const pushed = (next: World) => ({
      ...next,
      repositories: next.repositories.map((one) => ({ ...one, pushed_at: '2026-02-09T00:00:00Z' })),
    });
    const shorter = { path: 'docs/CODEOWNERS' as const, text: '/a/ @tom' };
    world.simulator.replaceWorld(pushed(worldWith(twoTeams, shorter)));
    await world.pass();
    expect((await readCodeOwners(app()))[0]?.lines).toMatchObject([{ pattern: '/a/' }]);
    const without = pushed(worldWith(twoTeams));
    const repositories = without.repositories.map(({ codeOwners: _gone, ...rest }) => ({
      ...rest,
      pushed_at: '2026-02-10T00:00:00Z',
    }));
    world.simulator.replaceWorld({ ...without, repositories });
    await world.pass();
    expect((await readCodeOwners(app()))[0]).toMatchObject({ path: null, lines: [] });
    expect(await owners('a/b')).toMatchObject({ source: 'none', owners: [] });
  });

  it('what was given to a team here goes first, the longest pattern of all', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    await discover(world);
    const { teams } = await readTeams(app(), null);
    const [shop, web] = teams.map(({ id }) => id);
    const give = (teamId: string | undefined, pattern: string) =>
      addPath(app(), { teamId: teamId ?? '', repositoryId: 'R_acme/shop', pattern });
    await give(shop, '/apps/');
    await give(web, '/apps/web/');
    expect(await owners('apps/web/x.md')).toMatchObject({ source: 'team-path', owners: ['WEB'] });
    expect(await owners('apps/x.md')).toMatchObject({ owners: ['SHOP'], pattern: '/apps/' });
    expect((await refusal(give(shop, '/apps/'))).code).toBe('conflict');
    const path = (await readTeams(app(), null)).teams[0]?.paths[0];
    await removePath(app(), path?.id ?? '');
    expect(await owners('apps/x.md')).toMatchObject({ source: 'code-owners', line: 2 });
  });
});

describe('pull requests by team', () => {
  it('are those of its people with whatever account, and of the teams within it', async () => {
    const world = await serve(worldWith(twoTeams));
    await world.pass();
    await discover(world);
    const numbers = async (teams: string[]) =>
      [...(await exported(teams)).matchAll(/^acme\/shop,(\d+)/gm)].map(([, number]) => number);
    expect(await numbers([])).toEqual(['1', '2']);
    expect(await numbers(['acme/web'])).toEqual(['1']);
    expect(await numbers(['ACME/shop'])).toEqual(['1', '2']);
    const { people } = await readPeople(app());
    const { teamId } = await createTeam(app(), 'Alone');
    await setTeamMembers(app(), { teamId, personIds: [] });
    expect(await numbers(['alone'])).toEqual([]);
    const ofTom = people.find(({ displayName }) => displayName === 'tom');
    await setTeamMembers(app(), { teamId, personIds: [ofTom?.id ?? ''] });
    expect(await numbers(['alone'])).toEqual(['2']);
  });

  it('can be asked for over HTTP, and a team that is not there is named', async () => {
    const server = await startTestServer();
    try {
      await createTeam(server.app, 'Web');
      const ask = (path: string) => apiFetch(`${server.url}/api/v1/${path}`);
      expect((await ask('pull-requests.csv?team=web')).status).toBe(200);
      const period = 'from=2026-01-01&to=2026-02-01';
      expect((await ask(`metrics/pickup?${period}&team=WEB`)).status).toBe(200);
      for (const path of ['pull-requests.csv?team=nope', `metrics/pickup?${period}&team=nope`]) {
        const answer = await ask(path);
        expect(answer.status).toBe(404);
        expect(await answer.json()).toMatchObject({
          error: { field: 'team', remedy: 'The teams are web.' },
        });
      }
    } finally {
      await server.remove();
    }
  });
});
