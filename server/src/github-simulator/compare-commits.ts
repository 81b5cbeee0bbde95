import type { GitGraph, GraphCommit } from './git-graph.ts';

export type Comparison = {
  status: 'identical' | 'ahead' | 'behind' | 'diverged';
  /** Commits reachable from head and not from base, oldest first. */
  ahead: GraphCommit[];
  behindBy: number;
};

/** What head has that base has not. Null when the world does not hold one of the two commits. */
export function compareCommits(graph: GitGraph, base: string, head: string): Comparison | null {
  if (!graph.commits.has(base) || !graph.commits.has(head)) {
    return null;
  }
  const fromBase = reachableFrom(graph, base);
  const fromHead = reachableFrom(graph, head);
  const ahead = oldestFirst([...fromHead.values()].filter((commit) => !fromBase.has(commit.sha)));
  let behindBy = 0;
  for (const sha of fromBase.keys()) {
    behindBy += fromHead.has(sha) ? 0 : 1;
  }
  return { status: statusOf(ahead.length, behindBy), ahead, behindBy };
}

/** Every commit of the world that can be reached from one, itself included, by hash. */
export function reachableFrom(graph: GitGraph, start: string): Map<string, GraphCommit> {
  const seen = new Map<string, GraphCommit>();
  const waiting = [start];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const commit = graph.commits.get(sha);
    if (commit === undefined || seen.has(sha)) {
      continue;
    }
    seen.set(sha, commit);
    waiting.push(...commit.parents);
  }
  return seen;
}

/** Parents before children; among the ready ones the earlier committer date first, then the hash. */
export function oldestFirst(commits: GraphCommit[]): GraphCommit[] {
  const members = new Map(commits.map((commit) => [commit.sha, commit]));
  const byDate = [...commits].sort(
    (a, b) => a.committedAt.localeCompare(b.committedAt) || a.sha.localeCompare(b.sha),
  );
  const placed = new Set<string>();
  const ordered: GraphCommit[] = [];
  for (const commit of byDate) {
    placeWithParents(commit, members, placed, ordered);
  }
  return ordered;
}

function placeWithParents(
  first: GraphCommit,
  members: Map<string, GraphCommit>,
  placed: Set<string>,
  ordered: GraphCommit[],
): void {
  const stack: { commit: GraphCommit; next: number }[] = [];
  const enter = (commit: GraphCommit | undefined) => {
    if (commit !== undefined && !placed.has(commit.sha)) {
      placed.add(commit.sha);
      stack.push({ commit, next: 0 });
    }
  };
  enter(first);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const parent = top.commit.parents[top.next];
    top.next += 1;
    if (parent === undefined) {
      ordered.push(top.commit);
      stack.pop();
    } else {
      enter(members.get(parent));
    }
  }
}

function statusOf(aheadBy: number, behindBy: number): Comparison['status'] {
  if (aheadBy === 0) {
    return behindBy === 0 ? 'identical' : 'behind';
  }
  return behindBy === 0 ? 'ahead' : 'diverged';
}
