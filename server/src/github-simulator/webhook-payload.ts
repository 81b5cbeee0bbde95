import type { RepositoryIndex } from './repository-index.ts';
import { shapeUser } from './rest/account.shape.ts';
import { shapeDeployment, shapeDeploymentStatus } from './rest/deployment.shape.ts';
import { shapeIssue, shapeIssueComment } from './rest/issue.shape.ts';
import { shapeLabel, shapePull, shapeWholePull } from './rest/pull.shape.ts';
import { shapeRepository } from './rest/repository.shape.ts';
import type { Shaping } from './rest/rest-route.ts';
import { shapeReview, shapeReviewComment } from './rest/review.shape.ts';
import type { World, WorldLabel, WorldUser } from './world.types.ts';
import { indexWorld } from './world-index.ts';

type PullAction =
  | {
      action:
        | 'opened'
        | 'ready_for_review'
        | 'converted_to_draft'
        | 'closed'
        | 'reopened'
        | 'edited';
    }
  | { action: 'synchronize'; before: string; after: string }
  | { action: 'labeled' | 'unlabeled'; label: WorldLabel };

/** Something that happened in a world, told by number or id of what it happened to. */
export type WebhookEvent =
  | { event: 'ping' }
  | ({ event: 'pull_request'; number: number } & PullAction)
  | {
      event: 'pull_request_review';
      action: 'submitted' | 'edited' | 'dismissed';
      number: number;
      reviewId: number;
    }
  | {
      event: 'pull_request_review_comment';
      action: 'created' | 'edited' | 'deleted';
      number: number;
      commentId: number;
    }
  | {
      event: 'issue_comment';
      action: 'created' | 'edited' | 'deleted';
      number: number;
      commentId: number;
    }
  | {
      event: 'issues';
      action: 'opened' | 'edited' | 'closed' | 'reopened' | 'labeled';
      number: number;
    }
  | { event: 'deployment_status'; action: 'created'; deploymentId: number; statusId: number };

type Scene = { repo: RepositoryIndex; shaping: Shaping };

/**
 * The body of the delivery that GitHub would send, from the world as it is now. Throws when the world does not hold what the
 * event names.
 */
export function buildWebhookPayload(world: World, fullName: string, event: WebhookEvent) {
  const index = indexWorld(world);
  const repo = held(index.findRepository(fullName), fullName);
  const shaping = { baseUrl: 'https://api.github.com', index };
  const { sender, ...body } = describe({ repo, shaping }, event);
  return {
    ...('action' in event ? { action: event.action } : {}),
    ...body,
    repository: shapeRepository(shaping, repo),
    ...(repo.repository.owner.type === 'Organization'
      ? { organization: shapeUser(shaping, repo.repository.owner) }
      : {}),
    sender: shapeUser(shaping, sender ?? repo.repository.owner),
  };
}

type Description = { sender: WorldUser | null } & Record<string, unknown>;

function describe(scene: Scene, event: WebhookEvent): Description {
  switch (event.event) {
    case 'ping':
      return { sender: null, zen: 'A simulator answers what it knows.', hook_id: 1 };
    case 'pull_request':
      return describePull(scene, event);
    case 'pull_request_review':
      return describeReview(scene, event.number, event.reviewId);
    case 'pull_request_review_comment':
      return describeReviewComment(scene, event.number, event.commentId);
    case 'issue_comment':
      return describeComment(scene, event.number, event.commentId);
    case 'issues': {
      const row = held(scene.repo.issues.get(event.number), `issue ${event.number}`);
      const issue = shapeIssue(scene.shaping, scene.repo, { kind: 'issue', row });
      return { sender: row.user, issue };
    }
    case 'deployment_status':
      return describeStatus(scene, event.deploymentId, event.statusId);
  }
}

function describePull(
  scene: Scene,
  event: Extract<WebhookEvent, { event: 'pull_request' }>,
): Description {
  const { repo, shaping } = scene;
  const row = pullOf(scene, event.number);
  return {
    sender: event.action === 'closed' ? (row.merged_by ?? row.user) : row.user,
    number: row.number,
    pull_request: shapeWholePull(shaping, repo, row),
    ...('label' in event ? { label: shapeLabel(shaping, repo, event.label) } : {}),
    ...('before' in event ? { before: event.before, after: event.after } : {}),
  };
}

function describeReview({ repo, shaping }: Scene, number: number, reviewId: number): Description {
  const reviews = repo.reviewsOf(number);
  const row = held(
    reviews.find((review) => review.id === reviewId),
    `review ${reviewId} of ${number}`,
  );
  const review = shapeReview(shaping, repo, row);
  return {
    sender: row.user,
    review: { ...review, state: review.state.toLowerCase() },
    pull_request: shapePull(shaping, repo, pullOf({ repo, shaping }, number)),
  };
}

function describeReviewComment(
  { repo, shaping }: Scene,
  number: number,
  commentId: number,
): Description {
  const comments = repo.reviewCommentsOf(number);
  const row = held(
    comments.find((comment) => comment.id === commentId),
    `review comment ${commentId} of ${number}`,
  );
  return {
    sender: row.user,
    comment: shapeReviewComment(shaping, repo, row),
    pull_request: shapePull(shaping, repo, pullOf({ repo, shaping }, number)),
  };
}

function describeComment({ repo, shaping }: Scene, number: number, commentId: number): Description {
  const comments = repo.commentsOf(number);
  const row = held(
    comments.find((comment) => comment.id === commentId),
    `comment ${commentId} of ${number}`,
  );
  const pull = repo.pulls.get(number);
  const issue =
    pull === undefined
      ? { kind: 'issue' as const, row: held(repo.issues.get(number), `issue ${number}`) }
      : { kind: 'pull' as const, row: pull };
  return {
    sender: row.user,
    comment: shapeIssueComment(shaping, repo, row),
    issue: shapeIssue(shaping, repo, issue),
  };
}

function describeStatus(
  { repo, shaping }: Scene,
  deploymentId: number,
  statusId: number,
): Description {
  const row = held(repo.deployments.get(deploymentId), `deployment ${deploymentId}`);
  const status = held(
    row.statuses.find((candidate) => candidate.id === statusId),
    `status ${statusId} of deployment ${deploymentId}`,
  );
  return {
    sender: row.creator,
    deployment_status: shapeDeploymentStatus(shaping, repo, row, status),
    deployment: shapeDeployment(shaping, repo, row),
  };
}

function pullOf({ repo }: Scene, number: number) {
  return held(repo.pulls.get(number), `pull request ${number}`);
}

function held<Row>(row: Row | undefined, name: string): Row {
  if (row === undefined) {
    throw new RangeError(`The world holds no ${name}.`);
  }
  return row;
}
