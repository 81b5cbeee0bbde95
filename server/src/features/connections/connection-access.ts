import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext, GithubCredentials } from '../../app-context.ts';
import { loadConnection, type StoredConnection } from './connections.store.ts';

/** @throws AppError `not_found` when it was removed meanwhile */
export async function requireConnection(app: AppContext, id: string): Promise<StoredConnection> {
  const connection = await loadConnection(app.db, id);
  if (connection === null) {
    throw new AppError('not_found', 'This connection does not exist any more.', {
      remedy: 'Reload the page to see the connections that there are.',
    });
  }
  return connection;
}

/** @throws AppError `conflict` for the sample team, which asks nobody */
export function credentialsOf(app: AppContext, connection: StoredConnection): GithubCredentials {
  const { kind, apiUrl, appId, installationId, secretCiphertext } = connection;
  if (secretCiphertext === null) {
    throw new AppError('conflict', 'The sample team brings its own repositories.', {
      remedy: 'Connect GitHub to choose repositories of your own.',
    });
  }
  const secret = app.secrets.open(secretCiphertext);
  return kind === 'app'
    ? { kind, apiUrl, appId: appId ?? '', privateKey: secret, installationId }
    : { kind: 'token', apiUrl, token: secret };
}
