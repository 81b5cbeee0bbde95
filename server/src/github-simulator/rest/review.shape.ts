import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldFile, WorldReview, WorldReviewComment } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import type { Shaping } from './rest-route.ts';

export function shapeReview(shaping: Shaping, repo: RepositoryIndex, row: WorldReview) {
  const { full_name } = repo.repository;
  return {
    id: row.id,
    node_id: nodeIdOf('review', row),
    user: shapeUser(shaping, row.user),
    body: row.body ?? '',
    state: row.state,
    html_url: `https://github.com/${full_name}/pull/${row.pull_number}#pullrequestreview-${row.id}`,
    pull_request_url: `${shaping.baseUrl}/repos/${full_name}/pulls/${row.pull_number}`,
    author_association: 'NONE',
    ...(row.submitted_at ? { submitted_at: row.submitted_at } : {}),
    commit_id: row.commit_id ?? null,
  };
}

export function shapeReviewComment(
  shaping: Shaping,
  repo: RepositoryIndex,
  row: WorldReviewComment,
) {
  const { full_name } = repo.repository;
  const base = `${shaping.baseUrl}/repos/${full_name}/pulls`;
  return {
    url: `${base}/comments/${row.id}`,
    pull_request_review_id: row.pull_request_review_id ?? null,
    id: row.id,
    node_id: nodeIdOf('reviewComment', row),
    diff_hunk: '',
    path: row.path ?? '',
    commit_id: row.commit_id ?? null,
    original_commit_id: row.commit_id ?? null,
    ...(row.in_reply_to_id ? { in_reply_to_id: row.in_reply_to_id } : {}),
    user: shapeUser(shaping, row.user),
    body: '',
    created_at: row.created_at,
    updated_at: row.updated_at ?? row.created_at,
    html_url: `https://github.com/${full_name}/pull/${row.pull_number}#discussion_r${row.id}`,
    pull_request_url: `${base}/${row.pull_number}`,
    author_association: 'NONE',
    subject_type: 'line',
  };
}

export function shapeFile(row: WorldFile) {
  return {
    sha: null,
    filename: row.filename,
    status: row.status,
    additions: row.additions,
    deletions: row.deletions,
    changes: row.changes ?? row.additions + row.deletions,
  };
}
