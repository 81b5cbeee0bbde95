import type {
  AddRepositoriesInput,
  AddRepositoriesResult,
  AvailableRepositories,
  ConnectInput,
  ConnectionSummary,
} from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext, FoundRepository, GithubCredentials } from '../../app-context.ts';
import {
  countWhatGoes,
  createConnection,
  deleteConnection,
  findRepositoryOwner,
  loadConnection,
  loadConnections,
  replaceSecret,
  type StoredConnection,
  saveRepository,
} from './connections.store.ts';
import { historyFrom } from './history-from.rules.ts';

const HINT_LENGTH = 4;
const SAMPLE_SEED = 7;

export async function listConnections(app: AppContext): Promise<ConnectionSummary[]> {
  return (await loadConnections(app.db)).map(toSummary);
}

/**
 * Checks the token with GitHub and keeps it, encrypted. The same account at the same address again
 * replaces the token and keeps the repositories.
 * @throws AppError `upstream_unauthenticated` with field `token` when GitHub does not know the token
 */
export async function connect(app: AppContext, input: ConnectInput): Promise<ConnectionSummary> {
  const apiUrl = (input.apiUrl ?? app.githubApiUrl).replace(/\/+$/, '');
  const rights = await checkToken(app, apiUrl, input);
  const found = {
    login: rights.login,
    rights,
    checkedAt: app.clock(),
    secretCiphertext: app.secrets.seal(input.token),
    secretHint: input.token.slice(-HINT_LENGTH),
  };
  const existing = (await loadConnections(app.db)).find(
    (known) => known.kind === 'token' && known.apiUrl === apiUrl && known.login === rights.login,
  );
  if (existing !== undefined) {
    const replaced = await replaceSecret(app.db, existing.id, found);
    for (const repository of replaced.repositories) {
      await app.sync.request({ kind: 'pass', repositoryId: repository.id }, 'person');
    }
    return toSummary(replaced);
  }
  const columns = {
    ...found,
    kind: 'token',
    apiUrl,
    sampleSeed: null,
    sampleEndsAt: null,
  } as const;
  return toSummary(await createConnection(app.db, columns));
}

/** Somebody waits at the form: an address that does not answer is theirs to mend, not ours to try again. */
async function checkToken(app: AppContext, apiUrl: string, input: ConnectInput) {
  try {
    return await app.github.checkToken({ kind: 'token', apiUrl, token: input.token });
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_unavailable') {
      throw new AppError(error.code, `GitHub does not answer at ${apiUrl}.`, {
        field: input.apiUrl === undefined ? undefined : 'apiUrl',
        remedy: 'Check the address and the way there, then try again.',
        cause: error,
      });
    }
    throw error;
  }
}

