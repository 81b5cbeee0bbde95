import { generateKeyPairSync } from 'node:crypto';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { App, Octokit } from 'octokit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { recordingFolders } from '../recorded/read-recording.ts';
import { smallRepository } from '../support/small-world.ts';

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const shop = smallRepository('octo/shop', {});
const world = { name: 'shop', endsAt: null, repositories: [shop] };

async function serve(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ world, ...options });
  running.push(simulator);
  return simulator;
}

function connect(simulator: Simulator, token = 'any-token') {
  return new Octokit({
    auth: token,
    baseUrl: simulator.url,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
}

const COUNTS_QUERY = `query counts($owner: String!, $name: String!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    issues { totalCount }
    deployments { totalCount }
    pullRequests(first: 50, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        reviews(first: 1) { totalCount }
        comments(first: 1) { totalCount }
        commits(first: 1) { totalCount }
        files(first: 1) { totalCount }
        reviewThreads(first: 100) { nodes { comments(first: 1) { totalCount } } }
        timelineItems(first: 1, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT, CLOSED_EVENT]) { totalCount }
      }
    }
  }
}`;

type Total = { totalCount: number };
type PullCounts = {
  number: number;
  reviews: Total;
  comments: Total;
  commits: Total;
  files: Total;
  reviewThreads: { nodes: { comments: Total }[] };
  timelineItems: Total;
};
type CountsAnswer = {
  rateLimit: { cost: number };
  repository: {
    issues: Total;
    deployments: Total;
    pullRequests: Total & {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: PullCounts[];
    };
  };
};

async function readCounts(octokit: Octokit, repository: WorldRepository) {
  const [owner, name] = repository.full_name.split('/');
  const nodes: PullCounts[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: CountsAnswer = await octokit.graphql(COUNTS_QUERY, { owner, name, after });
    const { pullRequests, issues, deployments } = answer.repository;
    nodes.push(...pullRequests.nodes);
    if (!pullRequests.pageInfo.hasNextPage) {
      return { nodes, issues: issues.totalCount, deployments: deployments.totalCount };
    }
    after = pullRequests.pageInfo.endCursor;
  }
}

function sum(nodes: PullCounts[], count: (node: PullCounts) => number): number {
  return nodes.reduce((total, node) => total + count(node), 0);
}

const folders = recordingFolders();

describe.skipIf(folders.length === 0)('recorded worlds over HTTP', () => {
  for (const folder of folders) {
    const recorded = loadWorld(folder);
    const [repository] = recorded.repositories;
    if (repository === undefined) {
      continue;
    }
    const [owner = '', repo = ''] = repository.full_name.split('/');
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator({ world: recorded });
    });
    afterAll(() => simulator.close());

    test(`${repo}: GraphQL pages hold every row of the recording, each once`, async () => {
      const { nodes, issues, deployments } = await readCounts(connect(simulator), repository);
      expect(new Set(nodes.map((node) => node.number)).size).toBe(repository.pulls.length);
      const pullNumbers = new Set(repository.pulls.map((pull) => pull.number));
      const counted = {
        pulls: nodes.length,
        issues,
        deployments,
        reviews: sum(nodes, (node) => node.reviews.totalCount),
        comments: sum(nodes, (node) => node.comments.totalCount),
        commits: sum(nodes, (node) => node.commits.totalCount),
        files: sum(nodes, (node) => node.files.totalCount),
        events: sum(nodes, (node) => node.timelineItems.totalCount),
      };
      expect(counted).toEqual({
        pulls: repository.pulls.length,
        issues: repository.issues.length,
        deployments: repository.deployments.length,
        reviews: repository.reviews.length,
        comments: repository.issueComments.filter((row) => pullNumbers.has(row.issue_number))
          .length,
        commits: repository.commits.length,
        files: repository.files.length,
        events: repository.timeline.filter(
          (row) =>
            row.pull_number !== undefined &&
            ['head_ref_force_pushed', 'closed'].includes(row.event),
        ).length,
      });
    });

    test(`${repo}: following Link headers gives as many rows as GraphQL counts`, async () => {
      const octokit = connect(simulator);
      const where = { owner, repo, per_page: 100 };
      const pulls = await octokit.paginate(octokit.rest.pulls.list, { ...where, state: 'all' });
      const comments = await octokit.paginate(octokit.rest.pulls.listReviewCommentsForRepo, where);
      const deployments = await octokit.paginate(octokit.rest.repos.listDeployments, where);
      expect(pulls.length).toBe(repository.pulls.length);
      expect(new Set(comments.map((row) => row.id)).size).toBe(repository.reviewComments.length);
      expect(deployments.length).toBe(repository.deployments.length);
    });

    test(`${repo}: the points spent are those that the answers name`, async () => {
      const before = simulator.stats().graphqlPoints;
      const { rateLimit }: CountsAnswer = await connect(simulator).graphql(COUNTS_QUERY, {
        owner,
        name: repo,
      });
      // 1 + 1 + 1 page, 6 lists of each of 50 pull requests, one list of each of 100 threads: 5,303 requests.
      expect(rateLimit.cost).toBe(53);
      expect(simulator.stats().graphqlPoints - before).toBe(53);
    });

    test(`${repo}: what lies between two merges is the later pull request and its merge`, async () => {
      const merged = repository.pulls
        .filter((pull) => pull.merged_at && pull.base.ref === repository.default_branch)
        .sort(
          (a, b) => String(a.merged_at).localeCompare(String(b.merged_at)) || a.number - b.number,
        );
      const [from, to] = merged.slice(-2);
      const { data } = await connect(simulator).rest.repos.compareCommitsWithBasehead({
        owner,
        repo,
        basehead: `${from?.merge_commit_sha}...${to?.merge_commit_sha}`,
      });
      expect(data.status).toBe('ahead');
      expect(data.commits.at(-1)?.sha).toBe(to?.merge_commit_sha);
      expect(data.commits.map((commit) => commit.sha)).toContain(to?.head.sha);
      expect(data.commits.map((commit) => commit.sha)).not.toContain(from?.merge_commit_sha);
    });
  }
});

