import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitGraph } from './commit-graph.ts';
import { type DeployedByInput, findDeployedBy } from './deployed-by.ts';
import { defaultDeploymentRule } from './deployment-rule.ts';
import { deploymentRow } from './deployments.fixture.ts';
import { type DeploymentRow, finishedAtOf } from './production-deployments.rules.ts';
import { comparisonKey } from './version-trail.ts';

/** m1 ← m2 ← m3 …: each merge has the one before and a head `h…` as parents. */
const chain: CommitGraph = new Map(
  [1, 2, 3, 4, 5].flatMap((n): [string, string[]][] => [
    [`m${n}`, n === 1 ? ['h1'] : [`m${n - 1}`, `h${n}`]],
    [`h${n}`, []],
  ]),
);

const at = (minute: number) => new Date(Date.UTC(2026, 2, 23, 9, minute));

function deploy(
  id: string,
  sha: string,
  minute: number,
  more: Partial<DeploymentRow> | string = {},
): DeploymentRow {
  const statuses = [{ state: 'success', createdAt: at(minute) }];
  const changes = typeof more === 'string' ? { environment: more } : more;
  return deploymentRow({ id, sha, statuses, ...changes });
}

function find(deployments: DeploymentRow[], changes: Partial<DeployedByInput> = {}) {
  const answer = findDeployedBy({
    deployments,
    graph: chain,
    pullRequests: [1, 2, 3, 4, 5].map((n) => ({
      id: `p${n}`,
      mergeCommitSha: `m${n}`,
      baseBranch: 'main',
    })),
    defaultBranch: 'main',
    rule: defaultDeploymentRule,
    ...changes,
  });
  const by = Object.fromEntries([...answer.deploymentOf].map(([id, { id: of }]) => [id, of]));
  const kinds = Object.fromEntries(answer.steps.map((step) => [step.deployment.id, step.kind]));
  return { ...answer, by, kinds };
}

