import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldTimelineEvent } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import { shapeCommit } from './commit.shape.ts';
import { shapeIssueComment } from './issue.shape.ts';
import type { Shaping } from './rest-route.ts';
import { shapeReview } from './review.shape.ts';

export function shapeEvent(shaping: Shaping, repo: RepositoryIndex, row: WorldTimelineEvent) {
  const reviewer = shapeUser(shaping, row.requested_reviewer);
  return {
    id: row.id,
    node_id: nodeIdOf('event', row),
    url: `${shaping.baseUrl}/repos/${repo.repository.full_name}/issues/events/${row.id}`,
    actor: shapeUser(shaping, row.actor),
    event: row.event,
    commit_id: row.commit_id ?? null,
    created_at: row.created_at,
    ...(row.label ? { label: { name: row.label.name, color: row.label.color ?? 'ededed' } } : {}),
    ...(reviewer ? { requested_reviewer: reviewer } : {}),
    ...(row.requested_team ? { requested_team: row.requested_team } : {}),
    ...(row.rename ? { rename: row.rename } : {}),
    ...(row.milestone ? { milestone: row.milestone } : {}),
    ...(row.assignee ? { assignee: shapeUser(shaping, row.assignee) } : {}),
    ...(row.dismissed_review ? { dismissed_review: row.dismissed_review } : {}),
  };
}

type TimelineEntry = { at: string; shape: () => unknown };

/** Everything that happened on an issue or pull request, oldest first: events, comments, reviews and commits. */
export function timelineOf(
  shaping: Shaping,
  repo: RepositoryIndex,
  number: number,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...repo.eventsOf(number).map((row) => ({
      at: row.created_at,
      shape: () => shapeEvent(shaping, repo, row),
    })),
    ...repo.commentsOf(number).map((row) => ({
      at: row.created_at,
      shape: () => ({ ...shapeIssueComment(shaping, repo, row), event: 'commented' }),
    })),
    ...repo.reviewsOf(number).map((row) => ({
      at: row.submitted_at ?? '9999',
      shape: () => ({ ...shapeReview(shaping, repo, row), event: 'reviewed' }),
    })),
    ...repo.commitsOf(number).map((row) => ({
      at: row.commit.committer.date,
      shape: () => committed(shaping, repo, row.sha),
    })),
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}

function committed(shaping: Shaping, repo: RepositoryIndex, sha: string) {
  const commit = repo.graph().commits.get(sha);
  if (commit === undefined) {
    return { event: 'committed', sha };
  }
  const { commit: inner, ...shaped } = shapeCommit(shaping, repo, commit);
  return { ...shaped, ...inner, event: 'committed' };
}
