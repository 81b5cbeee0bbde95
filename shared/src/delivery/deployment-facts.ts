import type { CommitGraph } from '../deployments/commit-graph.ts';
import type { DeploymentStep } from '../deployments/deployed-by.ts';
import type { DeploymentRule } from '../deployments/deployment-rule.ts';
import {
  type DeploymentRow,
  finishedAtOf,
  isProduction,
  trackOf,
} from '../deployments/production-deployments.rules.ts';
import { type HotfixSettings, isHotfix } from './hotfix.rules.ts';
import { findTakenBack, isReturn, type PlacedVersion } from './returns.rules.ts';
import { findReverts, type RevertCandidate, type RevertLinks } from './revert-links.ts';

/**
 * What a deployment did to its service. `baseline`: the first that is known (B9.3). `redeploy`: the version that was there
 * already (B9.6). `rollback`: back to an earlier version (B15). `not-known`: the commits between are not known. `failed`: it
 * never succeeded.
 */
export const deploymentStepKinds = [
  'baseline',
  'change',
  'redeploy',
  'rollback',
  'not-known',
  'failed',
] as const;
export type DeploymentStepKind = (typeof deploymentStepKinds)[number];

/** Why a deployment is a remedy, strongest first (B15). */
export const remedyKinds = ['rollback', 'revert', 'hotfix'] as const;
export type RemedyKind = (typeof remedyKinds)[number];

/** One sign that a deployment mends another. */
export type Remedy = {
  kind: RemedyKind;
  /** The deployment that it mends. Null: not known. */
  deploymentId: string | null;
  /** The revert or the hotfix that it brought. Null: a rollback. */
  pullRequestId: string | null;
  /** The pull request that the revert takes back. Null: none, or not known. */
  revertsId: string | null;
};

/** One production deployment as the rules read it (B9, B15); `prisma/schema/delivery.prisma` says what each field means. */
export type DeploymentFacts = {
  deploymentId: string;
  repositoryId: string;
  service: string | null;
  environment: string;
  track: string;
  sha: string;
  finishedAt: Date | null;
  failedAt: Date | null;
  step: DeploymentStepKind;
  isCounted: boolean;
  previousId: string | null;
  takesBackId: string | null;
  pullRequests: number;
  pullRequestIds: string[];
  isRemediation: boolean;
  remediationKind: RemedyKind | null;
  remediesId: string | null;
  remedies: Remedy[];
};

/** A merged pull request with what can mark it as a revert or a hotfix. */
export type SignedPullRequest = RevertCandidate & { labels: readonly string[] };

export type DeploymentFactsInput = {
  repositoryId: string;
  /** `owner/name` */
  repository: string;
  /** Of the repository, of any kind and environment. */
  deployments: readonly DeploymentRow[];
  rule: DeploymentRule;
  /** What `findDeployedBy` made of them by that rule. */
  steps: readonly DeploymentStep[];
  graph: CommitGraph;
  /** At least those that may be reverts or hotfixes, and what the reverts name. */
  pullRequests: readonly SignedPullRequest[];
  settings: HotfixSettings;
};

/** The facts of every production deployment that ended, in order of their end. One that still runs has none. */
export function deriveDeploymentFacts(input: DeploymentFactsInput): DeploymentFacts[] {
  const rows = new Map(input.deployments.map((row) => [row.id, row]));
  const tracks = new Map<string, Track>();
  const marks = readMarks(input);
  const succeeded = input.steps.map((step) => {
    const key = trackOf(step.deployment);
    const track = tracks.get(key) ?? { placed: [], broughtBy: new Map(), facts: [] };
    tracks.set(key, track);
    return takeStep(input, marks, track, key, step, failedAtOf(rows.get(step.deployment.id)));
  });
  return [...succeeded, ...deriveFailed(input, tracks)].sort(
    (a, b) => endOf(a) - endOf(b) || (a.deploymentId < b.deploymentId ? -1 : 1),
  );
}

type Track = {
  /** All that succeeded so far, in order. */
  placed: PlacedVersion[];
  /** By pull request: the deployment that first brought it to this service. */
  broughtBy: Map<string, string>;
  facts: DeploymentFacts[];
};

type Marks = RevertLinks & { hotfixes: ReadonlySet<string> };

function readMarks({ pullRequests, repository, settings }: DeploymentFactsInput): Marks {
  const hotfixes = pullRequests.filter((one) => isHotfix(one, settings)).map(({ id }) => id);
  return { ...findReverts(pullRequests, repository), hotfixes: new Set(hotfixes) };
}

