import { actorFragment } from './actor.schema.ts';
import type { NestedName } from './pull-request.schema.ts';
import { REVIEW_REQUESTS } from './review-requests.graphql.ts';

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/** Comments of the conversation come with the events: one connection less, so more pull requests for a point. */
const ITEM_TYPES = [
  'ISSUE_COMMENT',
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'CLOSED_EVENT',
  'REOPENED_EVENT',
  'MERGED_EVENT',
  'HEAD_REF_FORCE_PUSHED_EVENT',
  'REVIEW_REQUESTED_EVENT',
  'REVIEW_REQUEST_REMOVED_EVENT',
  'REVIEW_DISMISSED_EVENT',
].join(', ');

const REVIEWER = `requestedReviewer {
  ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Team { combinedSlug }
}`;

const EVENTS = [
  'ReadyForReviewEvent',
  'ConvertToDraftEvent',
  'ClosedEvent',
  'ReopenedEvent',
  'MergedEvent',
]
  .map((type) => `... on ${type} { id createdAt actor { ...actorParts } }`)
  .join('\n');

const TIMELINE_NODE = `__typename
  ... on IssueComment { id createdAt author { ...actorParts } }
  ${EVENTS}
  ... on HeadRefForcePushedEvent {
    id createdAt actor { ...actorParts }
    beforeCommit { oid authoredDate committedDate } afterCommit { oid }
  }
  ... on ReviewRequestedEvent { id createdAt actor { ...actorParts } ${REVIEWER} }
  ... on ReviewRequestRemovedEvent { id createdAt actor { ...actorParts } ${REVIEWER} }
  ... on ReviewDismissedEvent { id createdAt actor { ...actorParts } review { id } }`;

const NESTED: Record<NestedName, { args: string; node: string }> = {
  labels: { args: '', node: 'name color' },
  reviews: {
    args: '',
    node: 'id fullDatabaseId state submittedAt author { ...actorParts } commit { oid }',
  },
  commits: {
    args: '',
    node: 'commit { oid authoredDate committedDate author { email user { ...actorParts } } }',
  },
  files: { args: '', node: 'path additions deletions changeType' },
  timelineItems: { args: `itemTypes: [${ITEM_TYPES}]`, node: TIMELINE_NODE },
};

export const nestedNames = Object.keys(NESTED) as NestedName[];

/** One of the lists inside a pull request, from its beginning or after a cursor held in a variable. */
export function selectNested(name: NestedName, cursorVariable?: string): string {
  const { args, node } = NESTED[name];
  const after = cursorVariable === undefined ? '' : `after: $${cursorVariable}`;
  return `${name}(first: 100 ${after} ${args}) { totalCount ${PAGE_INFO} nodes { ${node} } }`;
}

const PULL_REQUEST = `
        id number title url body state isDraft baseRefName headRefName headRefOid
        createdAt updatedAt mergedAt closedAt additions deletions changedFiles
        author { ...actorParts } mergedBy { ...actorParts } mergeCommit { oid }
        ${nestedNames.map((name) => selectNested(name)).join('\n')}`;

/**
 * Cost by GitHub's formula: (1 + 5 · first) / 100, rounded, at least 1: 29 pull requests for a point.
 */
export const pullRequestsQuery = `
query pullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount ${PAGE_INFO}
      nodes {${PULL_REQUEST}
      }
    }
  }
}
${actorFragment}`;

/** Which pull request comes next in the same order, and nothing that could be too much. */
export const pullRequestPlaceQuery = `
query pullRequestPlace($owner: String!, $name: String!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    pullRequests(first: 1, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount ${PAGE_INFO} nodes { number updatedAt }
    }
  }
}`;

/** One pull request of a repository that is named by its node id, with who is asked for a review now. */
export const pullRequestQuery = `
query pullRequest($repositoryId: ID!, $number: Int!) {
  rateLimit { cost remaining resetAt }
  node(id: $repositoryId) {
    ... on Repository {
      nameWithOwner
      pullRequest(number: $number) {${PULL_REQUEST}
        reviewRequests(first: 100) { ${REVIEW_REQUESTS} }
      }
    }
  }
}
${actorFragment}`;
