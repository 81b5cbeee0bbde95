import { AppError } from '@bellwether/shared/errors/app-error';
import type { GithubCredentials, SampleTeam, SecretBox } from './app-context.ts';
import type { Database } from './db/open-database.ts';

/**
 * The address and the token or App of a stored connection; for the sample team those of its simulator.
 * @throws AppError `not_found` when the connection was removed meanwhile
 */
export async function loadCredentials(
  parts: { db: Database; secrets: SecretBox; sample: SampleTeam },
  connectionId: string,
): Promise<GithubCredentials> {
  const row = await parts.db.prisma.connection.findUnique({ where: { id: connectionId } });
  if (row === null) {
    throw new AppError('not_found', 'The connection was removed.');
  }
  if (row.kind === 'sample') {
    return await parts.sample.credentials(row.sampleSeed ?? 1, row.sampleEndsAt ?? row.createdAt);
  }
  const { apiUrl, secretCiphertext, appId, installationId } = row;
  if (secretCiphertext === null) {
    throw new AppError('conflict', 'The connection has no secret.', {
      remedy: 'Connect GitHub again with a token or an App.',
    });
  }
  const secret = parts.secrets.open(secretCiphertext);
  if (row.kind !== 'app') {
    return { kind: 'token', apiUrl, token: secret };
  }
  return {
    ...{ kind: 'app', apiUrl, appId: appId ?? '', privateKey: secret },
    installationId: installationId === null ? null : Number(installationId),
  };
}
