import { mapReviewRequests } from '../github/review-request.map.ts';
import { fetchReviewRequests } from '../github/review-requests.fetch.ts';
import { saveReviewRequests } from './review-requests.save.ts';
import { type StreamContext, storePage } from './stream-context.ts';

const STREAM = 'review-requests';
const PAGE_SIZE = 100;

/** Reads who is asked for a review on each open pull request; closed ones are asked nobody. */
export async function syncReviewRequests(context: StreamContext): Promise<void> {
  const { db, repository, github } = context;
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from pull_requests where repository_id = $1 and state = 'open' order by updated_at desc, id`,
    [repository.id],
  );
  const ids = rows.map((row) => row.id);
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    const page = ids.slice(start, start + PAGE_SIZE);
    const payloads = await fetchReviewRequests(github, page);
    await storePage(context, STREAM, async (tx) => {
      await saveReviewRequests(tx, mapReviewRequests(payloads), page);
      return { passDone: start + page.length, passTotal: ids.length };
    });
  }
  await storePage(context, STREAM, async (tx) => {
    await tx.query(
      `delete from review_requests q using pull_requests p
       where p.id = q.pull_request_id and p.repository_id = $1 and p.state <> 'open'`,
      [repository.id],
    );
    const stored = await tx.query<{ n: number }>(
      `select count(*)::int n from review_requests q join pull_requests p on p.id = q.pull_request_id
       where p.repository_id = $1`,
      [repository.id],
    );
    return {
      passDone: ids.length,
      passTotal: ids.length,
      stored: stored.rows[0]?.n ?? 0,
    };
  });
}
