import type { PullRequestFacts, ReviewGrade } from '../pull-requests/pull-request-facts.ts';
import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import { dateOf, formatInstant, instantOf } from '../time/instant.ts';

export type GradeCounts = Record<ReviewGrade, number>;

export type GradeBucket = { start: string; byGrade: GradeCounts };

export function emptyGradeCounts(): GradeCounts {
  return { emergency: 0, 'bot-auto': 0, unreviewed: 0, 'approved-silent': 0, discussed: 0 };
}

/** Merged pull requests by grade, of people and machines alike, in the bucket of the merge (B11); without those that a rule leaves out (B14). Zero is a count here. */
export function countReviewGrades(
  rows: Iterable<Pick<PullRequestFacts, 'mergedAt' | 'reviewGrade' | 'exclusion'>>,
  buckets: readonly Bucket[],
): GradeBucket[] {
  const counted = buckets.map((bucket) => ({
    start: formatInstant(dateOf(bucket.start)),
    byGrade: emptyGradeCounts(),
  }));
  for (const { mergedAt, reviewGrade, exclusion } of rows) {
    if (mergedAt === null || reviewGrade === null || exclusion !== null) {
      continue;
    }
    const bucket = counted[bucketIndexOf(buckets, instantOf(mergedAt))];
    if (bucket !== undefined) {
      bucket.byGrade[reviewGrade] += 1;
    }
  }
  return counted;
}
