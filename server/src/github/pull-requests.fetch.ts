import { z } from 'zod';
import { connectionSchema, instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import { pullRequestPlaceQuery, pullRequestsQuery } from './pull-request.graphql.ts';
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

const placeSchema = z.object({
  repository: z.object({
    pullRequests: connectionSchema(
      z.object({ number: z.number().int(), updatedAt: instantSchema }),
    ),
  }),
});

/** The pull request that comes after a cursor, by its number alone. Null: there is none. */
export async function fetchPullRequestPlace(
  github: Github,
  { owner, name }: RepositoryName,
  after: string | null,
): Promise<{ number: number; updatedAt: Date; nextCursor: string | null } | null> {
  const answer = await github.graphql(pullRequestPlaceQuery, { owner, name, after }, placeSchema);
  const { pageInfo, nodes } = answer.repository.pullRequests;
  const [node] = nodes;
  return node === undefined
    ? null
    : { ...node, nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}
