import type {
  WorldDeployment,
  WorldRelease,
  WorldRepository,
  WorldWorkflowRun,
} from '@bellwether/server/github-simulator/world.types';
import { makeCommit, makePull, makeRepository, makeSha } from './world-rows.ts';

/** `2026-02-03T12:00:00Z` for day 3. */
export const day = (number: number, hour = 12) =>
  `2026-02-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

export const mergeSha = (number: number) => makeSha(`merge ${number}`);

/** `acme/shop` with pull requests that were merged one a day, and whatever deployed them. */
export function deployedRepository(
  more: Partial<WorldRepository>,
  numbers = [1, 2, 3, 4],
): WorldRepository {
  return makeRepository('acme/shop', {
    pulls: numbers.map((number) =>
      makePull(number, {
        ...{ state: 'closed', closed_at: day(number), merged_at: day(number) },
        ...{ updated_at: day(number), created_at: day(number, 8) },
        merge_commit_sha: mergeSha(number),
      }),
    ),
    commits: numbers.map((number) => makeCommit(number, makeSha(`head ${number}`))),
    ...more,
  });
}

export function githubDeployment(
  id: number,
  sha: string,
  at: string,
  environment = 'production',
): WorldDeployment {
  return {
    ...{ id, sha, environment, ref: 'main', created_at: at, updated_at: at, creator: null },
    statuses: [{ id: id * 10, state: 'success', created_at: at }],
  };
}

export function release(
  id: number,
  sha: string,
  at: string,
  more: Partial<WorldRelease> = {},
): WorldRelease {
  return { id, sha, tag_name: `v${id}`, created_at: at, published_at: at, ...more };
}

export function workflowRun(
  id: number,
  sha: string,
  at: string,
  more: Partial<WorldWorkflowRun> = {},
): WorldWorkflowRun {
  return {
    ...{ id, head_sha: sha, head_branch: 'main', name: 'Deploy', workflow_id: 7, run_number: id },
    ...{ event: 'push', status: 'completed', conclusion: 'success', created_at: at },
    updated_at: at,
    ...more,
  };
}
