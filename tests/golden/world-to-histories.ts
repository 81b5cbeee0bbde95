import type {
  WorldDeployment,
  WorldPull,
  WorldRepository,
  WorldUser,
} from '@bellwether/server/github-simulator/world.types';
import type { CommitGraph } from '@bellwether/shared/deployments/commit-graph';
import { findDeployedBy } from '@bellwether/shared/deployments/deployed-by';
import { defaultDeploymentRule } from '@bellwether/shared/deployments/deployment-rule';
import type { DeploymentRow } from '@bellwether/shared/deployments/production-deployments.rules';
import { parseGeneratedPatterns } from '@bellwether/shared/pull-requests/generated-patterns';
import type {
  AccountRow,
  PullRequestHistory,
  PullRequestRow,
  RepositoryContext,
  ReviewState,
} from '@bellwether/shared/pull-requests/pull-request-history';

/** The lists of a world's repository that facts are made from. */
export type RepositoryRows = Pick<
  WorldRepository,
  | 'pulls'
  | 'reviews'
  | 'reviewComments'
  | 'issueComments'
  | 'commits'
  | 'files'
  | 'timeline'
  | 'deployments'
> & { repository: string; defaultBranch: string; gitattributes: string | null };

/** One history per pull request, as if the rows had been synced: by a path that shares nothing with the sync. */
export function worldToHistories(rows: RepositoryRows): PullRequestHistory[] {
  const accounts = collectAccounts(rows);
  const [owner = '', name = ''] = rows.repository.split('/');
  const repository: RepositoryContext = {
    owner,
    name,
    defaultBranch: rows.defaultBranch,
    generatedPatterns: parseGeneratedPatterns(rows.gitattributes ?? ''),
  };
  const { deploymentOf } = findDeployedBy({
    deployments: rows.deployments.map(toDeploymentRow),
    graph: chainOfMerges(rows),
    pullRequests: rows.pulls
      .filter((pull) => pull.merged_at !== null)
      .map((pull) => ({
        id: pullRequestId(pull),
        mergeCommitSha: pull.merge_commit_sha,
        baseBranch: pull.base.ref,
      })),
    defaultBranch: rows.defaultBranch,
    rule: defaultDeploymentRule,
  });
  const lists = groupLists(rows);
  return rows.pulls.map((pull) => ({
    pullRequest: toPullRequestRow(pull, rows.repository),
    accounts,
    teams: new Map(),
    ...toEventRows(lists, pull.number),
    labels: pull.labels.map((label) => label.name),
    repository,
    deployment: deploymentOf.get(pullRequestId(pull)) ?? null,
  }));
}

function toPullRequestRow(pull: WorldPull, repository: string): PullRequestRow {
  const closedState = pull.merged_at === null ? 'closed' : 'merged';
  return {
    id: pullRequestId(pull),
    repositoryId: repository,
    number: pull.number,
    title: pull.title,
    url: `https://github.com/${repository}/pull/${pull.number}`,
    authorId: accountId(pull.user),
    state: pull.state === 'open' ? 'open' : closedState,
    isDraft: pull.draft ?? false,
    baseBranch: pull.base.ref,
    headBranch: pull.head.ref,
    headSha: pull.head.sha,
    mergeCommitSha: pull.merge_commit_sha,
    createdAt: new Date(pull.created_at),
    updatedAt: new Date(pull.updated_at),
    mergedAt: dateOrNull(pull.merged_at),
    closedAt: dateOrNull(pull.closed_at),
    additions: pull.additions,
    deletions: pull.deletions,
    changedFiles: pull.changed_files,
  };
}

type Lists = ReturnType<typeof groupLists>;

function groupLists(rows: RepositoryRows) {
  return {
    reviews: groupBy(rows.reviews, (row) => row.pull_number),
    reviewComments: groupBy(rows.reviewComments, (row) => row.pull_number),
    issueComments: groupBy(rows.issueComments, (row) => row.issue_number),
    commits: groupBy(rows.commits, (row) => row.pull_number),
    files: groupBy(rows.files, (row) => row.pull_number),
    timeline: groupBy(rows.timeline, (row) => row.pull_number ?? row.issue_number ?? 0),
  };
}

