import type { ReviewCoverageItem } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { ReviewGrade } from '@bellwether/shared/pull-requests/pull-request-facts';
import { dateOf, formatInstant, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type GradeCount = { bucket: number; grade: ReviewGrade; count: number };

/** Merged pull requests by bucket of the merge and grade, but for those that a rule leaves out (B14). Bucket i is `[borders[i], borders[i + 1])`. */
export async function countGrades(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<GradeCount[]> {
  const parameters = createParameters();
  const dates = borders.map(dateOf);
  const { rows } = await db.query<GradeCount>(
    `select width_bucket(f.merged_at, ${parameters.add(dates)}::timestamptz[]) - 1 as bucket,
       f.review_grade as grade, count(*)::int as count
     from pull_request_facts as f
     where f.merged_at >= ${parameters.add(dates[0])} and f.merged_at < ${parameters.add(dates.at(-1))}
       and f.review_grade is not null and f.exclusion is null and ${choosePullRequests(choice, parameters)}
     group by 1, 2`,
    parameters.values,
  );
  return rows;
}

/** What was merged without anybody's review, or as an emergency; latest first, at most `limit`. */
export async function loadUnreviewed(
  db: Queryable,
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<ReviewCoverageItem[]> {
  const parameters = createParameters();
  const { rows } = await db.query<Omit<ReviewCoverageItem, 'mergedAt'> & { mergedAt: Date }>(
    `select p.id, r.owner || '/' || r.name as repository, p.number, p.title, p.url,
       a.login as author, f.merged_at as "mergedAt", f.size, f.review_grade as "reviewGrade",
       'post_merge_review' = any(f.flags) as "hasPostMergeReview"
     from pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
       join repositories as r on r.id = p.repository_id left join accounts as a on a.id = p.author_id
     where f.merged_at >= ${parameters.add(dateOf(from))} and f.merged_at < ${parameters.add(dateOf(to))}
       and f.review_grade in ('unreviewed', 'emergency') and f.exclusion is null
       and ${choosePullRequests(choice, parameters)}
     order by f.merged_at desc, p.id limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map((row) => ({ ...row, mergedAt: formatInstant(row.mergedAt) }));
}
