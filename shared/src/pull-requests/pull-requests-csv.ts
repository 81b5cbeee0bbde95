import { defuse, quoteCell } from '../csv/csv-cell.ts';
import { formatInstant } from '../time/instant.ts';
import { displayLogin } from './author-class.rules.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';

/** What a row of the export needs beside the facts. `authorLogin` may carry a bot's `[bot]`; null: a ghost. */
export type PullRequestCsvRow = {
  facts: PullRequestFacts;
  /** `owner/name`. */
  repository: string;
  title: string;
  authorLogin: string | null;
};

type Cell = string | number | boolean | Date | null;

/** The columns of `pull-requests.csv`, in order, and what each takes from a row. */
const columns: readonly (readonly [name: string, read: (row: PullRequestCsvRow) => Cell])[] = [
  ['repository', ({ repository }) => defuse(repository)],
  ['number', ({ facts }) => facts.number],
  ['title', ({ title }) => defuse(title)],
  ['author', (row) => defuse(authorOf(row))],
  ['author_class', ({ facts }) => facts.authorClass],
  ['state', ({ facts }) => facts.state],
  ['is_draft', ({ facts }) => facts.isDraft],
  ['base_branch', ({ facts }) => defuse(facts.baseBranch)],
  ['created_at', ({ facts }) => facts.createdAt],
  ['first_commit_at', ({ facts }) => facts.firstCommitAt],
  ['ready_at', ({ facts }) => facts.readyAt],
  ['first_review_at', ({ facts }) => facts.firstReviewAt],
  ['first_response_at', ({ facts }) => facts.firstResponseAt],
  ['first_approval_at', ({ facts }) => facts.firstApprovalAt],
  ['final_approval_at', ({ facts }) => facts.finalApprovalAt],
  ['merged_at', ({ facts }) => facts.mergedAt],
  ['closed_at', ({ facts }) => facts.closedAt],
  ['deployed_at', ({ facts }) => facts.deployedAt],
  ['coding_seconds', ({ facts }) => facts.codingSeconds],
  ['pickup_seconds', ({ facts }) => facts.pickupSeconds],
  ['pickup_work_seconds', ({ facts }) => facts.pickupWorkSeconds],
  ['first_response_seconds', ({ facts }) => facts.firstResponseSeconds],
  ['review_seconds', ({ facts }) => facts.reviewSeconds],
  ['merge_wait_seconds', ({ facts }) => facts.mergeWaitSeconds],
  ['review_cycle_seconds', ({ facts }) => facts.reviewCycleSeconds],
  ['time_to_merge_seconds', ({ facts }) => facts.timeToMergeSeconds],
  ['merge_to_production_seconds', ({ facts }) => facts.mergeToProductionSeconds],
  ['lead_time_seconds', ({ facts }) => facts.leadTimeSeconds],
  ['draft_seconds', ({ facts }) => facts.draftSeconds],
  ['parked_seconds', ({ facts }) => facts.parkedSeconds],
  ['rework_cycles', ({ facts }) => facts.reworkCycles],
  ['reviewers', ({ facts }) => facts.reviewers],
  ['comments', ({ facts }) => facts.comments],
  ['commits', ({ facts }) => facts.commits],
  ['additions', ({ facts }) => facts.additions],
  ['deletions', ({ facts }) => facts.deletions],
  ['changed_files', ({ facts }) => facts.changedFiles],
  ['size', ({ facts }) => facts.size],
  ['review_grade', ({ facts }) => facts.reviewGrade],
  ['flags', ({ facts }) => facts.flags.join(';')],
];

/** The first line of the file, with its CRLF (C1). No byte-order mark. */
export const pullRequestsCsvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/** One line, with its CRLF. Rows go in order of repository, then number; the caller orders them (C1). */
export function formatPullRequestCsvRow(row: PullRequestCsvRow): string {
  return `${columns.map(([, read]) => formatCell(read(row))).join(',')}\r\n`;
}

/** The whole file at once, rows ordered by repository, then number. For a stream, use the two parts above. */
export function formatPullRequestsCsv(rows: readonly PullRequestCsvRow[]): string {
  const ordered = [...rows].sort(
    (a, b) => compareCodes(a.repository, b.repository) || a.facts.number - b.facts.number,
  );
  return pullRequestsCsvHeader + ordered.map(formatPullRequestCsvRow).join('');
}

function authorOf({ facts, authorLogin }: PullRequestCsvRow): string {
  return facts.authorClass === 'ghost' || authorLogin === null ? '' : displayLogin(authorLogin);
}

function formatCell(cell: Cell): string {
  if (cell === null) {
    return '';
  }
  if (cell instanceof Date) {
    return formatInstant(cell);
  }
  return quoteCell(String(cell));
}

function compareCodes(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
