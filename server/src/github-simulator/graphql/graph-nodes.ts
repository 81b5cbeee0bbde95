import { bareCommit, type GraphCommit } from '../git-graph.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type {
  WorldCommit,
  WorldDeployment,
  WorldDeploymentStatus,
  WorldFile,
  WorldIssue,
  WorldIssueComment,
  WorldLabel,
  WorldPull,
  WorldRelease,
  WorldReview,
  WorldReviewComment,
  WorldTeam,
  WorldTimelineEvent,
  WorldUser,
} from '../world.types.ts';

export type TeamLike = { id: number; node_id?: string; name: string; slug: string };

export type ActorNode = {
  __typename: 'User' | 'Bot' | 'Organization' | 'Mannequin';
  user: WorldUser;
};
export type RepositoryNode = { __typename: 'Repository'; repo: RepositoryIndex };
export type PullNode = { __typename: 'PullRequest'; repo: RepositoryIndex; row: WorldPull };
export type IssueNode = { __typename: 'Issue'; repo: RepositoryIndex; row: WorldIssue };
export type ReviewNode = {
  __typename: 'PullRequestReview';
  repo: RepositoryIndex;
  row: WorldReview;
};
export type ReviewCommentNode = {
  __typename: 'PullRequestReviewComment';
  repo: RepositoryIndex;
  row: WorldReviewComment;
};
export type CommentNode = {
  __typename: 'IssueComment';
  repo: RepositoryIndex;
  row: WorldIssueComment;
};
export type PullCommitNode = {
  __typename: 'PullRequestCommit';
  repo: RepositoryIndex;
  row: WorldCommit;
};
export type CommitNode = { __typename: 'Commit'; repo: RepositoryIndex; commit: GraphCommit };
export type FileNode = { __typename: 'PullRequestChangedFile'; row: WorldFile };
export type LabelNode = { __typename: 'Label'; repo: RepositoryIndex; row: WorldLabel };
export type TeamNode = { __typename: 'Team'; organization: string; row: TeamLike };
export type EventNode = { __typename: string; repo: RepositoryIndex; row: WorldTimelineEvent };
export type DeploymentNode = {
  __typename: 'Deployment';
  repo: RepositoryIndex;
  row: WorldDeployment;
};
export type DeploymentStatusNode = {
  __typename: 'DeploymentStatus';
  repo: RepositoryIndex;
  deployment: WorldDeployment;
  row: WorldDeploymentStatus;
};

export type ReleaseNode = { __typename: 'Release'; repo: RepositoryIndex; row: WorldRelease };

/** The account behind a deleted one, where GitHub's schema does not allow null. */
export const GHOST: WorldUser = { login: 'ghost', id: 10137, type: 'User' };

export function actorNode(user: WorldUser | null | undefined): ActorNode | null {
  return user === null || user === undefined ? null : { __typename: user.type ?? 'User', user };
}

export function repositoryNode(repo: RepositoryIndex): RepositoryNode {
  return { __typename: 'Repository', repo };
}

export function pullNode(repo: RepositoryIndex, row: WorldPull): PullNode {
  return { __typename: 'PullRequest', repo, row };
}

export function issueNode(repo: RepositoryIndex, row: WorldIssue): IssueNode {
  return { __typename: 'Issue', repo, row };
}

export function reviewNode(repo: RepositoryIndex, row: WorldReview): ReviewNode {
  return { __typename: 'PullRequestReview', repo, row };
}

export function reviewCommentNode(
  repo: RepositoryIndex,
  row: WorldReviewComment,
): ReviewCommentNode {
  return { __typename: 'PullRequestReviewComment', repo, row };
}

export function commentNode(repo: RepositoryIndex, row: WorldIssueComment): CommentNode {
  return { __typename: 'IssueComment', repo, row };
}

export function pullCommitNode(repo: RepositoryIndex, row: WorldCommit): PullCommitNode {
  return { __typename: 'PullRequestCommit', repo, row };
}

export function labelNode(repo: RepositoryIndex, row: WorldLabel): LabelNode {
  return { __typename: 'Label', repo, row };
}

export function teamNode(repo: RepositoryIndex, row: TeamLike): TeamNode {
  return { __typename: 'Team', organization: repo.owner, row };
}

export function organizationTeamNode(team: WorldTeam): TeamNode {
  return { __typename: 'Team', organization: team.organization, row: team };
}

export function deploymentNode(repo: RepositoryIndex, row: WorldDeployment): DeploymentNode {
  return { __typename: 'Deployment', repo, row };
}

export function releaseNode(repo: RepositoryIndex, row: WorldRelease): ReleaseNode {
  return { __typename: 'Release', repo, row };
}

/** A commit that the world knows, or null. */
export function commitNode(
  repo: RepositoryIndex,
  sha: string | null | undefined,
): CommitNode | null {
  const commit = sha ? repo.graph().commits.get(sha) : undefined;
  return commit === undefined ? null : { __typename: 'Commit', repo, commit };
}

/**
 * A commit that something points at. When the world holds only its hash (a head that was force-pushed away), its dates are
 * the instant at which it was first pointed at, so that GitHub's non-null fields can be answered.
 */
export function commitNodeSeenAt(
  repo: RepositoryIndex,
  sha: string | null | undefined,
  seenAt: string,
): CommitNode | null {
  if (!sha) {
    return null;
  }
  const known = commitNode(repo, sha);
  return known ?? { __typename: 'Commit', repo, commit: bareCommit(sha, seenAt, seenAt) };
}
