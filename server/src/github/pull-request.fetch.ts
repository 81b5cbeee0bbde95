import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Github } from './open-github.ts';
import { requireReadable } from './presence.fetch.ts';
import { pullRequestQuery } from './pull-request.graphql.ts';
import { type PullRequestPayload, pullRequestSchema } from './pull-request.schema.ts';
import { completeNestedLists } from './pull-request-nested.fetch.ts';
import type { RepositoryName } from './repository.schema.ts';
import {
  completeReviewRequests,
  type ReviewRequestsPayload,
  reviewRequestsSchema,
} from './review-requests.fetch.ts';

const answerSchema = z.object({
  node: z
    .object({
      nameWithOwner: z.string(),
      pullRequest: pullRequestSchema
        .and(reviewRequestsSchema.pick({ reviewRequests: true }))
        .nullable(),
    })
    .nullable(),
});

/** `absent`: the repository is there and its pull requests can be read, and this number is none of them. */
export type FoundPullRequest =
  | {
      kind: 'found';
      /** As it is called now. */
      repository: RepositoryName;
      pullRequest: PullRequestPayload;
      reviewRequests: ReviewRequestsPayload;
    }
  | { kind: 'absent' };

/**
 * One pull request with every list inside it and who is asked for a review, by the repository's node id, so that a
 * rename is followed.
 * @throws AppError `upstream_not_found` when the repository itself is gone or hidden
 */
export async function fetchPullRequest(
  github: Github,
  repositoryId: string,
  number: number,
): Promise<FoundPullRequest> {
  const node = await ask(github, repositoryId, number);
  const pullRequest = node?.pullRequest ?? null;
  if (node === null || pullRequest === null) {
    // GitHub says "not found" of a pull request and of its repository alike.
    await requireReadable(github, repositoryId, 'pullRequests');
    return { kind: 'absent' };
  }
  const { reviewRequests: requests, ...payload } = pullRequest;
  const reviewRequests = { id: payload.id, reviewRequests: requests };
  await completeNestedLists(github, [payload]);
  await completeReviewRequests(github, reviewRequests);
  const [owner = '', name = ''] = node.nameWithOwner.split('/');
  return { kind: 'found', repository: { owner, name }, pullRequest: payload, reviewRequests };
}

async function ask(github: Github, repositoryId: string, number: number) {
  try {
    return (await github.graphql(pullRequestQuery, { repositoryId, number }, answerSchema)).node;
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_not_found') {
      return null;
    }
    throw error;
  }
}
