import { AppError } from '@bellwether/shared/errors/app-error';
import type { GithubCredentials, SampleTeam, SecretBox } from './app-context.ts';
import type { Database } from './db/open-database.ts';

/**
 * The address and the token of a stored connection; for the sample team those of its simulator.
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
  if (row.secretCiphertext === null) {
    throw new AppError('conflict', 'The connection has no token.', {
      remedy: 'Connect GitHub again with a token.',
    });
  }
  return { kind: 'token', apiUrl: row.apiUrl, token: parts.secrets.open(row.secretCiphertext) };
}
