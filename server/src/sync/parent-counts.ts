import { AppError } from '@bellwether/shared/errors/app-error';
import { fetchParentCounts } from '../github/commit-parents.fetch.ts';
import { commitsWhoseParentsMatter } from '../github/pull-request.map.ts';
import type { PullRequestPayload } from '../github/pull-request.schema.ts';
import { githubFailure } from './github-failure.ts';
import { loadParentCounts } from './parent-counts.store.ts';
import type { StreamContext } from './stream-context.ts';

type Asking = Pick<StreamContext, 'db' | 'github' | 'repository' | 'log'>;

/** `failure`: why GitHub did not tell those that are not known yet; null: nothing failed. */
export type ParentCounts = { parents: ReadonlyMap<string, number>; failure: AppError | null };

/** The commits of these pull requests whose parents can change a number, each once. */
export function commitsToAsk(pullRequests: readonly PullRequestPayload[]): string[] {
  return [...new Set(pullRequests.flatMap(commitsWhoseParentsMatter))];
}

/** How many parents the commits have: as is stored, and for the others as GitHub says. */
export async function findParentCounts(
  context: Asking,
  shas: readonly string[],
): Promise<ParentCounts> {
  const known = await loadParentCounts(context.db.pool, context.repository.id, shas);
  const unknown = shas.filter((sha) => !known.has(sha));
  const asked = await askParentCounts(context, unknown).catch(githubFailure);
  return asked instanceof AppError
    ? { parents: known, failure: asked }
    : { parents: new Map([...known, ...asked]), failure: null };
}

/** A token that may not read the repository's contents cannot tell: then the commits count as ordinary ones. */
async function askParentCounts(
  { github, repository, log }: Asking,
  shas: readonly string[],
): Promise<Map<string, number>> {
  try {
    return await fetchParentCounts(github, repository, shas);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_forbidden') {
      log.warn({ commits: shas.length }, 'The token may not read how many parents commits have');
      return new Map();
    }
    throw error;
  }
}
