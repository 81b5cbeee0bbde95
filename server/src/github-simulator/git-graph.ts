import { stableSha } from './stable-id.ts';
import type { WorldCommit, WorldPull, WorldRepository, WorldUser } from './world.types.ts';

export type GraphCommit = {
  sha: string;
  node_id: string;
  /** Parents' hashes, the mainline first. A parent that the world does not hold may be named. */
  parents: string[];
  authoredAt: string;
  committedAt: string;
  message: string;
  author: WorldUser | null;
  authorName: string | null;
  authorEmail: string | null;
  committerName: string | null;
  committerEmail: string | null;
};

export type GitGraph = {
  /** Every commit whose dates the world holds or that its history implies. */
  commits: Map<string, GraphCommit>;
  /** The default branch's merges, oldest first. */
  mainline: string[];
  /** Head of the default branch; null when the repository is empty. */
  head: string | null;
};

/**
 * The repository's history: the default branch is the chain of its merges in order of merge instant, then number, and each
 * merge has as parents the merge before and the head of its pull request. The first has the pull request's base instead
 * of a merge before. Merges into other branches are not on the chain.
 */
export function buildGitGraph(repository: WorldRepository): GitGraph {
  const commits = new Map<string, GraphCommit>();
  for (const commit of repository.commits) {
    if (!commits.has(commit.sha)) {
      commits.set(commit.sha, fromWorldCommit(commit));
    }
  }
  const lastListed = new Map(repository.commits.map((row) => [row.pull_number, row.sha]));
  const mainline: string[] = [];
  for (const pull of mergesInOrder(repository)) {
    const previous = mainline.at(-1) ?? pull.base.sha;
    const merge = mergeCommitOf(repository, pull, previous, headOf(pull, commits, lastListed));
    // A merge that another pull request lists as a commit keeps what is known of it.
    commits.set(merge.sha, { ...merge, ...commits.get(merge.sha), parents: merge.parents });
    mainline.push(merge.sha);
  }
  const head = mainline.at(-1) ?? addRoot(repository, commits);
  return { commits, mainline, head };
}

/** Hash of the commit that merged a pull request; made up from its number when the world does not name it. */
export function mergeShaOf(repository: WorldRepository, pull: WorldPull): string {
  return pull.merge_commit_sha ?? stableSha(`merge of ${repository.full_name}#${pull.number}`);
}

/** Where pull requests exist but none was merged, the default branch is the commit that the first one is based on. */
function addRoot(repository: WorldRepository, commits: Map<string, GraphCommit>): string | null {
  const [first] = repository.pulls
    .filter((pull) => pull.base.ref === repository.default_branch)
    .sort((a, b) => a.number - b.number);
  if (first === undefined) {
    return null;
  }
  const { sha } = first.base;
  commits.set(sha, commits.get(sha) ?? bareCommit(sha, first.created_at, first.created_at));
  return sha;
}

/** A commit of which only hash and dates are known. */
export function bareCommit(sha: string, authoredAt: string, committedAt: string): GraphCommit {
  return {
    sha,
    node_id: `C_${sha}`,
    parents: [],
    authoredAt,
    committedAt,
    message: '',
    author: null,
    authorName: null,
    authorEmail: null,
    committerName: null,
    committerEmail: null,
  };
}

function mergesInOrder(repository: WorldRepository): WorldPull[] {
  return repository.pulls
    .filter((pull) => pull.merged_at !== null && pull.base.ref === repository.default_branch)
    .sort((a, b) => compareText(a.merged_at ?? '', b.merged_at ?? '') || a.number - b.number);
}

function headOf(
  pull: WorldPull,
  commits: Map<string, GraphCommit>,
  lastListed: Map<number, string>,
): string {
  return commits.has(pull.head.sha)
    ? pull.head.sha
    : (lastListed.get(pull.number) ?? pull.head.sha);
}

function mergeCommitOf(
  repository: WorldRepository,
  pull: WorldPull,
  previous: string,
  head: string,
): GraphCommit {
  const sha = mergeShaOf(repository, pull);
  const mergedAt = pull.merged_at ?? pull.updated_at;
  const merger = pull.merged_by ?? null;
  return {
    sha,
    node_id: `C_${sha}`,
    parents: pull.merge_method === 'squash' || head === sha ? [previous] : [previous, head],
    authoredAt: mergedAt,
    committedAt: mergedAt,
    message: `Merge pull request #${pull.number}`,
    author: merger,
    authorName: merger?.name ?? merger?.login ?? null,
    authorEmail: null,
    committerName: 'GitHub',
    committerEmail: 'noreply@github.com',
  };
}

function fromWorldCommit(row: WorldCommit): GraphCommit {
  return {
    sha: row.sha,
    node_id: row.node_id ?? `C_${row.sha}`,
    parents: row.parents.map((parent) => parent.sha),
    authoredAt: row.commit.author.date,
    committedAt: row.commit.committer.date,
    message: row.commit.message ?? '',
    author: row.author ?? null,
    authorName: row.commit.author.name ?? null,
    authorEmail: row.commit.author.email ?? null,
    committerName: row.commit.committer.name ?? null,
    committerEmail: row.commit.committer.email ?? null,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
