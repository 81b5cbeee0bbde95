import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitGraph } from './commit-graph.ts';
import { comparisonKey, type DeployedByInput, findDeployedBy } from './deployed-by.ts';
import {
  type DeploymentRow,
  defaultProductionEnvironments,
  finishedAtOf,
} from './production-deployments.rules.ts';

/** m1 ← m2 ← m3 …: each merge has the one before and a head `h…` as parents. */
const chain: CommitGraph = new Map(
  [1, 2, 3, 4, 5].flatMap((n): [string, string[]][] => [
    [`m${n}`, n === 1 ? ['h1'] : [`m${n - 1}`, `h${n}`]],
    [`h${n}`, []],
  ]),
);

const at = (minute: number) => new Date(Date.UTC(2026, 2, 23, 9, minute));

function deploy(id: string, sha: string, minute: number, environment = 'production') {
  const statuses = [{ state: 'success', createdAt: at(minute) }];
  return { id, sha, environment, statuses };
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
    productionEnvironments: defaultProductionEnvironments,
    ...changes,
  });
  const by = Object.fromEntries([...answer.deploymentOf].map(([id, { id: of }]) => [id, of]));
  return { ...answer, by };
}

describe('findDeployedBy (B9, C13)', () => {
  test('the first deployment is the baseline and brings nothing; the next brings what is new', () => {
    const { by, baseline, missingComparisons } = find([
      deploy('c', 'm5', 30),
      deploy('a', 'm2', 10),
      deploy('b', 'm4', 20),
    ]);
    expect(baseline?.id).toBe('a');
    expect(by).toEqual({ p3: 'b', p4: 'b', p5: 'c' });
    expect(missingComparisons).toEqual([]);
  });

  test('a redeployment of the same commit brings nothing (B9.6)', () => {
    const { by, steps } = find([deploy('a', 'm1', 1), deploy('b', 'm2', 2), deploy('c', 'm2', 3)]);
    expect(by).toEqual({ p2: 'b' });
    expect(steps.map(({ kind }) => kind)).toEqual(['baseline', 'change', 'redeploy']);
  });

  test('after a rollback the earlier deployment keeps what it brought first', () => {
    const { by } = find([
      deploy('a', 'm1', 1),
      deploy('b', 'm4', 2),
      deploy('c', 'm2', 3),
      deploy('d', 'm5', 4),
    ]);
    expect(by).toEqual({ p2: 'b', p3: 'b', p4: 'b', p5: 'd' });
  });

  test('after a return to before the baseline, what comes back is brought by the range', () => {
    const { by } = find([deploy('a', 'm3', 1), deploy('b', 'm1', 2), deploy('c', 'm4', 3)]);
    expect(by).toEqual({ p2: 'c', p3: 'c', p4: 'c' });
  });

  test('other environments, failures and other branches are not production', () => {
    const failed = { ...deploy('x', 'm3', 2), statuses: [{ state: 'failure', createdAt: at(2) }] };
    const { by } = find(
      [deploy('a', 'm1', 1, 'PROD'), failed, deploy('s', 'm5', 3, 'staging'), deploy('b', 'm5', 4)],
      { pullRequests: [{ id: 'p3', mergeCommitSha: 'm3', baseBranch: 'release' }] },
    );
    expect(by).toEqual({});
    expect(find([failed]).baseline).toBeNull();
  });

  test('finished is the first success, whatever came later (B9.7)', () => {
    const statuses = [
      { state: 'inactive', createdAt: at(40) },
      { state: 'success', createdAt: at(30) },
      { state: 'success', createdAt: at(20) },
      { state: 'failure', createdAt: at(10) },
    ];
    expect(finishedAtOf({ id: 'a', sha: 'm1', environment: 'prod', statuses })).toEqual(at(20));
  });

  test('a graph with holes says what must be compared, and claims nothing', () => {
    const graph = new Map([['m5', ['m4', 'h5']]]);
    const deployments = [deploy('a', 'm1', 1), deploy('b', 'm3', 2), deploy('c', 'm5', 3)];
    const { by, missingComparisons, steps } = find(deployments, { graph });
    expect(by).toEqual({});
    expect(missingComparisons).toEqual([
      { baseSha: 'm1', headSha: 'm3' },
      { baseSha: 'm3', headSha: 'm5' },
    ]);
    expect(steps.map(({ kind }) => kind)).toEqual(['baseline', 'not_known', 'not_known']);
  });

  test('once compared, what the graph lacks is reachable from the base', () => {
    const graph = new Map([
      ['m5', ['m4', 'h5']],
      ['m4', ['m3', 'h4']],
    ]);
    const compared = new Set([comparisonKey({ baseSha: 'm3', headSha: 'm5' })]);
    const { by, missingComparisons } = find([deploy('a', 'm3', 1), deploy('b', 'm5', 2)], {
      graph,
      compared,
    });
    expect(by).toEqual({ p4: 'b', p5: 'b' });
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