describe('findDeployedBy (B9, C13)', () => {
  test('B9.1 a deployment brings what is reachable from it and not from the one before, in order of finish', () => {
    const { by, missingComparisons } = find([
      deploy('c', 'm5', 30),
      deploy('a', 'm2', 10),
      deploy('b', 'm4', 20),
    ]);
    expect(by).toEqual({ p3: 'b', p4: 'b', p5: 'c' });
    expect(missingComparisons).toEqual([]);
  });

  test('B9.1 environments follow each other each for itself; prod and production are one', () => {
    const rule = { ...defaultDeploymentRule, environments: ['production-*', 'production', 'prod'] };
    const deployments = [
      deploy('eu1', 'm1', 1, 'production-eu'),
      deploy('us1', 'm2', 2, 'production-us'),
      deploy('eu2', 'm4', 3, 'production-eu'),
      deploy('us2', 'm4', 4, 'Production-US'),
      deploy('p1', 'm1', 5, 'PROD'),
      deploy('p2', 'm5', 6, 'production'),
    ];
    const { by, steps, kinds } = find(deployments, { rule });
    expect(by).toEqual({ p2: 'eu2', p3: 'eu2', p4: 'eu2', p5: 'p2' });
    expect(kinds).toMatchObject({ us1: 'baseline', us2: 'change', p1: 'baseline', p2: 'change' });
    expect(steps.find(({ deployment }) => deployment.id === 'us2')?.pullRequestIds).toEqual([
      'p4',
      'p3',
    ]);
  });

  test('B9.2 each service has its own pull requests; for the row the earliest deployment counts', () => {
    const { by, steps } = find([
      deploy('web1', 'm1', 1, { service: 'web' }),
      deploy('api1', 'm1', 2, { service: 'api' }),
      deploy('api2', 'm3', 3, { service: 'api' }),
      deploy('web2', 'm4', 4, { service: 'web' }),
    ]);
    expect(by).toEqual({ p2: 'api2', p3: 'api2', p4: 'web2' });
    const brought = Object.fromEntries(
      steps.map(({ deployment, pullRequestIds }) => [deployment.id, pullRequestIds.toSorted()]),
    );
    expect(brought).toEqual({
      web1: [],
      api1: [],
      api2: ['p2', 'p3'],
      web2: ['p2', 'p3', 'p4'],
    });
  });

  test('B9.3 the first known deployment is a baseline and brings nothing, however old the pull requests', () => {
    const { by, kinds } = find([deploy('a', 'm5', 1)]);
    expect(by).toEqual({});
    expect(kinds).toEqual({ a: 'baseline' });
  });

  test('B9.3 unless the commit before it is told: then it brings what came since', () => {
    const { by, kinds } = find([deploy('a', 'm3', 1, { kind: 'api', previousSha: 'm1' })]);
    expect(by).toEqual({ p2: 'a', p3: 'a' });
    expect(kinds).toEqual({ a: 'change' });
  });

  test('B9.3 a later deployment follows the one that is known, whatever its sender says', () => {
    const { by } = find([deploy('a', 'm3', 1), deploy('b', 'm4', 2, { previousSha: 'm1' })]);
    expect(by).toEqual({ p4: 'b' });
  });

  test('B9.4 the commit of the source stands for one that a build made', () => {
    const { by, missingComparisons } = find([
      deploy('a', 'bump1', 1, { sourceSha: 'm1' }),
      deploy('b', 'bump2', 2, { sourceSha: 'm3' }),
      deploy('c', 'bump3', 3, { sourceSha: 'm3' }),
    ]);
    expect(by).toEqual({ p2: 'b', p3: 'b' });
    expect(missingComparisons).toEqual([]);
  });

  test('B9.5 a squash or rebase merge is found by the commit that it left, an unnamed one by its head', () => {
    const pull = (id: string, mergeCommitSha: string | null, headSha: string) => ({
      ...{ id, mergeCommitSha, headSha, baseBranch: 'main' },
    });
    const { by } = find([deploy('a', 'm1', 1), deploy('b', 'm3', 2)], {
      pullRequests: [
        pull('squashed', 'm2', 'gone'),
        pull('unnamed', null, 'h3'),
        pull('later', 'm4', 'h2'),
      ],
    });
    expect(by).toEqual({ squashed: 'b', unnamed: 'b' });
  });

  test('B9.5 a rebase merge of four commits is deployed with the last of them', () => {
    const graph = new Map([1, 2, 3, 4, 5].map((n) => [`r${n}`, n === 1 ? [] : [`r${n - 1}`]]));
    const pullRequests = [{ id: 'rebased', mergeCommitSha: 'r5', baseBranch: 'main' }];
    const half = [deploy('a', 'r1', 1), deploy('b', 'r4', 2)];
    expect(find(half, { graph, pullRequests }).by).toEqual({});
    expect(find([...half, deploy('c', 'r5', 3)], { graph, pullRequests }).by).toEqual({
      rebased: 'c',
    });
  });

  test('B9.6 a redeployment of the same commit brings nothing', () => {
    const { by, kinds } = find([deploy('a', 'm1', 1), deploy('b', 'm2', 2), deploy('c', 'm2', 3)]);
    expect(by).toEqual({ p2: 'b' });
    expect(kinds).toEqual({ a: 'baseline', b: 'change', c: 'redeploy' });
  });

  test('B9.7 finished is the first success, whatever came later', () => {
    const statuses = [
      { state: 'inactive', createdAt: at(40) },
      { state: 'success', createdAt: at(30) },
      { state: 'success', createdAt: at(20) },
      { state: 'failure', createdAt: at(10) },
    ];
    expect(finishedAtOf({ statuses })).toEqual(at(20));
  });

  test('B9.9 there is no cap: the ten thousandth commit since the last deployment is brought', () => {
    const graph = new Map(
      Array.from({ length: 10_001 }, (_, n) => [`m${n}`, n === 0 ? [] : [`m${n - 1}`]]),
    );
    const pullRequests = [{ id: 'old', mergeCommitSha: 'm1', baseBranch: 'main' }];
    const deployments = [deploy('a', 'm0', 1), deploy('b', 'm10000', 2)];
    expect(find(deployments, { graph, pullRequests }).by).toEqual({ old: 'b' });
  });

  test('after a rollback the earlier deployment keeps what it brought first', () => {
    const { by, kinds } = find([
      deploy('a', 'm1', 1),
      deploy('b', 'm4', 2),
      deploy('c', 'm2', 3),
      deploy('d', 'm5', 4),
    ]);
    expect(by).toEqual({ p2: 'b', p3: 'b', p4: 'b', p5: 'd' });
    expect(kinds).toMatchObject({ c: 'rollback', d: 'change' });
  });

  test('V1 → V2 → V3 → V1 is a rollback, V1 → V1 is none, and the way forward again is none', () => {
    const versions = ['m1', 'm2', 'm3', 'm1', 'm1', 'm3'];
    const { steps } = find(versions.map((sha, index) => deploy(`d${index}`, sha, index)));
    expect(steps.map(({ kind }) => kind)).toEqual([
      ...['baseline', 'change', 'change'],
      ...['rollback', 'redeploy', 'change'],
    ]);
  });

  test('after a return to before the baseline, what comes back is brought by the range', () => {
    const { by } = find([deploy('a', 'm3', 1), deploy('b', 'm1', 2), deploy('c', 'm4', 3)]);
    expect(by).toEqual({ p2: 'c', p3: 'c', p4: 'c' });
  });

  test('other environments, failures and other branches are not production', () => {
    const failed = deploy('x', 'm3', 2, { statuses: [{ state: 'failure', createdAt: at(2) }] });
    const { by } = find(
      [deploy('a', 'm1', 1, 'PROD'), failed, deploy('s', 'm5', 3, 'staging'), deploy('b', 'm5', 4)],
      { pullRequests: [{ id: 'p3', mergeCommitSha: 'm3', baseBranch: 'release' }] },
    );
    expect(by).toEqual({});
    expect(find([failed]).steps).toEqual([]);
  });

  test('a graph with holes says what must be compared, and claims nothing', () => {
    const graph = new Map([['m5', ['m4', 'h5']]]);
    const deployments = [deploy('a', 'm1', 1), deploy('b', 'm3', 2), deploy('c', 'm5', 3)];
    const { by, missingComparisons, kinds } = find(deployments, { graph });
    expect(by).toEqual({});
    expect(missingComparisons).toEqual([
      { baseSha: 'm1', headSha: 'm3' },
      { baseSha: 'm3', headSha: 'm5' },
    ]);
    expect(kinds).toEqual({ a: 'baseline', b: 'not_known', c: 'not_known' });
  });

  test('a commit that nobody knows leaves open what it and the next one brought, and nothing after', () => {
    const { by, kinds } = find([
      deploy('a', 'm1', 1),
      deploy('b', 'nobody knows', 2),
      deploy('c', 'm4', 3),
      deploy('d', 'm5', 4),
    ]);
    expect(kinds).toEqual({ a: 'baseline', b: 'not_known', c: 'not_known', d: 'change' });
    expect(by).toEqual({ p5: 'd' });
  });

  test('once compared, what the graph lacks is reachable from the base, and not brought', () => {
    const graph = new Map([
      ['m5', ['m4', 'h5']],
      ['m4', ['m3', 'h4']],
    ]);
    const compared = new Set([comparisonKey({ baseSha: 'm3', headSha: 'm5' })]);
    const { by, missingComparisons } = find([deploy('a', 'm3', 1), deploy('b', 'm5', 2)], {
      graph,
      compared,
      pullRequests: ['m3', 'm4', 'm5', 'h4'].map((sha) => ({
        ...{ id: sha, mergeCommitSha: sha, baseBranch: 'main' },
      })),
    });
    expect(by).toEqual({ m4: 'b', m5: 'b' });
    expect(missingComparisons).toEqual([]);
  });
});

