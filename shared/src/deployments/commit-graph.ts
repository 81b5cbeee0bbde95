/** Commit to parents. A commit that is absent is unknown; one with an empty list has no parent that matters. */
export type CommitGraph = ReadonlyMap<string, readonly string[]>;

export type Walk = {
  /** Commits reached, in no particular order; those that stopped the walk are not among them. */
  reached: string[];
  /** Commits at which the walk stopped because the caller asked for it. */
  stops: Set<string>;
  /** Some commit was reached whose parents the graph does not know. */
  metUnknown: boolean;
};

/** Everything reachable from `head`, itself included, short of the commits for which `isStop` holds. */
export function walkCommits(
  graph: CommitGraph,
  head: string,
  isStop: (sha: string) => boolean,
): Walk {
  const visited = new Set<string>();
  const walk: Walk = { reached: [], stops: new Set(), metUnknown: false };
  const pending = [head];
  for (let sha = pending.pop(); sha !== undefined; sha = pending.pop()) {
    if (isStop(sha)) {
      walk.stops.add(sha);
      continue;
    }
    if (visited.has(sha)) {
      continue;
    }
    visited.add(sha);
    walk.reached.push(sha);
    const parents = graph.get(sha);
    if (parents === undefined) {
      walk.metUnknown = true;
    } else {
      pending.push(...parents);
    }
  }
  return walk;
}
