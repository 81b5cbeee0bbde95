import type {
  World,
  WorldPull,
  WorldRepository,
  WorldUser,
} from '@bellwether/server/github-simulator/world.types';

const PEOPLE = 40;
const MINUTE_MS = 60_000;
const STARTS_AT = Date.parse('2023-01-02T09:00:00Z');

const people: WorldUser[] = Array.from({ length: PEOPLE }, (_, index) => ({
  login: `person-${index}`,
  id: 1000 + index,
  node_id: `U_${1000 + index}`,
  type: 'User',
}));

const at = (minute: number) =>
  `${new Date(STARTS_AT + minute * MINUTE_MS).toISOString().slice(0, 19)}Z`;
const sha = (letter: string, number: number) => `${letter}${number}`.padEnd(40, '0');
const personOf = (number: number): WorldUser | null => people[number % PEOPLE] ?? null;

/** One repository with so many small merged pull requests: one commit, one approval, one comment, one file each. */
export function buildBulkWorld(count: number): World {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const repository: WorldRepository = {
    full_name: 'acme/bulk',
    id: 77,
    node_id: 'R_77',
    private: false,
    archived: false,
    fork: false,
    default_branch: 'main',
    created_at: at(0),
    pushed_at: at(count),
    owner: { login: 'acme', id: 76, node_id: 'O_76', type: 'Organization' },
    gitattributes: null,
    pulls: numbers.map(buildPull),
    reviews: numbers.map((number) => ({
      pull_number: number,
      id: number,
      user: personOf(number + 1),
      state: 'APPROVED',
      submitted_at: at(number * 5 + 60),
      commit_id: sha('a', number),
    })),
    reviewComments: [],
    issueComments: numbers.map((number) => ({
      issue_number: number,
      is_pull: true,
      id: number,
      user: personOf(number + 2),
      created_at: at(number * 5 + 30),
    })),
    commits: numbers.map((number) => ({
      pull_number: number,
      sha: sha('a', number),
      commit: {
        author: { email: 'someone@example.com', date: at(number * 5 - 20) },
        committer: { email: 'someone@example.com', date: at(number * 5 - 20) },
      },
      parents: [{ sha: 'f'.repeat(40) }],
    })),
    files: numbers.map((number) => ({
      pull_number: number,
      filename: `src/part-${number % 500}.ts`,
      status: 'modified',
      additions: 20,
      deletions: 5,
    })),
    timeline: numbers.map((number) => ({
      pull_number: number,
      id: number,
      event: 'merged',
      created_at: at(number * 5 + 120),
      actor: personOf(number),
    })),
    issues: [],
    deployments: [],
  };
  return { name: 'bulk', endsAt: null, repositories: [repository] };
}

function buildPull(number: number): WorldPull {
  return {
    id: number,
    number,
    state: 'closed',
    title: `Change number ${number}`,
    user: personOf(number),
    draft: false,
    labels: [],
    head: { ref: `change-${number}`, sha: sha('a', number) },
    base: { ref: 'main', sha: 'f'.repeat(40) },
    created_at: at(number * 5),
    updated_at: at(number * 5 + 120),
    closed_at: at(number * 5 + 120),
    merged_at: at(number * 5 + 120),
    merge_commit_sha: sha('c', number),
    merged_by: personOf(number),
    additions: 20,
    deletions: 5,
    changed_files: 1,
  };
}
