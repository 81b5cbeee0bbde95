import type { Database } from '@bellwether/server/db/open-database';
import { openGithub } from '@bellwether/server/github/open-github';
import { createLog } from '@bellwether/server/log';
import type { RunOptions } from '@bellwether/server/sync/run-repository';
import { findRepositoryOf } from '@bellwether/server/sync/sync-runner.store';

const log = createLog('silent');

/** What a run needs over one repository of a simulator, as the runner would hand it on. */
export async function makeRunOptions(
  db: Database,
  repositoryId: string,
  apiUrl: string,
  more: Partial<RunOptions> = {},
): Promise<RunOptions> {
  const repository = await findRepositoryOf(db.pool, repositoryId);
  if (repository === null) {
    throw new Error(`There is no repository ${repositoryId}.`);
  }
  return {
    ...{ db, log, repository },
    github: openGithub({ kind: 'token', apiUrl, token: 'any', log, retryBaseMs: 1 }),
    clock: () => new Date(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    beforeStore: async () => undefined,
    afterStore: async () => undefined,
    betweenReads: async () => undefined,
    ...more,
  };
}
