import { z } from 'zod';
import { actorFragment } from './actor.schema.ts';
import { connectionSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import { REVIEW_REQUESTS } from './review-requests.graphql.ts';

const reviewerSchema = z.object({
  __typename: z.string(),
  id: z.string(),
  login: z.string().optional(),
  avatarUrl: z.string().nullish(),
  combinedSlug: z.string().optional(),
});

export const reviewRequestsSchema = z.object({
  id: z.string(),
  reviewRequests: connectionSchema(z.object({ requestedReviewer: reviewerSchema.nullish() })),
});
export type ReviewRequestsPayload = z.infer<typeof reviewRequestsSchema>;

const answerSchema = z.object({ nodes: z.array(reviewRequestsSchema.nullable()) });
const furtherSchema = z.object({ node: reviewRequestsSchema });

/** Who is asked for a review right now, for up to 100 pull requests. One that is gone is left out. */
export async function fetchReviewRequests(
  github: Github,
  pullRequestIds: readonly string[],
): Promise<ReviewRequestsPayload[]> {
  const answer = await github.graphql(
    `query reviewRequests($ids: [ID!]!) {
      rateLimit { cost remaining resetAt }
      nodes(ids: $ids) { ... on PullRequest { id reviewRequests(first: 20) { ${REVIEW_REQUESTS} } } }
    }
    ${actorFragment}`,
    { ids: pullRequestIds },
    answerSchema,
  );
  const found = answer.nodes.filter((node) => node !== null);
  for (const payload of found) {
    await completeReviewRequests(github, payload);
  }
  return found;
}

/** Reads the list to its end, in place. */
export async function completeReviewRequests(
  github: Github,
  payload: ReviewRequestsPayload,
): Promise<void> {
  const list = payload.reviewRequests;
  while (list.pageInfo.hasNextPage) {
    const answer = await github.graphql(
      `query reviewRequestsFurther($id: ID!, $after: String) {
        rateLimit { cost remaining resetAt }
        node(id: $id) {
          ... on PullRequest { id reviewRequests(first: 100, after: $after) { ${REVIEW_REQUESTS} } }
        }
      }
      ${actorFragment}`,
      { id: payload.id, after: list.pageInfo.endCursor },
      furtherSchema,
    );
    const page = answer.node.reviewRequests;
    list.nodes.push(...page.nodes);
    const moved = page.pageInfo.endCursor !== list.pageInfo.endCursor;
    list.pageInfo = moved ? page.pageInfo : { hasNextPage: false, endCursor: null };
  }
}
