import type { Queryable } from '../db/queryable.types.ts';
import type { ComparedCommit } from '../github/comparisons.fetch.ts';
import { type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const commitsTable: TableShape = {
  table: 'commits',
  columns: ['repositoryId', 'sha', 'parentShas'],
  key: ['repositoryId', 'sha'],
};

/** Stores commits of the repository's graph with their parents. */
export async function saveCommits(
  tx: Queryable,
  repositoryId: string,
  commits: readonly ComparedCommit[],
): Promise<UpsertResult> {
  const rows = commits.map((commit) => ({
    repositoryId,
    sha: commit.sha,
    parentShas: commit.parents.map((parent) => parent.sha),
  }));
  return await upsertRows(tx, commitsTable, [
    ...new Map(rows.map((row) => [row.sha, row])).values(),
  ]);
}
