import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { loadPullRequestHistories } from '../db/load-pull-request-histories.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { loadActiveRules, type RevisionOfRules } from './active-rules.store.ts';
import { type TableShape, toColumns, type UpsertResult, upsertRows } from './upsert.ts';

export const factsTable: TableShape = {
  table: 'pull_request_facts',
  columns: [
    ...[
      'pullRequestId',
      'repositoryId',
      'number',
      'definitionVersion',
      'settingsRevision',
      'authorId',
      'authorClass',
      'exclusion',
      'exclusionEffect',
      'state',
    ],
    ...[
      'isDraft',
      'baseBranch',
      'createdAt',
      'updatedAt',
      'firstCommitAt',
      'readyAt',
      'pickupStartAt',
      'firstReviewAt',
    ],
    ...[
      'firstResponseAt',
      'firstApprovalAt',
      'finalApprovalAt',
      'mergedAt',
      'closedAt',
      'deployedAt',
    ],
    ...['deploymentId', 'codingSeconds', 'codingWorkSeconds', 'pickupSeconds', 'pickupWorkSeconds'],
    ...['firstResponseSeconds', 'firstResponseWorkSeconds', 'reviewSeconds', 'reviewWorkSeconds'],
    ...['mergeWaitSeconds', 'mergeWaitWorkSeconds', 'reviewCycleSeconds', 'reviewCycleWorkSeconds'],
    ...['timeToMergeSeconds', 'timeToMergeWorkSeconds', 'mergeToProductionSeconds'],
    ...['mergeToProductionWorkSeconds', 'leadTimeSeconds', 'leadTimeWorkSeconds'],
    ...['draftSeconds', 'parkedSeconds', 'pauses', 'reworkCycles', 'mostCyclesOfReviewer'],
    ...['reworkSeconds', 'reworkWorkSeconds', 'reviewerIds', 'reviewedAts', 'lastReviewedAt'],
    ...['reviewTurns', 'askedIds', 'reviewers', 'comments', 'commits', 'additions', 'deletions'],
    ...['changedFiles', 'size', 'complexity', 'complexityFactors', 'tier', 'isAiAssisted'],
    ...['reviewGrade', 'flags'],
  ],
  key: ['pullRequestId'],
};

const stagedTable: TableShape = {
  table: 'staged_facts',
  columns: ['pullRequestId', 'settingsRevision', 'facts'],
  key: ['pullRequestId'],
};

/** A row of `pull_request_facts`. */
export type FactsRow = PullRequestFacts & { settingsRevision: number };

export type KnownDeployment = PullRequestHistory['deployment'];

/**
 * Derives and stores the facts of pull requests from the rows that are stored, by the settings in force. While facts are
 * being derived by other settings, theirs are stored beside them, so that none is missing or old when they come into force.
 * `deploymentOf` says which deployment brought each; absent: as the stored facts say.
 */
export async function saveFacts(
  tx: Queryable,
  pullRequestIds: readonly string[],
  deploymentOf?: (id: string) => KnownDeployment,
): Promise<UpsertResult> {
  const { staged, ...active } = await loadActiveRules(tx);
  const stored = await loadPullRequestHistories(tx, pullRequestIds);
  const histories =
    deploymentOf === undefined
      ? stored
      : stored.map((history) => ({ ...history, deployment: deploymentOf(history.pullRequest.id) }));
  const result = await upsertRows(tx, factsTable, deriveRows(histories, active));
  if (staged !== null) {
    await upsertRows(tx, stagedTable, deriveRows(histories, staged).map(stagedRow));
  }
  return result;
}

/** The rows as they are stored, in the order of the histories. */
export function deriveRows(
  histories: readonly PullRequestHistory[],
  { revision, rules }: RevisionOfRules,
): FactsRow[] {
  return histories.map((history) => ({
    ...deriveFacts(history, rules),
    settingsRevision: revision,
  }));
}

/** A row of `staged_facts`: the row that it will become, by column. */
export function stagedRow(row: FactsRow) {
  const { pullRequestId, settingsRevision } = row;
  return { pullRequestId, settingsRevision, facts: toColumns(factsTable, row) };
}
