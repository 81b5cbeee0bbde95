import { type Instant, instantOf, isUpTo } from '../time/instant.ts';
import type { Actors } from './actors.ts';
import type { IssueCommentRow } from './pull-request-history.ts';

/** A comment in the conversation: no review, but a response (B4). */
export type ConversationComment = { at: Instant; authorId: string | null; isSomeoneElse: boolean };

/** Comments by anyone at any time, earliest first. */
export function readConversation(
  comments: readonly IssueCommentRow[],
  actors: Actors,
): ConversationComment[] {
  return comments
    .map(({ createdAt, authorId }) => ({
      at: instantOf(createdAt),
      authorId,
      isSomeoneElse: actors.isSomeoneElse(authorId),
    }))
    .sort((a, b) => a.at - b.at);
}

/** Those by someone else up to the end (C3, C5). */
export function countingComments(
  conversation: readonly ConversationComment[],
  endAt: Instant | null,
): ConversationComment[] {
  return conversation.filter((comment) => comment.isSomeoneElse && isUpTo(endAt, comment.at));
}