export async function findAvailableRepositories(
  app: AppContext,
  connectionId: string,
  search: string,
): Promise<AvailableRepositories> {
  const connection = await requireConnection(app, connectionId);
  const answer = await app.github.listRepositories(credentialsOf(app, connection), search);
  const added = new Set(
    (await loadConnections(app.db)).flatMap((known) =>
      known.repositories.map((repository) => nameKey(repository.owner, repository.name)),
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

/** Adds each repository that GitHub shows and asks for its first read; says of each other one why not. */
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
    const reason = await reasonToRefuse(app, connection, found);
    if (found === null || reason !== null) {
      result.refused.push({ repository: wanted, reason: reason ?? '' });
      continue;
    }
    await saveRepository(app.db, connection.id, found, from);
    await app.sync.request({ kind: 'pass', repositoryId: found.id }, 'person');
    result.added.push(`${found.owner}/${found.name}`);
  }
  if (result.added.length > 0) {
    await app.sync.request({ kind: 'discover', connectionId: connection.id }, 'person');
    await dismissSample(app);
  }
  return result;
}

/** Made-up numbers never stand among real ones: the sample team goes when the first real repository comes. */
async function dismissSample(app: AppContext): Promise<void> {
  for (const known of await loadConnections(app.db)) {
    if (known.kind === 'sample') {
      await removeConnection(app, known.id);
    }
  }
}

async function reasonToRefuse(
  app: AppContext,
  connection: StoredConnection,
  found: FoundRepository | null,
): Promise<string | null> {
  if (found === null) {
    return 'GitHub shows no such repository to this token: check the spelling, or let the token read it.';
  }
  const owner = await findRepositoryOwner(app.db, found.id);
  if (owner === null) {
    return null;
  }
  return owner === connection.id
    ? 'It is already being read.'
    : 'Another connection reads it already.';
}

/**
 * Starts the sample team, or returns the one that is there.
 * @throws AppError `conflict` when real repositories are read: the two would be taken for one team
 */
export async function startSample(app: AppContext): Promise<ConnectionSummary> {
  const connections = await loadConnections(app.db);
  if (connections.some((known) => known.kind === 'token' && known.repositories.length > 0)) {
    throw new AppError('conflict', 'The sample team would stand among your own repositories.', {
      remedy:
        'Remove your connection first, or start a second Bellwether with its own data folder.',
    });
  }
  const existing = connections.find((known) => known.kind === 'sample');
  const connection = existing ?? (await createSampleConnection(app));
  const credentials = await app.sample.credentials(
    SAMPLE_SEED,
    connection.sampleEndsAt ?? app.clock(),
  );
  const { repositories } = await app.github.listRepositories(credentials, '');
  for (const { repository } of repositories) {
    const [owner = '', name = ''] = repository.split('/');
    const found = await app.github.findRepository(credentials, owner, name);
    if (found !== null) {
      await saveRepository(app.db, connection.id, found, null);
      await app.sync.request({ kind: 'pass', repositoryId: found.id }, 'person');
    }
  }
  await app.sync.request({ kind: 'discover', connectionId: connection.id }, 'person');
  return toSummary((await loadConnection(app.db, connection.id)) ?? connection);
}

async function createSampleConnection(app: AppContext): Promise<StoredConnection> {
  const endsAt = new Date(Math.floor(app.clock().getTime() / 1000) * 1000);
  return await createConnection(app.db, {
    kind: 'sample',
    apiUrl: 'sample team',
    login: null,
    secretCiphertext: null,
    secretHint: null,
    rights: null,
    checkedAt: null,
    sampleSeed: SAMPLE_SEED,
    sampleEndsAt: endsAt,
  });
}

export async function previewRemoval(app: AppContext, connectionId: string) {
  await requireConnection(app, connectionId);
  return await countWhatGoes(app.db, connectionId);
}

/** Stops reading and deletes the connection with everything that came through it. */
export async function removeConnection(
  app: AppContext,
  connectionId: string,
): Promise<{ removed: true }> {
  const connection = await requireConnection(app, connectionId);
  await app.sync.release(connectionId);
  await deleteConnection(app.db, connectionId);
  if (connection.kind === 'sample') {
    await app.sample.close();
  }
  return { removed: true };
}

async function requireConnection(app: AppContext, id: string): Promise<StoredConnection> {
  const connection = await loadConnection(app.db, id);
  if (connection === null) {
    throw new AppError('not_found', 'This connection does not exist any more.', {
      remedy: 'Reload the page to see the connections that there are.',
    });
  }
  return connection;
}

function credentialsOf(app: AppContext, connection: StoredConnection): GithubCredentials {
  if (connection.secretCiphertext === null) {
    throw new AppError('conflict', 'The sample team brings its own repositories.', {
      remedy: 'Connect GitHub to choose repositories of your own.',
    });
  }
  return {
    kind: 'token',
    apiUrl: connection.apiUrl,
    token: app.secrets.open(connection.secretCiphertext),
  };
}

const nameKey = (owner: string, name: string) => `${owner}/${name}`.toLowerCase();

function toSummary(connection: StoredConnection): ConnectionSummary {
  return {
    id: connection.id,
    kind: connection.kind,
    apiUrl: connection.apiUrl,
    login: connection.login,
    secretHint: connection.secretHint,
    rights: connection.rights,
    checkedAt: connection.checkedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    repositories: connection.repositories.map((repository) => ({
      id: repository.id,
      repository: `${repository.owner}/${repository.name}`,
      url: repository.url,
      isPrivate: repository.isPrivate,
      isArchived: repository.isArchived,
      isEmpty: repository.isEmpty,
      historyFrom: repository.historyFrom?.toISOString() ?? null,
    })),
  };
}