test('equals the set difference of whole histories on any graph and any order of versions', () => {
  const graphs = fc.integer({ min: 1, max: 14 }).chain((size) =>
    fc.record({
      parents: fc.tuple(
        ...Array.from({ length: size }, (_, n) =>
          n === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(n - 1), { maxLength: 2 }),
        ),
      ),
      versions: fc.array(fc.nat(size - 1), { maxLength: 8 }),
    }),
  );
  fc.assert(
    fc.property(graphs, ({ parents, versions }) => {
      const graph = new Map(parents.map((list, n) => [`m${n}`, list.map((of) => `m${of}`)]));
      const deployments = versions.map((n, index) => deploy(`d${index}`, `m${n}`, index));
      const { by, missingComparisons } = find(deployments, {
        graph,
        pullRequests: parents.map((_, n) => ({
          id: `p${n}`,
          mergeCommitSha: `m${n}`,
          baseBranch: 'main',
        })),
      });
      expect(missingComparisons).toEqual([]);
      expect(by).toEqual(bySetDifference(graph, versions));
    }),
    { numRuns: 500 },
  );
});

function bySetDifference(graph: CommitGraph, versions: readonly number[]): Record<string, string> {
  const by: Record<string, string> = {};
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    if (before === undefined) {
      continue;
    }
    const held = reachable(graph, `m${before}`);
    for (const sha of reachable(graph, `m${version}`)) {
      if (!held.has(sha)) {
        by[sha.replace('m', 'p')] ??= `d${index}`;
      }
    }
  }
  return by;
}

function reachable(graph: CommitGraph, sha: string): Set<string> {
  return new Set([
    sha,
    ...(graph.get(sha) ?? []).flatMap((parent) => [...reachable(graph, parent)]),
  ]);
}
