import type { DeploymentFacts, RemedyKind } from './deployment-facts.ts';
import { type DeploymentIndex, indexDeployments } from './deployment-index.ts';
import { type ServiceNames, servedBy } from './services.rules.ts';

/** A deployment as far as it can have caused an incident. */
export type LinkableDeployment = Pick<
  DeploymentFacts,
  | 'deploymentId'
  | 'repositoryId'
  | 'service'
  | 'sha'
  | 'finishedAt'
  | 'isCounted'
  | 'pullRequestIds'
  | 'remedies'
>;

/** An incident as far as a deployment can have caused it. */
export type LinkableIncident = {
  id: string;
  repositoryId: string | null;
  service: string | null;
  title: string;
  /** Null: a real one. */
  exclusion: string | null;
  /** The earliest instant that is known of it. Null: none is. */
  startedAt: Date | null;
  /** When it was resolved or closed. Null: it was not, or nobody said so. */
  endedAt: Date | null;
  mitigatedAt: Date | null;
  /** What `causedBy` names: commits by their beginning, or a pull request. Null: nothing that is known here. */
  cause: { commit: string } | { pullRequestId: string } | null;
};

/** What a person said of a pair; both null: that no deployment caused the incident. */
export type LinkDecision = {
  incidentId: string;
  deploymentId: string | null;
  pullRequestId: string | null;
  verdict: 'confirmed' | 'refuted';
};

/** Why a deployment may have caused an incident. */
export type LinkEvidence =
  | { kind: 'caused-by' }
  | { kind: RemedyKind; remedyId: string; pullRequestId: string | null; afterSeconds: number }
  | { kind: 'mention'; pullRequestId: string }
  | { kind: 'same-service' }
  | { kind: 'same-repository' }
  | { kind: 'time'; seconds: number };

/**
 * `confirmed`: a person or the incident itself says so. `suspected`: to be confirmed or refuted. `refuted`: a person says
 * that it was not so.
 */
export type LinkState = 'confirmed' | 'suspected' | 'refuted';

export type IncidentLink = {
  incidentId: string;
  deploymentId: string;
  /** The pull request that is meant: one that was reverted, or that the incident names. Null: any that it brought. */
  pullRequestId: string | null;
  state: LinkState;
  /** Whether a person decided it. */
  isDecided: boolean;
  evidence: LinkEvidence[];
};

export type LinkQuestion = {
  incidents: readonly LinkableIncident[];
  deployments: readonly LinkableDeployment[];
  decisions: readonly LinkDecision[];
  services: ServiceNames;
  /** Pull requests of remedies, by id: what their titles mention. */
  titles?: ReadonlyMap<string, string>;
  suspectedHours: number;
};

const HOUR_MS = 3_600_000;
/** Of one incident; more would bury the likely one. */
const MOST_CANDIDATES = 3;
const strengths = { 'caused-by': 6, rollback: 5, revert: 4, hotfix: 3, mention: 2, time: 1 };

/**
 * Which deployments caused, or may have caused, each incident (B15); of each incident the strongest first. Where one is
 * confirmed the others are no longer suspected. Duplicates, false alarms and drills have no cause.
 */
export function linkIncidents(question: LinkQuestion): IncidentLink[] {
  const index = indexDeployments(question.deployments, question.services);
  const world = { ...question, index };
  const decisions = new Map<string, LinkDecision[]>();
  for (const one of question.decisions) {
    const own = decisions.get(one.incidentId) ?? [];
    own.push(one);
    decisions.set(one.incidentId, own);
  }
  return question.incidents
    .filter(({ exclusion }) => exclusion === null)
    .flatMap((incident) => linkOne(world, incident, decisions.get(incident.id) ?? []));
}

type World = LinkQuestion & { index: DeploymentIndex<LinkableDeployment> };

function linkOne(
  world: World,
  incident: LinkableIncident,
  decisions: readonly LinkDecision[],
): IncidentLink[] {
  const isNobodys = decisions.some((one) => one.deploymentId === null);
  const links = candidatesOf(world, incident, decisions).flatMap((deployment): IncidentLink[] => {
    const { deploymentId } = deployment;
    const decision = decisions.find((one) => one.deploymentId === deploymentId);
    const evidence = findEvidence(world, incident, deployment);
    if (decision === undefined && !evidence.some(({ kind }) => kind in strengths)) {
      return [];
    }
    const isNamed = evidence.some(({ kind }) => kind === 'caused-by');
    return [
      {
        ...{ incidentId: incident.id, deploymentId, evidence },
        pullRequestId: decision?.pullRequestId ?? suspectOf(incident, deployment, world.index),
        state: decision?.verdict ?? stateOf(isNamed, isNobodys),
        isDecided: decision !== undefined || (isNamed && isNobodys),
      },
    ];
  });
  const ranked = links.sort(
    (a, b) => strengthOf(b) - strengthOf(a) || distanceOf(a) - distanceOf(b),
  );
  const suspected = ranked.filter(({ state }) => state === 'suspected');
  const kept = new Set(isSettled(links, decisions) ? [] : suspected.slice(0, MOST_CANDIDATES));
  return ranked.filter((link) => link.state !== 'suspected' || kept.has(link));
}

