import { describe, expect, test } from 'vitest';
import { compareCommits } from './compare-commits.ts';
import { buildGitGraph } from './git-graph.ts';
import { tinyCommit, tinyMerge, tinyPull, tinyRepository } from './tiny-world.fixture.ts';

// root ← merge1 (head1) ← merge2 (head2, which branched off before merge1); open3 branched off merge1.
const graph = buildGitGraph(
  tinyRepository({
    pulls: [
      tinyMerge(1, '2026-01-03T00:00:00Z'),
      tinyMerge(2, '2026-01-05T00:00:00Z'),
      tinyPull(3),
    ],
    commits: [
      tinyCommit(1, 'head1', '2026-01-01T00:00:00Z', ['root']),
      tinyCommit(2, 'early2', '2026-01-02T00:00:00Z', ['root']),
      // Dated before its parent: a clock that went wrong.
      tinyCommit(2, 'head2', '2026-01-01T12:00:00Z', ['early2']),
      tinyCommit(3, 'head3', '2026-01-04T00:00:00Z', ['merge1']),
    ],
  }),
);
const shas = (base: string, head: string) =>
  compareCommits(graph, base, head)?.ahead.map((commit) => commit.sha);

describe('comparing two commits', () => {
  test('gives what head has and base has not, parents before children', () => {
    expect(shas('merge1', 'merge2')).toEqual(['early2', 'head2', 'merge2']);
  });

  test('the same commit is identical', () => {
    expect(compareCommits(graph, 'merge1', 'merge1')).toEqual({
      status: 'identical',
      ahead: [],
      behindBy: 0,
    });
  });

  test('an older commit is behind by as many as it lacks', () => {
    expect(compareCommits(graph, 'merge2', 'merge1')).toEqual({
      status: 'behind',
      ahead: [],
      behindBy: 3,
    });
  });

  test('two branches have diverged', () => {
    expect(compareCommits(graph, 'merge2', 'head3')).toMatchObject({
      status: 'diverged',
      behindBy: 3,
    });
    expect(shas('merge2', 'head3')).toEqual(['head3']);
  });

  test('a commit that the world does not hold cannot be compared', () => {
    expect(compareCommits(graph, 'root', 'merge1')).toBeNull();
    expect(compareCommits(graph, 'merge1', 'nowhere')).toBeNull();
  });
});