describe('REST', () => {
  test('what has not changed is 304, and costs nothing', async () => {
    const simulator = await serve();
    const octokit = connect(simulator);
    const where = { owner: 'octo', repo: 'shop', pull_number: 1 };
    const first = await octokit.rest.pulls.get(where);
    const again = octokit.rest.pulls.get({
      ...where,
      headers: { 'if-none-match': first.headers.etag },
    });
    await expect(again).rejects.toMatchObject({
      status: 304,
      response: { headers: { 'x-ratelimit-used': '1' } },
    });
    expect(simulator.stats()).toMatchObject({ requests: 2, restCalls: 1, notModified: 1 });
  });

  test('a renamed repository answers with a redirect that octokit follows', async () => {
    const renamed = { ...shop, former_names: ['octo/old-shop'] };
    const simulator = await serve({ world: { ...world, repositories: [renamed] } });
    const { data } = await connect(simulator).rest.repos.get({ owner: 'octo', repo: 'old-shop' });
    expect(data.full_name).toBe('octo/shop');
  });

  test.each([
    ['/repos/octo/nothing', 404],
    ['/repos/octo/shop/pulls/99', 404],
    ['/nowhere', 404],
    ['/repos/octo/shop/compare/a...b', 404],
  ])('%s is GitHub’s own kind of error', async (path, status) => {
    const octokit = connect(await serve());
    await expect(octokit.request(`GET ${path}`)).rejects.toMatchObject({
      status,
      response: { data: { message: 'Not Found', status: '404' } },
    });
  });

  test('when the calls are used up, it is 403 with nothing remaining until the hour is over', async () => {
    let now = Date.parse('2026-03-01T10:00:00Z');
    const octokit = connect(await serve({ rateLimits: { core: 1 }, clock: () => new Date(now) }));
    await octokit.rest.meta.get();
    await expect(octokit.rest.meta.get()).rejects.toMatchObject({
      status: 403,
      response: {
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(now / 1000 + 3600),
        },
      },
    });
    now += 3_600_000;
    await expect(octokit.rest.meta.get()).resolves.toMatchObject({ status: 200 });
  });

  test('a GitHub Enterprise address serves the same', async () => {
    const simulator = await serve();
    const octokit = new Octokit({ auth: 't', baseUrl: `${simulator.url}/api/v3` });
    const { data } = await octokit.rest.repos.get({ owner: 'octo', repo: 'shop' });
    expect(data.url).toBe(`${simulator.url}/api/v3/repos/octo/shop`);
    const answer: { viewer: { login: string } } = await octokit.graphql('{ viewer { login } }');
    expect(answer.viewer.login).toBe('octo-reader');
  });
});

