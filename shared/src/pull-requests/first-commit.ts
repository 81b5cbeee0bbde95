import { type Instant, instantOf } from '../time/instant.ts';
import type { FactRules } from './fact-rules.ts';
import type { PullRequestCommitRow } from './pull-request-history.ts';

/** The commit that work began with (B3, C9). */
export type FirstCommitReading = {
  /** Null: no commit is known. */
  firstCommit: PullRequestCommitRow | null;
  firstCommitAt: Instant | null;
  /** Older commits were set aside: they are few, and from long before the pull request. */
  isCapped: boolean;
  /** The commits set aside. */
  setAside: PullRequestCommitRow[];
};

export function isMergeCommit(commit: PullRequestCommitRow): boolean {
  return commit.parentCount !== null && commit.parentCount >= 2;
}

export function readFirstCommit(
  commits: readonly PullRequestCommitRow[],
  createdAt: Instant,
  rules: FactRules,
): FirstCommitReading {
  const ordinary = commits.filter((commit) => !isMergeCommit(commit));
  const considered = ordinary.length > 0 ? ordinary : commits;
  const border = createdAt - rules.oldCommitSeconds;
  const old = considered.filter((commit) => instantOf(commit.authoredAt) < border);
  const isCapped = old.length > 0 && old.length < considered.length * rules.oldCommitShare;
  const setAside = isCapped ? old : [];
  const firstCommit = earliest(
    isCapped ? considered.filter((commit) => instantOf(commit.authoredAt) >= border) : considered,
  );
  const firstCommitAt = firstCommit === null ? null : instantOf(firstCommit.authoredAt);
  return { firstCommit, firstCommitAt, isCapped, setAside };
}

function earliest(commits: readonly PullRequestCommitRow[]): PullRequestCommitRow | null {
  let first: PullRequestCommitRow | null = null;
  for (const commit of commits) {
    if (first === null || commit.authoredAt.getTime() < first.authoredAt.getTime()) {
      first = commit;
    }
  }
  return first;
}
