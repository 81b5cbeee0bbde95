import { indexRepository, lazily, type RepositoryIndex } from './repository-index.ts';
import type { World, WorldUser } from './world.types.ts';

/** A world with its repositories by name and its people by login. */
export type WorldIndex = {
  readonly world: World;
  readonly repositories: RepositoryIndex[];
  /** By `owner/name`, in any case, former names included. */
  readonly findRepository: (fullName: string) => RepositoryIndex | undefined;
  readonly findRepositoryById: (id: number) => RepositoryIndex | undefined;
  readonly isFormerName: (fullName: string) => boolean;
  readonly findUser: (login: string) => WorldUser | undefined;
  readonly people: () => WorldUser[];
  readonly nodeIdOf: (user: WorldUser) => string;
};

const NODE_ID_PREFIX = { User: 'U', Bot: 'BOT', Organization: 'O', Mannequin: 'M' };

export function indexWorld(world: World): WorldIndex {
  const repositories = world.repositories.map(indexRepository);
  const byName = new Map<string, RepositoryIndex>();
  const formerNames = new Set<string>();
  for (const index of repositories) {
    for (const name of index.repository.former_names ?? []) {
      byName.set(name.toLowerCase(), index);
      formerNames.add(name.toLowerCase());
    }
  }
  for (const index of repositories) {
    byName.set(index.repository.full_name.toLowerCase(), index);
    formerNames.delete(index.repository.full_name.toLowerCase());
  }
  const byId = new Map(repositories.map((index) => [index.repository.id, index]));
  const people = lazily(() => collectPeople(world));
  return {
    world,
    repositories,
    findRepository: (fullName) => byName.get(fullName.toLowerCase()),
    findRepositoryById: (id) => byId.get(id),
    isFormerName: (fullName) => formerNames.has(fullName.toLowerCase()),
    findUser: (login) => people().byLogin.get(login.toLowerCase()),
    people: () => [...people().byLogin.values()],
    nodeIdOf: (user) => user.node_id ?? people().nodeIds.get(user.id) ?? plainNodeId(user),
  };
}

function plainNodeId(user: WorldUser): string {
  return `${NODE_ID_PREFIX[user.type ?? 'User']}_${user.id}`;
}

/** One account has one node id, even when only some of its mentions carry it. */
function collectPeople(world: World) {
  const byLogin = new Map<string, WorldUser>();
  const nodeIds = new Map<number, string>();
  const see = (user: WorldUser | null | undefined) => {
    if (user === null || user === undefined) {
      return;
    }
    if (!byLogin.has(user.login.toLowerCase())) {
      byLogin.set(user.login.toLowerCase(), user);
    }
    if (user.node_id !== undefined && !nodeIds.has(user.id)) {
      nodeIds.set(user.id, user.node_id);
    }
  };
  see(world.viewer);
  for (const member of (world.teams ?? []).flatMap(({ members }) => members)) {
    see(member);
  }
  for (const repository of world.repositories) {
    see(repository.owner);
    for (const row of [
      ...repository.pulls,
      ...repository.reviews,
      ...repository.reviewComments,
      ...repository.issueComments,
      ...repository.issues,
    ]) {
      see(row.user);
    }
    for (const event of repository.timeline) {
      see(event.actor);
      see(event.requested_reviewer);
    }
  }
  return { byLogin, nodeIds };
}