describe('GraphQL', () => {
  test.each([
    [
      'a list without first or last',
      'pullRequests { nodes { id } }',
      'MISSING_PAGINATION_BOUNDARIES',
    ],
    [
      'a page of more than 100',
      'pullRequests(first: 101) { nodes { id } }',
      'EXCESSIVE_PAGINATION',
    ],
    [
      'more than 500,000 possible nodes',
      `pullRequests(first: 100) { nodes { reviews(first: 100) { nodes {
        comments(first: 100) { nodes { id } } } } } }`,
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
    ['a pull request that does not exist', 'pullRequest(number: 99) { id }', 'NOT_FOUND'],
  ])('%s is an error with its type, and status 200', async (_name, selection, type) => {
    const octokit = connect(await serve());
    const query = `{ repository(owner: "octo", name: "shop") { ${selection} } }`;
    const { status, data } = await octokit.request('POST /graphql', { query });
    expect(status).toBe(200);
    expect(data.errors).toMatchObject([{ type }]);
  });

  test('more than 100 ids at once are refused', async () => {
    const octokit = connect(await serve());
    const ids = Array.from({ length: 101 }, (_, index) => `id${index}`);
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { data } = await octokit.request('POST /graphql', { query, variables: { ids } });
    expect(data.errors).toMatchObject([{ type: 'ARGUMENT_LIMIT' }]);
  });

  test('things are found by node id, and one that is missing does not hide the others', async () => {
    const octokit = connect(await serve());
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
    const variables = { ids: [shop.node_id, 'nothing', 'U_902'] };
    const { data } = await octokit.request('POST /graphql', { query, variables });
    expect(data).toMatchObject({
      data: {
        nodes: [
          { __typename: 'Repository', id: shop.node_id },
          null,
          { __typename: 'User', id: 'U_902' },
        ],
      },
      errors: [{ type: 'NOT_FOUND', path: ['nodes', 1] }],
    });
  });

  test('a world that changes between two pages loses no item', async () => {
    const simulator = await serve();
    const octokit = connect(simulator);
    const page = (after: string | null) =>
      octokit.graphql<{ repository: { pullRequests: Page } }>(
        `query($after: String) { repository(owner: "octo", name: "shop") {
          pullRequests(first: 1, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
            pageInfo { endCursor } nodes { number } } } }`,
        { after },
      );
    type Page = { pageInfo: { endCursor: string }; nodes: { number: number }[] };
    const first = (await page(null)).repository.pullRequests;
    const newest = { ...shop.pulls[0], number: 99, id: 99, created_at: '2026-12-01T00:00:00Z' };
    const grown = { ...shop, pulls: [...shop.pulls, newest as (typeof shop.pulls)[number]] };
    simulator.replaceWorld({ ...world, repositories: [grown] });
    const second = (await page(first.pageInfo.endCursor)).repository.pullRequests;
    expect([...first.nodes, ...second.nodes].map((node) => node.number)).toEqual([2, 1]);
  });

  test('an unknown repository is null beside an error', async () => {
    const octokit = connect(await serve());
    const query = '{ repository(owner: "octo", name: "nothing") { id } }';
    const { data } = await octokit.request('POST /graphql', { query });
    expect(data).toMatchObject({
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'] }],
    });
  });

  test('what the simulator does not know is an error that names it, never null', async () => {
    const octokit = connect(await serve());
    const query = '{ repository(owner: "octo", name: "shop") { licenseInfo { name } } }';
    const { data } = await octokit.request('POST /graphql', { query });
    expect(data.errors[0].message).toContain('Repository.licenseInfo');
  });

  test('an empty and archived repository says so', async () => {
    const repositories = [smallRepository('octo/empty', { archived: true, isEmpty: true })];
    const octokit = connect(await serve({ world: { ...world, repositories } }));
    const answer = await octokit.graphql(`{ repository(owner: "octo", name: "empty") {
      isEmpty isArchived defaultBranchRef { name } pullRequests(first: 5) { totalCount nodes { id } } } }`);
    expect(answer).toEqual({
      repository: {
        isEmpty: true,
        isArchived: true,
        defaultBranchRef: null,
        pullRequests: { totalCount: 0, nodes: [] },
      },
    });
  });

  test('a page that is too heavy is 502, a smaller one passes', async () => {
    const simulator = await serve({ heavyPageNodes: 1 });
    const octokit = connect(simulator);
    const page = (first: number) =>
      octokit.graphql(
        `{ repository(owner: "octo", name: "shop") { pullRequests(first: ${first}) { nodes { id } } } }`,
      );
    await expect(page(2)).rejects.toMatchObject({ status: 502 });
    await expect(page(1)).resolves.toBeDefined();
    expect(simulator.stats().heavyPages).toBe(1);
  });

  test('when the points are used up, it says RATE_LIMITED with status 200', async () => {
    const octokit = connect(await serve({ rateLimits: { graphql: 1 } }));
    const ask = () => octokit.request('POST /graphql', { query: '{ viewer { login } }' });
    await ask();
    const { headers, data } = await ask();
    expect(headers['x-ratelimit-remaining']).toBe('0');
    expect(data.errors).toMatchObject([{ type: 'RATE_LIMITED' }]);
  });
});

test('octokit’s own retries get over two 502 pages', async () => {
  const simulator = await serve({
    faults: [{ times: 2, effect: { kind: 'status', status: 502 } }],
  });
  const octokit = new Octokit({
    auth: 't',
    baseUrl: simulator.url,
    retry: { retryAfterBaseValue: 1 },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const { data } = await octokit.rest.pulls.get({ owner: 'octo', repo: 'shop', pull_number: 1 });
  expect(data.number).toBe(1);
  expect(simulator.stats()).toMatchObject({ requests: 3, restCalls: 1, faults: { status: 2 } });
});

test('a GitHub App becomes an installation whose token reads the repositories', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const simulator = await serve({ tokens: [] });
  const app = new App({
    appId: 1,
    privateKey,
    Octokit: Octokit.defaults({ baseUrl: simulator.url }),
  });
  const { data } = await app.octokit.request('GET /repos/{owner}/{repo}/installation', {
    owner: 'octo',
    repo: 'shop',
  });
  const octokit = await app.getInstallationOctokit(data.id);
  const { data: found } = await octokit.request('GET /installation/repositories');
  expect(found.repositories.map((repository) => repository.full_name)).toEqual(['octo/shop']);
  const answer = await octokit.graphql(
    '{ repository(owner: "octo", name: "shop") { pullRequests(first: 1) { totalCount } } }',
  );
  expect(answer).toEqual({ repository: { pullRequests: { totalCount: 2 } } });
});

describe('tokens', () => {
  const tokens: SimulatorOptions['tokens'] = [
    { token: 'fine', permissions: { metadata: 'read', pull_requests: 'read' } },
    { token: 'classic', scopes: ['repo'] },
  ];

  test('an unknown one is refused', async () => {
    const octokit = connect(await serve({ tokens }), 'wrong');
    await expect(octokit.rest.users.getAuthenticated()).rejects.toMatchObject({
      status: 401,
      response: { data: { message: 'Bad credentials' } },
    });
    await expect(octokit.graphql('{ viewer { login } }')).rejects.toMatchObject({ status: 401 });
  });

  test('only a classic one tells its scopes', async () => {
    const simulator = await serve({ tokens });
    const scopes = async (token: string) =>
      (await connect(simulator, token).rest.users.getAuthenticated()).headers['x-oauth-scopes'];
    expect(await scopes('classic')).toBe('repo');
    expect(await scopes('fine')).toBeUndefined();
  });

  test('a missing permission is 403 in REST and FORBIDDEN in GraphQL', async () => {
    const octokit = connect(await serve({ tokens }), 'fine');
    const where = { owner: 'octo', repo: 'shop' };
    await expect(octokit.rest.pulls.list(where)).resolves.toMatchObject({ status: 200 });
    await expect(octokit.rest.repos.listDeployments(where)).rejects.toMatchObject({ status: 403 });
    const query =
      '{ repository(owner: "octo", name: "shop") { deployments(first: 1) { totalCount } } }';
    const { data } = await octokit.request('POST /graphql', { query });
    expect(data).toMatchObject({ data: { repository: null }, errors: [{ type: 'FORBIDDEN' }] });
  });
});
