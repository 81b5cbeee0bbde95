import type { SyncRequest } from '../app-context.ts';
import { runRefresh } from './refresh-pull-request.ts';
import { type RunOptions, type RunOutcome, runRepository } from './run-repository.ts';

/** A request about one repository. */
export type RepositoryRequest = Exclude<SyncRequest, { kind: 'discover' }>;

/** Does what was asked for one repository. Everything that is read goes through the same maps and upserts. */
export async function runRequest(
  request: RepositoryRequest,
  options: RunOptions,
): Promise<RunOutcome> {
  if (request.kind === 'pull-request') {
    return await runRefresh(options, request.number);
  }
  return await runRepository(options, request.kind === 'pass' ? request.streams : undefined);
}
