import { mapReviewComments } from '../github/review-comment.map.ts';
import {
  fetchReviewCommentsPage,
  type ReviewCommentsCursor,
} from '../github/review-comments.fetch.ts';
import { refreshPullRequest } from './refresh-pull-request.ts';
import { saveReviewComments } from './review-comments.save.ts';
import { deriveTouched } from './review-comments.stream.ts';
import { storeBeside } from './store-beside.ts';
import type { StreamContext } from './stream-context.ts';
import { addStored } from './stream-counts.save.ts';

/** Reads inline comments of the window again; a pull request that has one which GitHub did not list is refreshed. */
export async function checkReviewComments(
  context: StreamContext,
  from: Date | null,
): Promise<null> {
  const seen = await readWindow(context, from);
  const { rows } = await context.db.pool.query<{ id: string; number: number }>(
    `select c.id, c.pull_request_number number from review_comments c
     join pull_requests p on p.repository_id = c.repository_id and p.number = c.pull_request_number
     where c.repository_id = $1 and ($2::timestamptz is null or c.updated_at >= $2) and c.updated_at < $3`,
    [context.repository.id, from, context.startedAt],
  );
  const numbers = new Set(rows.filter(({ id }) => !seen.has(id)).map(({ number }) => number));
  for (const number of numbers) {
    await refreshPullRequest(context, number);
    await context.afterStore();
  }
  return null;
}

async function readWindow(context: StreamContext, from: Date | null): Promise<Set<string>> {
  const { github, repository } = context;
  const seen = new Set<string>();
  let cursor: ReviewCommentsCursor | null = { since: from, page: 1 };
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof fetchReviewCommentsPage>> = await fetchReviewCommentsPage(
      ...([github, repository, cursor] as const),
    );
    const comments = page?.comments ?? [];
    await storeBeside(context, async (tx) => {
      const saved = await saveReviewComments(tx, mapReviewComments(comments, repository.id));
      await addStored(tx, repository.id, 'review-comments', saved.inserted);
      if (saved.changed > 0) {
        await deriveTouched(context, tx, comments);
      }
    });
    await context.afterStore();
    for (const comment of comments) {
      seen.add(comment.node_id);
    }
    cursor = page?.next ?? null;
  }
  return seen;
}
