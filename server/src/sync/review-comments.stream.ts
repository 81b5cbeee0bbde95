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
 * new or changed always lies after it. A pass ends at a page that is not full, and the next one asks for that page again:
 * while nothing was added GitHub says so, and takes nothing for it. Facts of stored pull requests that a page touches are derived again.
 */
export async function syncReviewComments(context: StreamContext): Promise<void> {
  const { repository, github } = context;
  const stream = await loadStream(context, STREAM);
  let cursor = readCursor(stream.cursor) ?? { since: repository.historyFrom, page: 1 };
  let mark = stream.etag;
  let done = 0;
  for (;;) {
    const page = await fetchReviewCommentsPage(github, repository, cursor, mark);
    if (page === null) {
      return;
    }
    const next = page.next ?? lastPlace(cursor, page.comments);
    mark = page.next === null && next === cursor ? page.mark : null;
    const etag = mark;
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
        ...{ cursor: writeCursor(next), etag },
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

/** Derives the facts of the stored pull requests that these comments belong to. */
export async function deriveTouched(
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

/** Where the next pass begins: at the same page, but never in the midst of an instant, whose comments may become fewer. */
function lastPlace(
  cursor: ReviewCommentsCursor,
  comments: readonly ReviewCommentPayload[],
): ReviewCommentsCursor {
  return cursor.page === 1
    ? cursor
    : { since: comments.at(-1)?.updated_at ?? cursor.since, page: 1 };
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
