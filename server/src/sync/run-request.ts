import type { SyncRequest } from '../app-context.ts';
import { runDeepCheck } from './deep-check.ts';
import { runRefresh } from './refresh-pull-request.ts';
import { type RunOptions, type RunOutcome, runRepository } from './run-repository.ts';

/** A request about one repository. */
export type RepositoryRequest = Exclude<SyncRequest, { kind: 'discover' }>;

/** Does what was asked for one repository. Everything that is read goes through the same maps and upserts. */
export async function runRequest(
  request: RepositoryRequest,
  options: RunOptions,
): Promise<RunOutcome> {
  switch (request.kind) {
    case 'pass':
      return await runRepository(options, request.streams);
    case 'pull-request':
      return await runRefresh(options, request.number);
    case 'deep-check':
      return await runDeepCheck(options, request.reach);
  }
}
