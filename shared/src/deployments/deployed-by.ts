import type { CommitGraph } from './commit-graph.ts';
import type { DeploymentRule } from './deployment-rule.ts';
import {
  type DeploymentRow,
  type FinishedDeployment,
  finishedProductionDeployments,
  trackOf,
} from './production-deployments.rules.ts';
import { advance, type Comparison, startTrail, type Trail } from './version-trail.ts';

export type MergedPullRequest = {
  id: string;
  mergeCommitSha: string | null;
  baseBranch: string;
  /** Stands for a merge commit that GitHub does not name (B9.5). */
  headSha?: string | null;
};

export type DeployedByInput = {
  /** Of one repository, of any kind and environment, in any order. */
  deployments: readonly DeploymentRow[];
  graph: CommitGraph;
  pullRequests: readonly MergedPullRequest[];
  /** Only pull requests merged into it are deployed (C13); null: not known, then none is. */
  defaultBranch: string | null;
  rule: DeploymentRule;
  /**
   * Comparisons that have been made, by `comparisonKey`: their commits are in the graph, and a commit that is not is
   * reachable from the base.
   */
  compared?: ReadonlySet<string>;
};

export type DeployedByAnswer = {
  /** By pull request: the first deployment of any service that brings its merge commit (B9.2). Absent: none known. */
  deploymentOf: Map<string, FinishedDeployment>;
  /** All in order of finish, with what each brought to its service and environment. */
  steps: DeploymentStep[];
  /** What must be compared before the pull requests of these deployments can be told. */
  missingComparisons: Comparison[];
};

/**
 * `baseline`: the first of its service and environment, brings nothing (B9.3). `redeploy`: the commit that was there
 * already (B9.6). `rollback`: back to an earlier commit. `not_known`: the commits between are not known.
 */
export type DeploymentStepKind = 'baseline' | 'redeploy' | 'rollback' | 'change' | 'not_known';

export type DeploymentStep = {
  deployment: FinishedDeployment;
  kind: DeploymentStepKind;
  /** What its service and environment had not had before. */
  pullRequestIds: string[];
};

/**
 * Which production deployment first brings each merged pull request (B9, C13). For each service and environment, in order
 * of finish, a deployment brings what is reachable from it and not from the one before. What the graph cannot tell is not
 * claimed.
 */
export function findDeployedBy(input: DeployedByInput): DeployedByAnswer {
  const answer: DeployedByAnswer = { deploymentOf: new Map(), steps: [], missingComparisons: [] };
  const merged = pullRequestsByMergeCommit(input);
  const tracks = new Map<string, Track>();
  for (const deployment of finishedProductionDeployments(input.deployments, input.rule)) {
    const key = trackOf(deployment);
    const track = tracks.get(key) ?? startTrack(input, deployment);
    const isFirst = !tracks.has(key);
    tracks.set(key, track);
    if (isFirst && deployment.previousSha === null) {
      answer.steps.push({ deployment, kind: 'baseline', pullRequestIds: [] });
    } else {
      takeStep(answer, track, deployment, merged);
    }
  }
  return answer;
}

type Track = { trail: Trail; brought: Set<string> };

function startTrack(input: DeployedByInput, first: FinishedDeployment): Track {
  const baseSha = first.previousSha ?? first.sha;
  return {
    trail: startTrail(input.graph, input.compared ?? new Set(), baseSha),
    brought: new Set(),
  };
}

function takeStep(
  answer: DeployedByAnswer,
  { trail, brought }: Track,
  deployment: FinishedDeployment,
  merged: ReadonlyMap<string, readonly string[]>,
): void {
  const baseSha = trail.currentSha;
  const step = advance(trail, deployment.sha);
  if (step.kind === 'not_known') {
    answer.missingComparisons.push({ baseSha, headSha: deployment.sha });
  }
  const pullRequestIds = step.brought
    .flatMap((sha) => merged.get(sha) ?? [])
    .filter((id) => !brought.has(id));
  for (const id of pullRequestIds) {
    brought.add(id);
    if (!answer.deploymentOf.has(id)) {
      answer.deploymentOf.set(id, deployment);
    }
  }
  answer.steps.push({ deployment, kind: step.kind, pullRequestIds });
}

function pullRequestsByMergeCommit(input: DeployedByInput): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const { id, mergeCommitSha, headSha = null, baseBranch } of input.pullRequests) {
    const sha = mergeCommitSha ?? headSha;
    if (sha === null || baseBranch !== input.defaultBranch) {
      continue;
    }
    const same = merged.get(sha);
    if (same === undefined) {
      merged.set(sha, [id]);
    } else {
      same.push(id);
    }
  }
  return merged;
}
