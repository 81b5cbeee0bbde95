import { describe, expect, test } from 'vitest';
import { buildGitGraph } from './git-graph.ts';
import { tinyCommit, tinyMerge, tinyPull, tinyRepository } from './tiny-world.fixture.ts';

describe('history of the default branch', () => {
  test('is the chain of its merges by merge instant, then number', () => {
    const graph = buildGitGraph(
      tinyRepository({
        pulls: [
          tinyMerge(5, '2026-01-03T00:00:00Z'),
          tinyMerge(4, '2026-01-03T00:00:00Z'),
          tinyMerge(9, '2026-01-02T00:00:00Z'),
        ],
      }),
    );
    expect(graph.mainline).toEqual(['merge9', 'merge4', 'merge5']);
    expect(graph.head).toBe('merge5');
    expect(graph.commits.get('merge5')?.parents).toEqual(['merge4', 'head5']);
    expect(graph.commits.get('merge9')?.parents).toEqual(['root', 'head9']);
  });

  test('leaves out merges into other branches and what was never merged', () => {
    const graph = buildGitGraph(
      tinyRepository({
        pulls: [
          tinyMerge(1, '2026-01-02T00:00:00Z', { base: { ref: 'release', sha: 'root' } }),
          tinyPull(2),
        ],
      }),
    );
    expect(graph).toMatchObject({ mainline: [], head: 'root' });
  });

  test('is empty in a repository without pull requests', () => {
    expect(buildGitGraph(tinyRepository())).toMatchObject({ mainline: [], head: null });
  });

  test('takes the last listed commit where the head itself is not listed', () => {
    const graph = buildGitGraph(
      tinyRepository({
        pulls: [tinyMerge(1, '2026-01-02T00:00:00Z', { head: { ref: 'b', sha: 'elsewhere' } })],
        commits: [
          tinyCommit(1, 'first', '2026-01-01T00:00:00Z', ['root']),
          tinyCommit(1, 'second', '2026-01-01T01:00:00Z', ['first']),
        ],
      }),
    );
    expect(graph.commits.get('merge1')?.parents).toEqual(['root', 'second']);
  });

  test('keeps the dates of a merge that another pull request lists as a commit', () => {
    const graph = buildGitGraph(
      tinyRepository({
        pulls: [tinyMerge(1, '2026-01-02T00:00:10Z'), tinyPull(2)],
        commits: [tinyCommit(2, 'merge1', '2026-01-02T00:00:00Z', ['x', 'y'])],
      }),
    );
    expect(graph.commits.get('merge1')).toMatchObject({
      committedAt: '2026-01-02T00:00:00Z',
      parents: ['root', 'head1'],
    });
  });

  test('a squash merge has one parent, and a merge without a hash gets the same one every time', () => {
    const build = () =>
      buildGitGraph(
        tinyRepository({
          pulls: [
            tinyMerge(1, '2026-01-02T00:00:00Z', {
              merge_method: 'squash',
              merge_commit_sha: null,
            }),
          ],
        }),
      );
    const { head, commits } = build();
    expect(head).toMatch(/^[0-9a-f]{40}$/);
    expect(build().head).toBe(head);
    expect(commits.get(head ?? '')?.parents).toEqual(['root']);
  });
});
