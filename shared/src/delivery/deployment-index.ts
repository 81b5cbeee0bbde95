import type { DeploymentFacts, Remedy } from './deployment-facts.ts';
import { placeOf, placesOf, type ServiceNames } from './services.rules.ts';

type Indexed = Pick<
  DeploymentFacts,
  'deploymentId' | 'repositoryId' | 'service' | 'sha' | 'finishedAt' | 'pullRequestIds' | 'remedies'
>;

/** A remedy of a deployment, and the deployment that was one. */
type Mending<D> = { by: D; remedy: Remedy };

type At<T> = { at: number; value: T };

/** Deployments by what can be known of one: place and time, remedy, commit, pull request. */
export type DeploymentIndex<D> = {
  /** By the mended one. */
  mendings: ReadonlyMap<string, readonly Mending<D>[]>;
  /** What an incident names: commits by their beginning, or a pull request. */
  namedBy: (cause: { commit: string } | { pullRequestId: string }) => readonly D[];
  withId: (deploymentId: string) => D | null;
  /** Of the incident's place, finished or mended from one instant to another, both included. */
  finished: (incident: SoughtPlace, fromMs: number, toMs: number) => D[];
  mended: (incident: SoughtPlace, fromMs: number, toMs: number) => D[];
  /** In the order in which they were given. */
  inOrder: (some: Iterable<D>) => D[];
};

type SoughtPlace = { repositoryId: string | null; service: string | null };

/** Finds the deployments that are meant without going through all of them; those that never succeeded are not there. */
export function indexDeployments<D extends Indexed>(
  deployments: readonly D[],
  services: ServiceNames,
): DeploymentIndex<D> {
  const finished = deployments.flatMap((value) =>
    value.finishedAt === null ? [] : [{ at: value.finishedAt.getTime(), value }],
  );
  const byId = new Map(finished.map(({ value }) => [value.deploymentId, value]));
  const positions = new Map(finished.map(({ value }, position) => [value, position]));
  const mendings = indexMendings(deployments);
  const ends = new Map(finished.map(({ at, value }) => [value, at]));
  const byFinish = indexPlaces(finished, services);
  const byMending = indexPlaces(
    [...mendings].flatMap(([id, all]) => mendedAt(byId.get(id), all, ends)),
    services,
  );
  const seek =
    (places: ReadonlyMap<string, readonly At<D>[]>) =>
    (incident: SoughtPlace, fromMs: number, toMs: number) =>
      between(places.get(placeOf(incident, services) ?? ''), fromMs, toMs);
  const byCause = indexCauses(finished.map(({ value }) => value));
  const positionOf = (one: D) => positions.get(one) ?? 0;
  return {
    ...{ mendings, finished: seek(byFinish), mended: seek(byMending), namedBy: byCause },
    withId: (deploymentId) => byId.get(deploymentId) ?? null,
    inOrder: (some) => [...some].sort((a, b) => positionOf(a) - positionOf(b)),
  };
}

function indexCauses<D extends Indexed>(deployments: readonly D[]): DeploymentIndex<D>['namedBy'] {
  const byPullRequest = new Map<string, D[]>();
  for (const value of deployments) {
    for (const id of value.pullRequestIds) {
      push(byPullRequest, id, value);
    }
  }
  const shas = deployments
    .map((value) => ({ sha: value.sha.toLowerCase(), value }))
    .sort((a, b) => compare(a.sha, b.sha));
  return (cause) =>
    'commit' in cause
      ? beginningWith(shas, cause.commit.toLowerCase())
      : (byPullRequest.get(cause.pullRequestId) ?? []);
}

function indexMendings<D extends Indexed>(deployments: readonly D[]): Map<string, Mending<D>[]> {
  const mendings = new Map<string, Mending<D>[]>();
  for (const by of deployments) {
    for (const remedy of by.remedies) {
      if (remedy.deploymentId !== null) {
        push(mendings, remedy.deploymentId, { by, remedy });
      }
    }
  }
  return mendings;
}

/** The mended one, at the end of each of its remedies. */
function mendedAt<D>(
  value: D | undefined,
  mendings: readonly Mending<D>[],
  ends: ReadonlyMap<D, number>,
): At<D>[] {
  return value === undefined
    ? []
    : mendings.flatMap(({ by }) => {
        const at = ends.get(by);
        return at === undefined ? [] : [{ at, value }];
      });
}

/** By place, ascending. */
function indexPlaces<D extends Indexed>(
  all: readonly At<D>[],
  services: ServiceNames,
): Map<string, At<D>[]> {
  const places = new Map<string, At<D>[]>();
  for (const one of all) {
    for (const place of placesOf(one.value, services)) {
      push(places, place, one);
    }
  }
  for (const list of places.values()) {
    list.sort((a, b) => a.at - b.at);
  }
  return places;
}

/** Those from `from` to `to`, both included. */
function between<T>(sorted: readonly At<T>[] | undefined, from: number, to: number): T[] {
  const found: T[] = [];
  if (sorted !== undefined) {
    for (let at = firstWhere(sorted, (one) => one.at >= from); at < sorted.length; at += 1) {
      const one = sorted[at];
      if (one === undefined || one.at > to) {
        break;
      }
      found.push(one.value);
    }
  }
  return found;
}

function beginningWith<T>(sorted: readonly { sha: string; value: T }[], prefix: string): T[] {
  const found: T[] = [];
  for (let at = firstWhere(sorted, ({ sha }) => sha >= prefix); at < sorted.length; at += 1) {
    const one = sorted[at];
    if (one === undefined || !one.sha.startsWith(prefix)) {
      break;
    }
    found.push(one.value);
  }
  return found;
}

/** The first place from which on the condition holds; the length where it never does. */
function firstWhere<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = sorted[middle];
    if (one !== undefined && holds(one)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}
