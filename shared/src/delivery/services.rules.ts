/** What the services of each repository are called, all in lower case. */
export type ServiceNames = {
  /** By repository: its name without the owner, which a deployment without a service stands for. */
  repositories: ReadonlyMap<string, string>;
  /** All names that some deployment answers to. */
  all: ReadonlySet<string>;
};

type Place = { repositoryId: string | null; service: string | null };
type DeployedPlace = { repositoryId: string; service: string | null };

/** The names of the services of these deployments. */
export function namesOfServices(
  deployments: readonly DeployedPlace[],
  repositories: ReadonlyMap<string, string>,
): ServiceNames {
  const names = new Map(
    [...repositories].map(([id, name]) => [id, name.slice(name.indexOf('/') + 1).toLowerCase()]),
  );
  const all = deployments.map((one) => serviceName(one, names)).filter((name) => name !== null);
  return { repositories: names, all: new Set(all) };
}

function serviceName(
  { service, repositoryId }: DeployedPlace,
  repositories: ReadonlyMap<string, string>,
): string | null {
  return service?.toLowerCase() ?? repositories.get(repositoryId) ?? null;
}

/**
 * Whether an incident is one of what a deployment delivered: of its service by name; or of its repository, where the
 * incident names no service, or one that no deployment answers to. Null: neither.
 */
export function servedBy(
  incident: Place,
  deployment: DeployedPlace,
  { repositories, all }: ServiceNames,
): 'same-service' | 'same-repository' | null {
  const wanted = incident.service?.toLowerCase() ?? null;
  if (wanted !== null && all.has(wanted)) {
    return serviceName(deployment, repositories) === wanted ? 'same-service' : null;
  }
  return incident.repositoryId === deployment.repositoryId ? 'same-repository' : null;
}
