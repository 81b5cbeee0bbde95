import type { World, WorldCommit, WorldPull, WorldRepository, WorldUser } from './world.types.ts';

/** Builders for tests of the simulator itself: everything that a test does not name has a plain value. */
export const ada: WorldUser = { login: 'ada', id: 11, type: 'User' };
export const bot: WorldUser = { login: 'renovate[bot]', id: 12, type: 'Bot' };

export function tinyPull(number: number, fields: Partial<WorldPull> = {}): WorldPull {
  return {
    id: 1000 + number,
    number,
    state: 'open',
    title: `Pull request #${number}`,
    user: ada,
    labels: [],
    head: { ref: `branch-${number}`, sha: `head${number}` },
    base: { ref: 'main', sha: 'root' },
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
    additions: 1,
    deletions: 0,
    changed_files: 1,
    ...fields,
  };
}

export function tinyMerge(number: number, mergedAt: string, fields: Partial<WorldPull> = {}) {
  return tinyPull(number, {
    state: 'closed',
    closed_at: mergedAt,
    merged_at: mergedAt,
    merge_commit_sha: `merge${number}`,
    ...fields,
  });
}

export function tinyCommit(
  pullNumber: number,
  sha: string,
  at: string,
  parents: string[],
): WorldCommit {
  return {
    pull_number: pullNumber,
    sha,
    commit: { author: { date: at }, committer: { date: at } },
    parents: parents.map((parent) => ({ sha: parent })),
  };
}

export function tinyRepository(fields: Partial<WorldRepository> = {}): WorldRepository {
  return {
    full_name: 'octo/shop',
    id: 7,
    node_id: 'R_7',
    private: false,
    archived: false,
    fork: false,
    default_branch: 'main',
    created_at: '2026-01-01T00:00:00Z',
    pushed_at: null,
    owner: { login: 'octo', id: 1, type: 'Organization' },
    gitattributes: null,
    pulls: [],
    reviews: [],
    reviewComments: [],
    issueComments: [],
    commits: [],
    files: [],
    timeline: [],
    issues: [],
    deployments: [],
    ...fields,
  };
}

export function tinyWorld(...repositories: WorldRepository[]): World {
  return { name: 'tiny', endsAt: null, repositories };
}
