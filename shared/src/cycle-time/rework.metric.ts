import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import type { Instant } from '../time/instant.ts';
import { type DurationFigures, describeDurations } from './duration-figures.metric.ts';

/** What a merged pull request says of rework and approvals (B6, B7). Instants and durations in seconds; null: there is none. */
export type ReworkRow = {
  mergedAt: Instant;
  reworkCycles: number | null;
  mostCyclesOfReviewer: number | null;
  reworkSeconds: number | null;
  /** From readiness, never negative. */
  firstApprovalSeconds: number | null;
  finalApprovalSeconds: number | null;
  isApprovalStale: boolean;
  isMergedOverObjections: boolean;
};

/** 0, 1, 2, and 3 or more. */
export type CycleCounts = [number, number, number, number];

export type ReworkFigures = {
  /** Merged in the bucket. */
  n: number;
  /** By how often a review sent it back; those that nobody reviewed are in none of them. */
  cycles: CycleCounts;
  unreviewed: number;
  /** Sent back three times or more by one reviewer. */
  longWithOne: number;
  /** Approved in the end, and of them those with rework. */
  approved: number;
  reworked: number;
  /** Of those with rework. */
  rework: DurationFigures;
  /** From readiness. */
  firstApproval: DurationFigures;
  finalApproval: DurationFigures;
  /** Whose final approval came after the first one. */
  approvedTwice: number;
  approvalStale: number;
  overObjections: number;
};

/** One entry per bucket of the merge, empty ones too. */
export function summariseRework(
  rows: Iterable<ReworkRow>,
  buckets: readonly Bucket[],
): ReworkFigures[] {
  const own = buckets.map((): ReworkRow[] => []);
  for (const row of rows) {
    own[bucketIndexOf(buckets, row.mergedAt)]?.push(row);
  }
  return own.map(describeRework);
}

/** The same of some rows as a whole. */
export function describeRework(rows: readonly ReworkRow[]): ReworkFigures {
  const count = (is: (row: ReworkRow) => boolean) => rows.filter(is).length;
  const known = (of: (row: ReworkRow) => number | null) =>
    rows.map(of).filter((seconds) => seconds !== null);
  const reworks = known(({ reworkSeconds }) => reworkSeconds);
  const withRework = reworks.filter((seconds) => seconds > 0);
  return {
    n: rows.length,
    cycles: countCycles(rows),
    unreviewed: count(({ reworkCycles }) => reworkCycles === null),
    longWithOne: count(({ mostCyclesOfReviewer }) => (mostCyclesOfReviewer ?? 0) >= 3),
    approved: reworks.length,
    reworked: withRework.length,
    rework: describeDurations(withRework),
    firstApproval: describeDurations(known(({ firstApprovalSeconds }) => firstApprovalSeconds)),
    finalApproval: describeDurations(known(({ finalApprovalSeconds }) => finalApprovalSeconds)),
    approvedTwice: count(
      ({ firstApprovalSeconds, finalApprovalSeconds }) =>
        firstApprovalSeconds !== null &&
        finalApprovalSeconds !== null &&
        finalApprovalSeconds > firstApprovalSeconds,
    ),
    approvalStale: count(({ isApprovalStale }) => isApprovalStale),
    overObjections: count(({ isMergedOverObjections }) => isMergedOverObjections),
  };
}

function countCycles(rows: readonly ReworkRow[]): CycleCounts {
  const counts: CycleCounts = [0, 0, 0, 0];
  for (const { reworkCycles } of rows) {
    if (reworkCycles !== null) {
      const place = Math.min(reworkCycles, 3) as 0 | 1 | 2 | 3;
      counts[place] += 1;
    }
  }
  return counts;
}
