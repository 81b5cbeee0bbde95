import { AppError } from '@bellwether/shared/errors/app-error';
import { fetchPullRequestPlace } from '../github/pull-requests.fetch.ts';
import { mayPassAlone } from './fetch-halving.ts';
import { githubFailure } from './github-failure.ts';
import { PartlyReadError } from './partly-read.ts';
import { refreshPullRequest } from './refresh-pull-request.ts';
import type { StreamContext } from './stream-context.ts';

/** Pull requests that GitHub cannot give even one by one: a pass goes on without them and says so. */
export type SetAside = {
  numbers: Set<number>;
  /** How many were set aside one after the other since something could be read. */
  inRow: number;
  /** Why the last of them could not be read; null: none was tried. */
  failure: AppError | null;
};

/** So many one after the other, or in all, are no fault of single pull requests: GitHub is in trouble. */
const MOST_IN_ROW = 2;
const MOST = 20;

/** Asks again, one by one, for what earlier passes had to leave out; answers with those that still cannot be read. */
export async function readSetAside(
  context: StreamContext,
  numbers: readonly number[],
): Promise<SetAside> {
  const aside: SetAside = { numbers: new Set(), inRow: 0, failure: null };
  for (const number of numbers) {
    const answer = await refreshPullRequest(context, number).catch(githubFailure);
    if (answer instanceof AppError) {
      if (!mayPassAlone(answer)) {
        throw answer;
      }
      aside.numbers.add(number);
      aside.failure = answer;
    }
  }
  return aside;
}

/** Which pull request stands at a cursor that could not be read. Null: it is not for one pull request that it could not. */
export async function findSetAside(
  { github, repository, log }: StreamContext,
  aside: SetAside,
  cursor: string | null,
  failure: AppError,
): ReturnType<typeof fetchPullRequestPlace> {
  if (!mayPassAlone(failure) || aside.inRow >= MOST_IN_ROW || aside.numbers.size >= MOST) {
    return null;
  }
  const place = await fetchPullRequestPlace(github, repository, cursor).catch(githubFailure);
  if (place instanceof AppError || place === null) {
    return null;
  }
  log.warn({ err: failure, number: place.number }, 'A pull request could not be read');
  aside.inRow += 1;
  aside.failure = failure;
  return place;
}

/** @throws PartlyReadError */
export function throwIfAnyIsAside({ numbers, failure }: SetAside): void {
  if (numbers.size > 0 && failure !== null) {
    throw new PartlyReadError(
      [...numbers].sort((a, b) => a - b),
      failure,
    );
  }
}
