import { type CommitGraph, walkCommits } from '../deployments/commit-graph.ts';
import type { DeploymentStep } from '../deployments/deployed-by.ts';

/** A version where it was deployed, in order of finish. */
export type PlacedVersion = { id: string; sha: string };

/**
 * Whether a deployment goes back (B15): its version equals an earlier one and differs from the one right before, or is part
 * of it. Forward again to what was taken back is no return.
 */
export function isReturn(
  placed: readonly PlacedVersion[],
  sha: string,
  step: DeploymentStep['kind'],
  graph: CommitGraph,
): boolean {
  const current = placed.at(-1)?.sha;
  if (step === 'rollback' || current === undefined || current === sha) {
    return step === 'rollback';
  }
  const first = placed.findIndex((version) => version.sha === sha);
  if (first === -1 || step === 'baseline' || step === 'redeploy') {
    return false;
  }
  if (step === 'not_known') {
    // Nothing but the order in which the versions came first says which of them is the older one.
    return first < placed.findIndex((version) => version.sha === current);
  }
  return !reaches(graph, sha, current);
}

/**
 * The deployment that a return takes back: the first after the version that is returned to (V2 of V1, V2, V3, V1). Null: what
 * was there before the first known deployment is returned to.
 */
export function findTakenBack(
  placed: readonly PlacedVersion[],
  sha: string,
  graph: CommitGraph,
): string | null {
  const same = placed.findLastIndex((version) => version.sha === sha);
  const target = same === -1 ? latestWithin(placed, sha, graph) : same;
  if (target === -1) {
    return null;
  }
  const kept = placed[target]?.sha;
  return placed.slice(target + 1).find((version) => version.sha !== kept)?.id ?? null;
}

/** The latest version that a commit which was never deployed itself holds. */
function latestWithin(placed: readonly PlacedVersion[], sha: string, graph: CommitGraph): number {
  const held = new Set(walkCommits(graph, sha, () => false).reached);
  return placed.findLastIndex((version) => held.has(version.sha));
}

function reaches(graph: CommitGraph, headSha: string, sha: string): boolean {
  return walkCommits(graph, headSha, (at) => at === sha).stops.size > 0;
}
