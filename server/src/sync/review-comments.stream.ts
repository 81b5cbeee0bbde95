import { mapReviewComments } from '../github/review-comment.map.ts';
import {
  fetchReviewCommentsPage,
  type ReviewCommentPayload,
  type ReviewCommentsCursor,
} from '../github/review-comments.fetch.ts';
import { saveFacts } from './facts.save.ts';
import { saveReviewComments } from './review-comments.save.ts';
import { countRows, loadStream, type StreamContext, storePage } from './stream-context.ts';

const STREAM = 'review-comments';

/**
 * Reads inline comments in order of their last update, from where the last pass ended. The cursor never goes back: what is
 * new or changed always lies after it. Facts of stored pull requests that a page touches are derived again.
 */
export async function syncReviewComments(context: StreamContext): Promise<void> {
  const { repository, github } = context;
  const stream = await loadStream(context, STREAM);
  let cursor = readCursor(stream.cursor) ?? { since: repository.historyFrom, page: 1 };
  let done = 0;
  for (;;) {
    const page = await fetchReviewCommentsPage(github, repository, cursor);
    const next = page.next ?? cursorAfter(page.comments, cursor);
    done += page.comments.length;
    await storePage(context, STREAM, async (tx) => {
      const { changed } = await saveReviewComments(
        tx,
        mapReviewComments(page.comments, repository.id),
      );
      if (changed > 0) {
        await deriveTouched(context, tx, page.comments);
      }
      return {
        cursor: writeCursor(next),
        passDone: done,
        passTotal: null,
        stored: await countRows(tx, 'review_comments', repository.id),
      };
    });
    if (page.next === null) {
      return;
    }
    cursor = page.next;
  }
}

async function deriveTouched(
  context: StreamContext,
  tx: Parameters<typeof saveReviewComments>[0],
  comments: readonly ReviewCommentPayload[],
): Promise<void> {
  const numbers = new Set(
    comments.map((comment) => Number(comment.pull_request_url.split('/').at(-1))),
  );
  const { rows } = await tx.query<{ id: string }>(
    'select id from pull_requests where repository_id = $1 and number = any($2)',
    [context.repository.id, [...numbers]],
  );
  await saveFacts(
    tx,
    rows.map((row) => row.id),
  );
}

/** After the last page the next pass begins at the last update seen; that instant again, on its first page. */
function cursorAfter(
  comments: readonly ReviewCommentPayload[],
  cursor: ReviewCommentsCursor,
): ReviewCommentsCursor {
  const last = comments.at(-1);
  return last === undefined ? { ...cursor, page: 1 } : { since: last.updated_at, page: 1 };
}

function writeCursor(cursor: ReviewCommentsCursor): string {
  return JSON.stringify({ since: cursor.since, page: cursor.page });
}

function readCursor(text: string | null): ReviewCommentsCursor | null {
  if (text === null) {
    return null;
  }
  const { since, page } = JSON.parse(text) as { since: string | null; page: number };
  return { since: since === null ? null : new Date(since), page };
}
