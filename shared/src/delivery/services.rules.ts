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

/** Every place that an incident may name to mean this deployment: its repository, and its service. */
export function placesOf(deployment: DeployedPlace, { repositories }: ServiceNames): string[] {
  const service = serviceName(deployment, repositories);
  const repository = `repository ${deployment.repositoryId}`;
  return service === null ? [repository] : [repository, `service ${service}`];
}

/**
 * The place that an incident means, as `placesOf` tells them: its service by name; its repository, where it names no service,
 * or one that no deployment answers to. Null: neither is known.
 */
export function placeOf({ service, repositoryId }: Place, { all }: ServiceNames): string | null {
  const wanted = service?.toLowerCase() ?? null;
  if (wanted !== null && all.has(wanted)) {
    return `service ${wanted}`;
  }
  return repositoryId === null ? null : `repository ${repositoryId}`;
}

/** Whether an incident is one of what a deployment delivered, and by which of the two it says so. Null: it is not. */
export function servedBy(
  incident: Place,
  deployment: DeployedPlace,
  services: ServiceNames,
): 'same-service' | 'same-repository' | null {
  const place = placeOf(incident, services);
  if (place === null || !placesOf(deployment, services).includes(place)) {
    return null;
  }
  return place.startsWith('service ') ? 'same-service' : 'same-repository';
}
