import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import type { StoredConnection, StoredRepository } from './connections.store.ts';

/** What leaves the server: never a secret, sealed or not. */
export function toSummary(connection: StoredConnection): ConnectionSummary {
  const { id, kind, apiUrl, login, appId, rights } = connection;
  const { secretHint, secretSetBy, webhookSecretHint, webhookSecretSetBy } = connection;
  return {
    ...{ id, kind, apiUrl, login, appId, rights },
    ...{ secretHint, secretSetBy, webhookSecretHint, webhookSecretSetBy },
    secretSetAt: connection.secretSetAt?.toISOString() ?? null,
    webhookSecretSetAt: connection.webhookSecretSetAt?.toISOString() ?? null,
    suspendedAt: connection.suspendedAt?.toISOString() ?? null,
    checkedAt: connection.checkedAt?.toISOString() ?? null,
    createdAt: connection.createdAt.toISOString(),
    repositories: connection.repositories.map(toRepository),
  };
}

function toRepository(repository: StoredRepository): ConnectionSummary['repositories'][number] {
  const { id, owner, name, url, isPrivate, isArchived, isEmpty, isDiscovered } = repository;
  return {
    ...{ id, repository: `${owner}/${name}`, url, isPrivate, isArchived, isEmpty, isDiscovered },
    historyFrom: repository.historyFrom?.toISOString() ?? null,
    inaccessibleSince: repository.inaccessibleSince?.toISOString() ?? null,
  };
}
