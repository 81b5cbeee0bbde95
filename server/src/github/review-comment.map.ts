import type { ReviewCommentRow } from '@bellwether/shared/pull-requests/pull-request-history';
import { AccountCollector } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import type { ReviewCommentPayload } from './review-comments.fetch.ts';

export type StoredReviewComment = ReviewCommentRow & {
  repositoryId: string;
  pullRequestNumber: number;
  inReplyToId: number | null;
  updatedAt: Date;
  commitSha: string | null;
};

export type ReviewCommentRows = { comments: StoredReviewComment[]; accounts: GithubAccount[] };

/** Inline comments as rows; one that belongs to no pull request's address is left out. */
export function mapReviewComments(
  payloads: readonly ReviewCommentPayload[],
  repositoryId: string,
): ReviewCommentRows {
  const accounts = new AccountCollector();
  const unique = [...new Map(payloads.map((payload) => [payload.node_id, payload])).values()];
  const comments = unique.flatMap((payload) => {
    const number = /\/pulls\/(\d+)$/.exec(payload.pull_request_url)?.[1];
    return number === undefined
      ? []
      : [
          {
            id: payload.node_id,
            repositoryId,
            pullRequestNumber: Number(number),
            reviewDatabaseId: payload.pull_request_review_id ?? null,
            inReplyToId: payload.in_reply_to_id ?? null,
            authorId: accounts.addRestUser(payload.user),
            path: payload.path ?? '',
            createdAt: payload.created_at,
            updatedAt: payload.updated_at,
            commitSha: payload.commit_id ?? null,
          },
        ];
  });
  return { comments, accounts: accounts.list() };
}
