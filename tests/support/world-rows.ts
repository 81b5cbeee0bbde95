import type {
  World,
  WorldCommit,
  WorldIssueComment,
  WorldPull,
  WorldRepository,
  WorldUser,
} from '@bellwether/server/github-simulator/world.types';

/** Rows of a made-up world, each with what a test does not care about filled in. */
export function makeUser(login: string, more: Partial<WorldUser> = {}): WorldUser {
  const id = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 7);
  return { login, id, node_id: `U_${login}`, type: 'User', ...more };
}

export function makePull(number: number, more: Partial<WorldPull> = {}): WorldPull {
  return {
    id: 5000 + number,
    node_id: `PR_${number}`,
    number,
    state: 'open',
    title: `Pull request ${number}`,
    user: makeUser('lena'),
    labels: [],
    head: { ref: `topic-${number}`, sha: makeSha(`head ${number}`) },
    base: { ref: 'main', sha: makeSha('root') },
    created_at: '2026-02-01T09:00:00Z',
    updated_at: '2026-02-02T09:00:00Z',
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
    additions: 1,
    deletions: 0,
    changed_files: 1,
    ...more,
  };
}

export function makeCommit(
  pullNumber: number,
  sha: string,
  more: { at?: string; parents?: string[]; author?: WorldUser | null } = {},
): WorldCommit {
  const date = more.at ?? '2026-02-01T08:00:00Z';
  return {
    pull_number: pullNumber,
    sha,
    author: more.author === undefined ? makeUser('lena') : more.author,
    commit: {
      author: { name: 'Lena', email: 'lena@example.com', date },
      committer: { name: 'Lena', email: 'lena@example.com', date },
    },
    parents: (more.parents ?? [makeSha('root')]).map((parent) => ({ sha: parent })),
  };
}

export function makeComment(
  pullNumber: number,
  id: number,
  user: WorldUser | null,
): WorldIssueComment {
  return {
    issue_number: pullNumber,
    is_pull: true,
    id,
    user,
    created_at: '2026-02-01T10:00:00Z',
  };
}

/** A hash that is always the same for the same words. */
export function makeSha(words: string): string {
  let hash = '';
  for (let round = 0; hash.length < 40; round += 1) {
    let value = round + 2_166_136_261;
    for (const letter of `${round}${words}`) {
      value = Math.imul(value ^ letter.charCodeAt(0), 16_777_619) >>> 0;
    }
    hash += value.toString(16).padStart(8, '0');
  }
  return hash.slice(0, 40);
}

export function makeRepository(
  fullName: string,
  more: Partial<WorldRepository> = {},
): WorldRepository {
  return {
    full_name: fullName,
    id: 42,
    node_id: `R_${fullName}`,
    private: false,
    archived: false,
    fork: false,
    default_branch: 'main',
    created_at: '2026-01-01T00:00:00Z',
    pushed_at: '2026-02-01T00:00:00Z',
    owner: makeUser(fullName.split('/')[0] ?? 'acme', { type: 'Organization' }),
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
    ...more,
  };
}

export function makeWorld(...repositories: WorldRepository[]): World {
  return { name: 'made up', endsAt: null, repositories };
}
