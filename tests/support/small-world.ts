import type { WorldRepository, WorldUser } from '@bellwether/server/github-simulator/world.types';

const author: WorldUser = { login: 'lena', id: 901, node_id: 'U_901', type: 'User' };
const reviewer: WorldUser = { login: 'tom', id: 902, node_id: 'U_902', type: 'User' };

type SmallRepositoryOptions = { archived?: boolean; isEmpty?: boolean };

/** A repository with one merged and one open pull request, or with nothing at all. */
export function smallRepository(
  fullName: string,
  options: SmallRepositoryOptions,
): WorldRepository {
  const key = [...fullName].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 90_000, 7);
  const empty = options.isEmpty === true;
  const pulls = empty ? [] : [mergedPull(key), openPull(key)];
  return {
    full_name: fullName,
    id: key,
    node_id: `R_${key}`,
    private: false,
    archived: options.archived ?? false,
    fork: false,
    default_branch: 'main',
    created_at: '2026-01-01T09:00:00Z',
    pushed_at: empty ? null : '2026-02-20T09:00:00Z',
    owner: { login: fullName.split('/')[0] ?? '', id: 900, node_id: 'O_900', type: 'Organization' },
    gitattributes: null,
    pulls,
    reviews: empty
      ? []
      : [
          {
            pull_number: 1,
            id: key * 10 + 1,
            user: reviewer,
            state: 'APPROVED',
            submitted_at: '2026-02-02T12:00:00Z',
            commit_id: `a${key}`.padEnd(40, '1'),
          },
        ],
    reviewComments: [],
    issueComments: [],
    commits: pulls.map((pull) => ({
      pull_number: pull.number,
      sha: pull.head.sha,
      author,
      commit: {
        author: { name: 'Lena', email: 'lena@example.com', date: '2026-02-01T09:00:00Z' },
        committer: { name: 'Lena', email: 'lena@example.com', date: '2026-02-01T09:00:00Z' },
      },
      parents: [{ sha: 'f'.repeat(40) }],
    })),
    files: pulls.map((pull) => ({
      pull_number: pull.number,
      filename: 'src/shop.ts',
      status: 'modified',
      additions: pull.additions,
      deletions: pull.deletions,
    })),
    timeline: [],
    issues: [],
    deployments: [],
  };
}

function mergedPull(key: number) {
  return {
    ...openPull(key),
    id: key * 10 + 1,
    number: 1,
    state: 'closed' as const,
    title: 'Round prices to whole cents',
    head: { ref: 'round-prices', sha: `a${key}`.padEnd(40, '1') },
    created_at: '2026-02-02T09:00:00Z',
    updated_at: '2026-02-02T15:00:00Z',
    closed_at: '2026-02-02T15:00:00Z',
    merged_at: '2026-02-02T15:00:00Z',
    merge_commit_sha: `c${key}`.padEnd(40, '3'),
    merged_by: author,
  };
}

function openPull(key: number) {
  return {
    id: key * 10 + 2,
    number: 2,
    state: 'open' as const,
    title: 'Show the basket total',
    user: author,
    draft: false,
    labels: [],
    head: { ref: 'basket-total', sha: `b${key}`.padEnd(40, '2') },
    base: { ref: 'main', sha: 'f'.repeat(40) },
    created_at: '2026-02-20T09:00:00Z',
    updated_at: '2026-02-20T09:00:00Z',
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
    additions: 12,
    deletions: 3,
    changed_files: 1,
  };
}