/** Who says that no deployment caused it says so of the one that the incident names, too. */
function stateOf(isNamed: boolean, isNobodys: boolean): LinkState {
  if (!isNamed) {
    return 'suspected';
  }
  return isNobodys ? 'refuted' : 'confirmed';
}

function isSettled(links: readonly IncidentLink[], decisions: readonly LinkDecision[]): boolean {
  return (
    links.some(({ state }) => state === 'confirmed') ||
    decisions.some((one) => one.deploymentId === null && one.verdict === 'confirmed')
  );
}

/** Those that can have evidence at all: near before it, mended while it lasted, named by it, or decided on. */
function candidatesOf(
  { index, suspectedHours }: World,
  incident: LinkableIncident,
  decisions: readonly LinkDecision[],
): LinkableDeployment[] {
  const { startedAt, endedAt, cause } = incident;
  const found = new Set(cause === null ? [] : index.namedBy(cause));
  const add = (some: readonly (LinkableDeployment | null)[]) => {
    for (const one of some) {
      if (one !== null) {
        found.add(one);
      }
    }
  };
  add(decisions.map(({ deploymentId }) => index.withId(deploymentId ?? '')));
  if (startedAt !== null) {
    const margin = suspectedHours * HOUR_MS;
    const start = startedAt.getTime();
    add(index.finished(incident, start - margin, start));
    add(index.mended(incident, start, (endedAt?.getTime() ?? start) + margin));
  }
  return index.inOrder(found);
}

/** How much its best evidence says. */
export function strengthOf({ evidence }: Pick<IncidentLink, 'evidence'>): number {
  return Math.max(
    0,
    ...evidence.map(({ kind }) =>
      kind in strengths ? strengths[kind as keyof typeof strengths] : 0,
    ),
  );
}

function distanceOf({ evidence }: IncidentLink): number {
  const time = evidence.find((one) => one.kind === 'time');
  return time?.kind === 'time' ? time.seconds : Number.MAX_SAFE_INTEGER;
}

function findEvidence(
  world: World,
  incident: LinkableIncident,
  deployment: LinkableDeployment,
): LinkEvidence[] {
  const { startedAt, cause } = incident;
  const { finishedAt } = deployment;
  const named: LinkEvidence[] =
    cause !== null && isNamedBy(cause, deployment) ? [{ kind: 'caused-by' }] : [];
  const place = servedBy(incident, deployment, world.services);
  if (startedAt === null || finishedAt === null || finishedAt > startedAt || place === null) {
    return named;
  }
  const elapsedMs = startedAt.getTime() - finishedAt.getTime();
  const mending = mendingOf(world, incident, deployment);
  const isNear = deployment.isCounted && elapsedMs <= world.suspectedHours * HOUR_MS;
  return [
    ...named,
    ...mending,
    ...(named.length + mending.length > 0 || isNear ? [{ kind: place } as const] : []),
    ...(isNear ? [{ kind: 'time', seconds: Math.round(elapsedMs / 1000) } as const] : []),
  ];
}

function isNamedBy(
  cause: NonNullable<LinkableIncident['cause']>,
  deployment: LinkableDeployment,
): boolean {
  return 'commit' in cause
    ? deployment.sha.toLowerCase().startsWith(cause.commit.toLowerCase())
    : deployment.pullRequestIds.includes(cause.pullRequestId);
}

/** Remedies of the deployment that came while the incident lasted, or soon after it. */
function mendingOf(
  { suspectedHours, titles, index }: World,
  { startedAt, endedAt, title }: LinkableIncident,
  { deploymentId }: LinkableDeployment,
): LinkEvidence[] {
  const from = startedAt?.getTime() ?? 0;
  const to = (endedAt?.getTime() ?? from) + suspectedHours * HOUR_MS;
  return (index.mendings.get(deploymentId) ?? []).flatMap(({ by, remedy }): LinkEvidence[] => {
    const at = by.finishedAt?.getTime() ?? Number.NaN;
    if (!(at >= from && at <= to)) {
      return [];
    }
    const { kind, pullRequestId } = remedy;
    const said = titles?.get(pullRequestId ?? '')?.toLowerCase() ?? '';
    const mentions = pullRequestId !== null && said.includes(title.trim().toLowerCase());
    return [
      { kind, remedyId: by.deploymentId, pullRequestId, afterSeconds: (at - from) / 1000 },
      ...(mentions ? [{ kind: 'mention', pullRequestId } as const] : []),
    ];
  });
}

/** The one that was taken back, or that the incident names, or the only one there is. */
function suspectOf(
  { cause }: LinkableIncident,
  { deploymentId, pullRequestIds }: LinkableDeployment,
  { mendings }: DeploymentIndex<LinkableDeployment>,
): string | null {
  if (cause !== null && 'pullRequestId' in cause && pullRequestIds.includes(cause.pullRequestId)) {
    return cause.pullRequestId;
  }
  const reverted = (mendings.get(deploymentId) ?? []).map(({ remedy }) => remedy.revertsId);
  const only = pullRequestIds.length === 1 ? pullRequestIds[0] : undefined;
  return reverted.find((id) => id !== null) ?? only ?? null;
}
