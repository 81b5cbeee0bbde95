import { bareCommit } from '../git-graph.ts';
import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { intOrNull } from './actor.fields.ts';
import type { FieldTable } from './graph-context.ts';
import {
  actorNode,
  commitNode,
  type EventNode,
  issueNode,
  labelNode,
  pullNode,
  repositoryNode,
  reviewNode,
  teamNode,
} from './graph-nodes.ts';

/** Fields of every timeline event; an event's type decides which of them its schema allows. */
export const eventFields: FieldTable<EventNode> = {
  id: ({ row }) => nodeIdOf('event', row),
  databaseId: ({ row }) => intOrNull(row.id),
  actor: ({ row }) => actorNode(row.actor),
  createdAt: ({ row }) => row.created_at,
  pullRequest: ({ repo, row }) => pullOf(repo, row.pull_number),
  closable: (event) => subjectOf(event),
  labelable: (event) => subjectOf(event),
  lockable: (event) => subjectOf(event),
  assignable: (event) => subjectOf(event),
  subject: (event) => subjectOf(event),
  issue: (event) => subjectOf(event),
  beforeCommit: ({ repo, row }) => beforeCommitOf(repo, row),
  // A head that the world does not list is null, as a commit that GitHub has thrown away.
  afterCommit: ({ repo, row }) => commitNode(repo, row.commit_id),
  ref: () => null,
  headRef: () => null,
  headRefName: ({ repo, row }) => repo.pulls.get(row.pull_number ?? -1)?.head.ref ?? '',
  mergeRefName: ({ repo, row }) => repo.pulls.get(row.pull_number ?? -1)?.base.ref ?? '',
  mergeRef: () => null,
  commit: ({ repo, row }) => commitNode(repo, row.commit_id ?? mergeShaOf(repo, row.pull_number)),
  closer: () => null,
  stateReason: () => null,
  lockReason: () => null,
  label: ({ repo, row }) => labelNode(repo, row.label ?? { name: 'unknown' }),
  previousTitle: ({ row }) => row.rename?.from ?? '',
  currentTitle: ({ row }) => row.rename?.to ?? '',
  milestoneTitle: ({ row }) => row.milestone?.title ?? '',
  assignee: ({ row }) => actorNode(row.assignee),
  user: ({ row }) => actorNode(row.assignee),
  requestedReviewer: ({ repo, row }) =>
    row.requested_team ? teamNode(repo, row.requested_team) : actorNode(row.requested_reviewer),
  dismissalMessage: ({ row }) => row.dismissed_review?.dismissal_message ?? null,
  previousReviewState: ({ row }) => row.dismissed_review?.state.toUpperCase() ?? 'COMMENTED',
  pullRequestCommit: () => null,
  review: ({ repo, row }) => {
    const review = repo
      .reviewsOf(row.pull_number ?? -1)
      .find((candidate) => candidate.id === row.dismissed_review?.review_id);
    return review === undefined ? null : reviewNode(repo, review);
  },
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/issues/${row.pull_number ?? row.issue_number}#event-${row.id}`,
};

function pullOf(repo: RepositoryIndex, number: number | undefined) {
  const pull = repo.pulls.get(number ?? -1);
  return pull === undefined ? null : pullNode(repo, pull);
}

function subjectOf({ repo, row }: EventNode) {
  const number = row.pull_number ?? row.issue_number ?? -1;
  const issue = repo.issues.get(number);
  return issue === undefined ? pullOf(repo, number) : issueNode(repo, issue);
}

function mergeShaOf(repo: RepositoryIndex, number: number | undefined): string | null {
  return repo.pulls.get(number ?? -1)?.merge_commit_sha ?? null;
}

function beforeCommitOf(repo: RepositoryIndex, row: EventNode['row']) {
  const before = row.before_commit;
  if (!before) {
    return null;
  }
  const commit = bareCommit(before.sha, before.authored_at, before.committed_at);
  return commitNode(repo, before.sha) ?? { __typename: 'Commit', repo, commit };
}
