/** Who has which repositories: whole, or some paths of them; and which repositories deploy a service. */
export type TeamRepositories = {
  teams: readonly { id: string; parentId: string | null }[];
  whole: readonly { teamId: string; repositoryId: string }[];
  paths: readonly { teamId: string; repositoryId: string }[];
  /** Services in lower case. */
  services: readonly { service: string; repositoryId: string }[];
};

export type TeamsOfIncident = (incident: {
  repositoryId: string | null;
  service: string | null;
}) => ReadonlySet<string>;

/**
 * An incident is the teams' that have its repository; where nobody has all of it, the teams' that have a part of it. One of
 * no repository belongs where its service is deployed from. Teams above count it too, so that it may be several teams'.
 */
export function assignTeams(known: TeamRepositories): TeamsOfIncident {
  const repositoryTeams = teamsOfRepositories(known);
  return ({ repositoryId, service }) => {
    const name = service?.toLowerCase();
    const repositories =
      repositoryId === null
        ? known.services.filter((one) => one.service === name).map((one) => one.repositoryId)
        : [repositoryId];
    return new Set(repositories.flatMap((id) => [...(repositoryTeams.get(id) ?? [])]));
  };
}

/** The teams of each repository, those above included. */
export function teamsOfRepositories({
  teams,
  whole,
  paths,
}: Pick<TeamRepositories, 'teams' | 'whole' | 'paths'>): Map<string, Set<string>> {
  const parents = new Map(teams.map(({ id, parentId }) => [id, parentId]));
  const owned = new Set(whole.map(({ repositoryId }) => repositoryId));
  const found = new Map<string, Set<string>>();
  for (const { teamId, repositoryId } of [
    ...whole,
    ...paths.filter((path) => !owned.has(path.repositoryId)),
  ]) {
    const own = found.get(repositoryId) ?? new Set();
    found.set(repositoryId, own);
    // A circle of teams would never end.
    for (
      let id: string | null = teamId;
      id !== null && !own.has(id);
      id = parents.get(id) ?? null
    ) {
      if (parents.has(id)) {
        own.add(id);
      }
    }
  }
  return found;
}
