import type {
  AddRepositoriesInput,
  AddRepositoriesResult,
  AvailableRepositories,
} from '@bellwether/shared/connections/connections.schema';
import { historyFrom } from '@bellwether/shared/connections/history-from.rules';
import type { AppContext, FoundRepository } from '../../app-context.ts';
import { checkRightsOn } from './check-rights.service.ts';
import { credentialsOf, requireConnection } from './connection-access.ts';
import { loadConnections, type StoredConnection } from './connections.store.ts';
import { findRepositoryOwner, saveRepository } from './repositories.store.ts';
import { dismissSample } from './sample.service.ts';

export async function findAvailableRepositories(
  app: AppContext,
  connectionId: string,
  search: string,
): Promise<AvailableRepositories> {
  const connection = await requireConnection(app, connectionId);
  const answer = await app.github.listRepositories(credentialsOf(app, connection), search);
  const added = new Set(
    (await loadConnections(app.db)).flatMap((known) =>
      known.repositories.map(({ owner, name }) => `${owner}/${name}`.toLowerCase()),
    ),
  );
  return {
    truncated: answer.truncated,
    repositories: answer.repositories.map((repository) => ({
      ...repository,
      isAdded: added.has(repository.repository.toLowerCase()),
    })),
  };
}

/**
 * Adds each repository that GitHub shows and asks for its first read; says of each other one why not. Where the rights could
 * not be known before, they are looked up on the first of them.
 */
export async function addRepositories(
  app: AppContext,
  input: AddRepositoriesInput,
): Promise<AddRepositoriesResult> {
  const connection = await requireConnection(app, input.connectionId);
  const credentials = credentialsOf(app, connection);
  const from = historyFrom(input.historyMonths, app.clock());
  const result: AddRepositoriesResult = { added: [], refused: [] };
  for (const wanted of new Set(input.repositories)) {
    const [owner = '', name = ''] = wanted.split('/');
    const found = await app.github.findRepository(credentials, owner, name);
    const reason = await add(app, connection, found, from);
    if (found === null || reason !== null) {
      result.refused.push({ repository: wanted, reason: reason ?? '' });
      continue;
    }
    if (result.added.length === 0) {
      await checkRightsOn(app, connection, found);
    }
    await app.sync.request({ kind: 'pass', repositoryId: found.id }, 'person');
    result.added.push(`${found.owner}/${found.name}`);
  }
  if (result.added.length > 0) {
    await dismissSample(app);
    await app.sync.request({ kind: 'discover', connectionId: connection.id }, 'person');
  }
  return result;
}

/** Stores it; else why not. Null: it is stored. */
async function add(
  app: AppContext,
  connection: StoredConnection,
  found: FoundRepository | null,
  from: Date | null,
): Promise<string | null> {
  if (found === null) {
    return 'GitHub shows no such repository to this token: check the spelling, or let the token read it.';
  }
  const owner = await findRepositoryOwner(app.db, found.id);
  if (owner !== null) {
    return owner === connection.id
      ? 'It is already being read.'
      : 'Another connection reads it already.';
  }
  return (await saveRepository(app.db, connection.id, found, from))
    ? null
    : 'Another repository of this name is read already: remove that one first.';
}