function toEventRows(lists: Lists, number: number) {
  return {
    reviews: (lists.reviews.get(number) ?? [])
      .filter((row) => row.state !== 'PENDING')
      .map((row) => ({
        id: row.node_id ?? String(row.id),
        databaseId: row.id,
        authorId: accountId(row.user),
        state: row.state as ReviewState,
        submittedAt: new Date(row.submitted_at ?? 0),
        commitSha: row.commit_id ?? null,
      })),
    reviewComments: (lists.reviewComments.get(number) ?? []).map((row) => ({
      id: row.node_id ?? String(row.id),
      reviewDatabaseId: row.pull_request_review_id ?? null,
      authorId: accountId(row.user),
      path: row.path ?? '',
      createdAt: new Date(row.created_at),
    })),
    issueComments: (lists.issueComments.get(number) ?? []).map((row) => ({
      id: row.node_id ?? String(row.id),
      authorId: accountId(row.user),
      createdAt: new Date(row.created_at),
    })),
    commits: (lists.commits.get(number) ?? []).map((row, position) => ({
      sha: row.sha,
      position,
      authorId: accountId(row.author ?? null),
      authorEmail: row.commit.author.email ?? null,
      authoredAt: new Date(row.commit.author.date),
      committedAt: new Date(row.commit.committer.date),
      parentCount: row.parents.length,
    })),
    files: (lists.files.get(number) ?? []).map((row) => ({
      path: row.filename,
      additions: row.additions,
      deletions: row.deletions,
    })),
    timelineEvents: (lists.timeline.get(number) ?? []).map((row) => ({
      id: row.node_id ?? String(row.id),
      kind: row.event,
      actorId: accountId(row.actor),
      occurredAt: new Date(row.created_at),
      subject: row.requested_reviewer?.login ?? null,
      beforeSha: row.before_commit?.sha ?? null,
      afterSha: row.commit_id ?? null,
    })),
  };
}

function collectAccounts(rows: RepositoryRows): Map<string, AccountRow> {
  const accounts = new Map<string, AccountRow>();
  const lists = [rows.pulls, rows.reviews, rows.reviewComments, rows.issueComments];
  const users = lists.flatMap((list) => list.map((row) => row.user));
  const authors = rows.commits.map((row) => row.author ?? null);
  const asked = rows.timeline.map((row) => row.requested_reviewer ?? null);
  for (const user of [...users, ...authors, ...asked]) {
    const id = accountId(user);
    if (user !== null && id !== null) {
      accounts.set(id, { id, login: user.login, type: user.type ?? 'User' });
    }
  }
  return accounts;
}

/** A default branch is the chain of its merges; each merge has the one before and the pull request's head as parents. */
function chainOfMerges(rows: RepositoryRows): CommitGraph {
  const graph = new Map<string, string[]>();
  const merges = rows.pulls
    .filter((pull) => pull.merged_at !== null && pull.base.ref === rows.defaultBranch)
    .sort((a, b) => (a.merged_at ?? '').localeCompare(b.merged_at ?? '') || a.number - b.number);
  let previous: string | null = null;
  for (const pull of merges) {
    const sha: string = pull.merge_commit_sha ?? '';
    graph.set(pull.head.sha, []);
    graph.set(sha, previous === null ? [pull.head.sha] : [previous, pull.head.sha]);
    previous = sha;
  }
  return graph;
}

function toDeploymentRow(deployment: WorldDeployment): DeploymentRow {
  return {
    id: String(deployment.id),
    kind: 'github-deployment',
    environment: deployment.environment,
    sha: deployment.sha,
    ...{ service: null, sourceSha: null, previousSha: null, name: null, task: null },
    statuses: deployment.statuses.map((status) => ({
      state: status.state,
      createdAt: new Date(status.created_at),
    })),
  };
}

function pullRequestId(pull: WorldPull): string {
  return pull.node_id ?? String(pull.id);
}

function accountId(user: WorldUser | null | undefined): string | null {
  return user === null || user === undefined ? null : String(user.id);
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) {
      groups.set(keyOf(row), [row]);
    } else {
      group.push(row);
    }
  }
  return groups;
}
