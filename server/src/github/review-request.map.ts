import { AccountCollector } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import type { ReviewRequestsPayload } from './review-requests.fetch.ts';

export type StoredReviewRequest = {
  pullRequestId: string;
  reviewerId: string;
  reviewerKind: 'account' | 'team';
  reviewerName: string;
};

export type ReviewRequestRows = { requests: StoredReviewRequest[]; accounts: GithubAccount[] };

/** Pending requests as rows; a reviewer whom GitHub no longer names is left out. */
export function mapReviewRequests(payloads: readonly ReviewRequestsPayload[]): ReviewRequestRows {
  const accounts = new AccountCollector();
  const requests = payloads.flatMap((payload) => {
    const reviewers = payload.reviewRequests.nodes.flatMap((node) => node.requestedReviewer ?? []);
    const unique = [...new Map(reviewers.map((reviewer) => [reviewer.id, reviewer])).values()];
    return unique.flatMap((reviewer) => mapRequest(payload.id, reviewer, accounts) ?? []);
  });
  return { requests, accounts: accounts.list() };
}

type Reviewer = NonNullable<
  ReviewRequestsPayload['reviewRequests']['nodes'][number]['requestedReviewer']
>;

function mapRequest(
  pullRequestId: string,
  reviewer: Reviewer,
  accounts: AccountCollector,
): StoredReviewRequest | null {
  if (reviewer.combinedSlug !== undefined) {
    const { id, combinedSlug } = reviewer;
    return { pullRequestId, reviewerId: id, reviewerKind: 'team', reviewerName: combinedSlug };
  }
  if (reviewer.login === undefined) {
    return null;
  }
  const { __typename, id, login, avatarUrl } = reviewer;
  const reviewerId = accounts.addActor({ __typename, id, login, avatarUrl });
  return reviewerId === null
    ? null
    : { pullRequestId, reviewerId, reviewerKind: 'account', reviewerName: login };
}
