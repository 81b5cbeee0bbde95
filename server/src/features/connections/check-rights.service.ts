import type {
  ConnectionSummary,
  TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { credentialsOf, requireConnection } from './connection-access.ts';
import { toSummary } from './connection-summary.map.ts';
import { type StoredConnection, saveRights } from './connections.store.ts';

type ShownRepository = { owner: string; name: string; isPrivate: boolean };

/**
 * Looks up again what the token or the App may read, and writes it down.
 * @throws AppError with an `upstream_*` code when GitHub refuses or fails
 */
export async function checkRights(
  app: AppContext,
  connectionId: string,
): Promise<ConnectionSummary> {
  const connection = await requireConnection(app, connectionId);
  const credentials = credentialsOf(app, connection);
  if (credentials.kind === 'app') {
    await checkInstallation(app, connection);
  } else {
    const rights = await app.github.checkToken(credentials);
    const [repository] = connection.repositories.filter((known) => !known.inaccessibleSince);
    const shown =
      repository === undefined ? rights : await probe(app, connection, rights, repository);
    await saveRights(app.db, connection.id, { rights: shown, checkedAt: app.clock() });
  }
  await app.sync.request({ kind: 'discover', connectionId }, 'person');
  return toSummary(await requireConnection(app, connectionId));
}

async function checkInstallation(app: AppContext, connection: StoredConnection): Promise<void> {
  const credentials = credentialsOf(app, connection);
  const installations = await app.github.listInstallations(credentials);
  const found = installations.find(
    ({ installationId }) => installationId === connection.installationId,
  );
  if (found === undefined) {
    const rights = connection.rights;
    const suspendedAt = connection.suspendedAt ?? app.clock();
    if (rights !== null) {
      await saveRights(app.db, connection.id, { rights, checkedAt: app.clock(), suspendedAt });
    }
    return;
  }
  const { rights, suspendedAt } = found;
  await saveRights(app.db, connection.id, { rights, checkedAt: app.clock(), suspendedAt });
}

/** Looks up on a repository that was just chosen what GitHub does not tell of the token itself. */
export async function checkRightsOn(
  app: AppContext,
  connection: StoredConnection,
  repository: ShownRepository,
): Promise<void> {
  const { rights } = connection;
  if (rights === null || !isOpen(rights)) {
    return;
  }
  const shown = await probe(app, connection, rights, repository);
  await saveRights(app.db, connection.id, { rights: shown, checkedAt: app.clock() });
}

async function probe(
  app: AppContext,
  connection: StoredConnection,
  rights: TokenRights,
  { owner, name, isPrivate }: ShownRepository,
): Promise<TokenRights> {
  if (!isOpen(rights)) {
    return rights;
  }
  try {
    const repository = { owner, name, isPrivate };
    return await app.github.probeRights(credentialsOf(app, connection), rights, repository);
  } catch (error) {
    if (error instanceof AppError) {
      app.log.warn({ err: error }, 'The rights could not be looked up on a repository');
      return rights;
    }
    throw error;
  }
}

/** Classic tokens and Apps tell their rights; others show them on a repository. */
function isOpen({ kind }: TokenRights): boolean {
  return kind === 'fine-grained' || kind === 'unknown';
}
