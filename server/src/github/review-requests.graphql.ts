/** What is asked of a list of review requests; the query needs `actorParts`. */
export const REVIEW_REQUESTS = `totalCount pageInfo { hasNextPage endCursor }
  nodes { requestedReviewer { __typename ...actorParts ... on Team { id combinedSlug } } }`;
