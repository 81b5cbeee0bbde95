import type { SyncRequest } from '../app-context.ts';
import { type RunOptions, type RunOutcome, runRepository } from './run-repository.ts';

/** A request about one repository. */
export type RepositoryRequest = Exclude<SyncRequest, { kind: 'discover' }>;

/** Does what was asked for one repository. */
export async function runRequest(
  _request: RepositoryRequest,
  options: RunOptions,
): Promise<RunOutcome> {
  return await runRepository(options);
}
