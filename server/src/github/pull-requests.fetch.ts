import type { Github } from './open-github.ts';
import { pullRequestsQuery } from './pull-request.graphql.ts';
import { type PullRequestPayload, pullRequestsAnswerSchema } from './pull-request.schema.ts';
import type { RepositoryName } from './repository.schema.ts';

export type PullRequestsPage = {
  pullRequests: PullRequestPayload[];
  totalCount: number;
  /** Where the next page begins; null: this was the last. */
  nextCursor: string | null;
};

/** A page of pull requests, latest update first, each with the first hundred of every list inside it. */
export async function fetchPullRequestsPage(
  github: Github,
  repository: RepositoryName,
  first: number,
  after: string | null,
): Promise<PullRequestsPage> {
  const answer = await github.graphql(
    pullRequestsQuery,
    { owner: repository.owner, name: repository.name, first, after },
    pullRequestsAnswerSchema,
    // A page that is too heavy is made smaller rather than asked for again and again.
    { retries: first > 1 ? 2 : 3 },
  );
  const { totalCount, pageInfo, nodes } = answer.repository.pullRequests;
  return {
    pullRequests: nodes,
    totalCount,
    nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}
