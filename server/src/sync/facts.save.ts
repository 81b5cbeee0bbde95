import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { loadPullRequestHistories } from '../db/load-pull-request-histories.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const factsTable: TableShape = {
  table: 'pull_request_facts',
  columns: [
    ...[
      'pullRequestId',
      'repositoryId',
      'number',
      'definitionVersion',
      'authorId',
      'authorClass',
      'state',
    ],
    ...[
      'isDraft',
      'baseBranch',
      'createdAt',
      'updatedAt',
      'firstCommitAt',
      'readyAt',
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
    ...[
      'deploymentId',
      'codingSeconds',
      'pickupSeconds',
      'pickupWorkSeconds',
      'firstResponseSeconds',
    ],
    ...['reviewSeconds', 'mergeWaitSeconds', 'reviewCycleSeconds', 'timeToMergeSeconds'],
    ...[
      'mergeToProductionSeconds',
      'leadTimeSeconds',
      'draftSeconds',
      'parkedSeconds',
      'pauses',
      'reworkCycles',
    ],
    ...['reviewers', 'comments', 'commits', 'additions', 'deletions', 'changedFiles', 'size'],
    ...['reviewGrade', 'flags'],
  ],
  key: ['pullRequestId'],
};

export type KnownDeployment = PullRequestHistory['deployment'];

/**
 * Derives and stores the facts of pull requests from the rows that are stored.
 * `deploymentOf` says which deployment brought each; absent: as the stored facts say.
 */
export async function saveFacts(
  tx: Queryable,
  pullRequestIds: readonly string[],
  rules: FactRules,
  deploymentOf?: (id: string) => KnownDeployment,
): Promise<UpsertResult> {
  const histories = await loadPullRequestHistories(tx, pullRequestIds);
  const facts = histories.map((history) =>
    deriveFacts(
      deploymentOf === undefined
        ? history
        : { ...history, deployment: deploymentOf(history.pullRequest.id) },
      rules,
    ),
  );
  return await upsertRows(tx, factsTable, facts);
}