function takeStep(
  input: DeploymentFactsInput,
  marks: Marks,
  track: Track,
  key: string,
  step: DeploymentStep,
  failedAt: Date | null,
): DeploymentFacts {
  const { id, sha, finishedAt, service, environment } = step.deployment;
  const { graph, rule, repositoryId } = input;
  const isBack = isReturn(track.placed, sha, step.kind, graph);
  const kind = isBack ? 'rollback' : toKind(step.kind);
  const takesBackId = isBack ? findTakenBack(track.placed, sha, graph) : null;
  for (const pullRequestId of step.pullRequestIds) {
    track.broughtBy.set(pullRequestId, id);
  }
  const remedies: Remedy[] = [
    ...(isBack ? [rollback(takesBackId)] : []),
    ...revertsOf(step, marks, track),
    ...hotfixesOf(step, marks, track),
  ];
  const facts: DeploymentFacts = {
    ...{ deploymentId: id, repositoryId, service, environment, track: key, sha },
    ...{ finishedAt, failedAt, step: kind, takesBackId },
    isCounted: kind !== 'redeploy' || rule.countRedeploys,
    previousId: track.placed.at(-1)?.id ?? null,
    pullRequests: step.pullRequestIds.length,
    pullRequestIds: [...step.pullRequestIds].sort(),
    isRemediation: remedies.length > 0,
    remediationKind: remedies[0]?.kind ?? null,
    remediesId: remedies.find(({ deploymentId }) => deploymentId !== null)?.deploymentId ?? null,
    remedies,
  };
  track.placed.push({ id, sha });
  track.facts.push(facts);
  return facts;
}

function toKind(kind: DeploymentStep['kind']): DeploymentStepKind {
  return kind === 'not_known' ? 'not-known' : kind;
}

function rollback(deploymentId: string | null): Remedy {
  return { kind: 'rollback', deploymentId, pullRequestId: null, revertsId: null };
}

/** What came and went in one deployment failed nobody (B15). */
function revertsOf(step: DeploymentStep, marks: Marks, { broughtBy }: Track): Remedy[] {
  const own = new Set(step.pullRequestIds);
  return [...step.pullRequestIds].sort().flatMap((pullRequestId): Remedy[] => {
    const revertsId = marks.reverts.get(pullRequestId);
    const restoredBy = marks.restoredBy.get(pullRequestId);
    if (revertsId === undefined || (revertsId !== null && own.has(revertsId))) {
      return [];
    }
    if (restoredBy !== undefined && own.has(restoredBy)) {
      return [];
    }
    const deploymentId = revertsId === null ? null : (broughtBy.get(revertsId) ?? null);
    return [{ kind: 'revert', deploymentId, pullRequestId, revertsId }];
  });
}

/** A hotfix mends the version that was there before, whoever deployed that one again meanwhile. */
function hotfixesOf(step: DeploymentStep, { hotfixes }: Marks, { facts }: Track): Remedy[] {
  const before = facts.findLast((one) => one.step !== 'redeploy')?.deploymentId ?? null;
  return [...step.pullRequestIds]
    .sort()
    .filter((id) => hotfixes.has(id))
    .map((pullRequestId) => ({
      ...{ kind: 'hotfix', deploymentId: before, pullRequestId, revertsId: null },
    }));
}

/** Production deployments that failed and never succeeded: they changed nothing, and are listed. */
function deriveFailed(
  { deployments, rule, repositoryId }: DeploymentFactsInput,
  tracks: ReadonlyMap<string, Track>,
): DeploymentFacts[] {
  return deployments.flatMap((row): DeploymentFacts[] => {
    const failedAt = failedAtOf(row);
    if (failedAt === null || finishedAtOf(row) !== null || !isProduction(row, rule)) {
      return [];
    }
    const { id, service, environment } = row;
    const track = trackOf({ ...row, finishedAt: failedAt });
    const before = tracks
      .get(track)
      ?.facts.findLast(({ finishedAt }) => finishedAt !== null && finishedAt <= failedAt);
    return [
      {
        ...{ deploymentId: id, repositoryId, service, environment, track },
        ...{ sha: row.sourceSha ?? row.sha, finishedAt: null, failedAt, step: 'failed' },
        ...{ isCounted: false, previousId: before?.deploymentId ?? null, takesBackId: null },
        ...{ pullRequests: 0, pullRequestIds: [], isRemediation: false },
        ...{ remediationKind: null, remediesId: null, remedies: [] },
      },
    ];
  });
}

/** As deployments and workflow runs say it. One that was cancelled or skipped did not fail. */
const FAILURES = new Set(['failure', 'error', 'timed_out', 'startup_failure']);

/** The first failure, whatever came later; null: none. */
export function failedAtOf(row: Pick<DeploymentRow, 'statuses'> | undefined): Date | null {
  let failedAt: Date | null = null;
  for (const { state, createdAt } of row?.statuses ?? []) {
    if (FAILURES.has(state.toLowerCase()) && (failedAt === null || createdAt < failedAt)) {
      failedAt = createdAt;
    }
  }
  return failedAt;
}

function endOf({ finishedAt, failedAt }: DeploymentFacts): number {
  return (finishedAt ?? failedAt)?.getTime() ?? 0;
}
