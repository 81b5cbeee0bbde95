import { type CommitGraph, walkCommits } from './commit-graph.ts';
import {
  type DeploymentRow,
  type FinishedDeployment,
  finishedProductionDeployments,
} from './production-deployments.rules.ts';

export type MergedPullRequest = { id: string; mergeCommitSha: string | null; baseBranch: string };

/** Two commits as GitHub compares them: what `headSha` has and `baseSha` has not. */
export type Comparison = { baseSha: string; headSha: string };

export type DeployedByInput = {
  /** Of one repository, of any environment, in any order. */
  deployments: readonly DeploymentRow[];
  graph: CommitGraph;
  pullRequests: readonly MergedPullRequest[];
  /** Only pull requests merged into it are deployed (C13); null: not known, then none is. */
  defaultBranch: string | null;
  /** In lower case. */
  productionEnvironments: ReadonlySet<string>;
  /**
   * Comparisons that have been made, by `comparisonKey`: their commits are in the graph, and a commit that is not is
   * reachable from the base.
   */
  compared?: ReadonlySet<string>;
};

export type DeployedByAnswer = {
  /** By pull request: the first deployment that brings its merge commit. Absent: none known. */
  deploymentOf: Map<string, FinishedDeployment>;
  /** The first one, which brings nothing (B9.3); null: there is no deployment. */
  baseline: FinishedDeployment | null;
  /** All in order of finish, with what each brought; a redeployment of the same commit brings nothing (B9.6). */
  steps: DeploymentStep[];
  /** What must be compared before the pull requests of these deployments can be told. */
  missingComparisons: Comparison[];
};

export type DeploymentStep = {
  deployment: FinishedDeployment;
  kind: 'baseline' | 'redeploy' | 'change' | 'not_known';
  pullRequestIds: string[];
};

export function comparisonKey({ baseSha, headSha }: Comparison): string {
  return `${baseSha}...${headSha}`;
}

/**
 * Which production deployment first brings each merged pull request (B9, C13). In order of finish a deployment brings
 * what is reachable from it and not from the one before. Each commit is walked once; only after a return to a version older
 * than the baseline is a whole history walked again.
 */
export function findDeployedBy(input: DeployedByInput): DeployedByAnswer {
  const finished = finishedProductionDeployments(input.deployments, input.productionEnvironments);
  const [baseline = null, ...later] = finished;
  const answer: DeployedByAnswer = {
    deploymentOf: new Map(),
    baseline,
    steps: [],
    missingComparisons: [],
  };
  if (baseline === null) {
    return answer;
  }
  answer.steps.push({ deployment: baseline, kind: 'baseline', pullRequestIds: [] });
  const merged = pullRequestsByMergeCommit(input);
  const trail = startTrail(input, baseline);
  for (const deployment of later) {
    const kind = deployment.sha === trail.currentSha ? 'redeploy' : 'change';
    const brought = kind === 'redeploy' ? [] : advance(trail, deployment.sha);
    if (brought === null) {
      answer.missingComparisons.push({ baseSha: trail.previousSha, headSha: deployment.sha });
      answer.steps.push({ deployment, kind: 'not_known', pullRequestIds: [] });
      continue;
    }
    const pullRequestIds = brought
      .flatMap((sha) => merged.get(sha) ?? [])
      .filter((id) => !answer.deploymentOf.has(id));
    for (const id of pullRequestIds) {
      answer.deploymentOf.set(id, deployment);
    }
    answer.steps.push({ deployment, kind, pullRequestIds });
  }
  return answer;
}

function pullRequestsByMergeCommit(input: DeployedByInput): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const { id, mergeCommitSha, baseBranch } of input.pullRequests) {
    if (mergeCommitSha === null || baseBranch !== input.defaultBranch) {
      continue;
    }
    const same = merged.get(mergeCommitSha);
    if (same === undefined) {
      merged.set(mergeCommitSha, [id]);
    } else {
      same.push(id);
    }
  }
  return merged;
}

/** Where the deployments stand: what any of them has held so far, and the one before. */
type Trail = {
  graph: CommitGraph;
  compared: ReadonlySet<string>;
  seen: Set<string>;
  baselineSha: string;
  /** The version in production now holds all of the baseline, or nothing else is known. */
  holdsBaseline: boolean;
  previousSha: string;
  currentSha: string;
};

function startTrail(input: DeployedByInput, baseline: FinishedDeployment): Trail {
  return {
    graph: input.graph,
    compared: input.compared ?? new Set(),
    seen: new Set(walkCommits(input.graph, baseline.sha, () => false).reached),
    baselineSha: baseline.sha,
    holdsBaseline: true,
    previousSha: baseline.sha,
    currentSha: baseline.sha,
  };
}

/** Moves on to the next version; the commits that it brings, or null when the graph cannot tell. */
function advance(trail: Trail, headSha: string): string[] | null {
  const baseSha = trail.currentSha;
  const heldBaseline = trail.holdsBaseline;
  const walk = walkCommits(trail.graph, headSha, (sha) => trail.seen.has(sha));
  for (const sha of walk.reached) {
    trail.seen.add(sha);
  }
  trail.previousSha = baseSha;
  trail.currentSha = headSha;
  const isAhead = walk.stops.has(baseSha) && headSha !== baseSha;
  trail.holdsBaseline =
    (isAhead && heldBaseline) || reachesOrUnknown(trail.graph, headSha, trail.baselineSha);
  if (walk.metUnknown && !trail.compared.has(comparisonKey({ baseSha, headSha }))) {
    return null;
  }
  return heldBaseline
    ? walk.reached
    : [...new Set([...walk.reached, ...broughtBack(trail.graph, baseSha, headSha)])];
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
