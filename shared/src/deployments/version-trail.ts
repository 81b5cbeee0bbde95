import { type CommitGraph, walkCommits } from './commit-graph.ts';

/** Two commits as GitHub compares them: what `headSha` has and `baseSha` has not. */
export type Comparison = { baseSha: string; headSha: string };

export function comparisonKey({ baseSha, headSha }: Comparison): string {
  return `${baseSha}...${headSha}`;
}

/** Where one service stands in one environment: what any of its versions has held so far, and the one now. */
export type Trail = {
  graph: CommitGraph;
  compared: ReadonlySet<string>;
  seen: Set<string>;
  baselineSha: string;
  /** The version now holds all of the baseline, or nothing else is known. */
  holdsBaseline: boolean;
  currentSha: string;
};

export type TrailStep = {
  kind: 'redeploy' | 'rollback' | 'change' | 'not_known';
  /** Commits that the step brought and the graph holds; none where it cannot tell. */
  brought: string[];
};

export function startTrail(
  graph: CommitGraph,
  compared: ReadonlySet<string>,
  baselineSha: string,
): Trail {
  return {
    ...{ graph, compared, baselineSha },
    seen: new Set(walkCommits(graph, baselineSha, () => false).reached),
    holdsBaseline: true,
    currentSha: baselineSha,
  };
}

/**
 * Moves on to the next version. Each commit is walked once; only after a return to a version older than the baseline is a
 * whole history walked again.
 */
export function advance(trail: Trail, headSha: string): TrailStep {
  const { graph, currentSha: baseSha, holdsBaseline: heldBaseline } = trail;
  if (headSha === baseSha) {
    return { kind: 'redeploy', brought: [] };
  }
  const wasSeen = trail.seen.has(headSha);
  const walk = walkCommits(graph, headSha, (sha) => trail.seen.has(sha));
  for (const sha of walk.reached) {
    trail.seen.add(sha);
  }
  trail.currentSha = headSha;
  const isAhead = walk.stops.has(baseSha);
  trail.holdsBaseline =
    (isAhead && heldBaseline) || reachesOrUnknown(graph, headSha, trail.baselineSha);
  const isCompared = trail.compared.has(comparisonKey({ baseSha, headSha }));
  if (!isCompared && (walk.metUnknown || !graph.has(baseSha))) {
    return { kind: 'not_known', brought: [] };
  }
  const reached = heldBaseline
    ? walk.reached
    : [...new Set([...walk.reached, ...broughtBack(graph, baseSha, headSha)])];
  // A commit that is not in the graph was reachable from the base already: the comparison would have listed it.
  const brought = reached.filter((sha) => graph.has(sha));
  const isBack = wasSeen && brought.length === 0 && reaches(graph, baseSha, headSha);
  return { kind: isBack ? 'rollback' : 'change', brought };
}

function reaches(graph: CommitGraph, headSha: string, sha: string): boolean {
  return walkCommits(graph, headSha, (at) => at === sha).stops.size > 0;
}

function reachesOrUnknown(graph: CommitGraph, headSha: string, sha: string): boolean {
  const walk = walkCommits(graph, headSha, (at) => at === sha);
  return walk.stops.size > 0 || walk.metUnknown;
}

/** What `headSha` holds and `baseSha` does not, by two whole walks. */
function broughtBack(graph: CommitGraph, baseSha: string, headSha: string): string[] {
  const held = new Set(walkCommits(graph, baseSha, () => false).reached);
  return walkCommits(graph, headSha, (sha) => held.has(sha)).reached;
}
