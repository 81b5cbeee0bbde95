import { mergeShaOf } from '../git-graph.ts';
import { labelId, labelNodeId, nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldLabel, WorldPull } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import { shapeRepository } from './repository.shape.ts';
import type { Shaping } from './rest-route.ts';

/** A pull request as a list shows it: without counts and without who merged it. */
export function shapePull(shaping: Shaping, repo: RepositoryIndex, row: WorldPull) {
  const { full_name } = repo.repository;
  const url = `${shaping.baseUrl}/repos/${full_name}/pulls/${row.number}`;
  return {
    url,
    id: row.id,
    node_id: nodeIdOf('pull', row),
    html_url: `https://github.com/${full_name}/pull/${row.number}`,
    issue_url: `${shaping.baseUrl}/repos/${full_name}/issues/${row.number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    comments_url: `${shaping.baseUrl}/repos/${full_name}/issues/${row.number}/comments`,
    number: row.number,
    state: row.state,
    locked: row.locked ?? false,
    title: row.title,
    body: row.body ?? null,
    user: shapeUser(shaping, row.user),
    labels: row.labels.map((label) => shapeLabel(shaping, repo, label)),
    milestone: row.milestone ?? null,
    assignee: shapeUser(shaping, row.assignees?.[0]),
    assignees: (row.assignees ?? []).map((user) => shapeUser(shaping, user)),
    requested_reviewers: (row.requested_reviewers ?? []).map((user) => shapeUser(shaping, user)),
    requested_teams: (row.requested_teams ?? []).map((team) => ({
      ...team,
      node_id: nodeIdOf('team', team),
    })),
    draft: row.draft ?? false,
    created_at: row.created_at,
    updated_at: row.updated_at,
    closed_at: row.closed_at,
    merged_at: row.merged_at,
    merge_commit_sha:
      row.merged_at === null ? row.merge_commit_sha : mergeShaOf(repo.repository, row),
    head: {
      label: row.head.label ?? `${repo.owner}:${row.head.ref}`,
      ref: row.head.ref,
      sha: row.head.sha,
      user: shapeUser(shaping, row.user),
      repo: row.head.repo ?? null,
    },
    base: {
      label: row.base.label ?? `${repo.owner}:${row.base.ref}`,
      ref: row.base.ref,
      sha: row.base.sha,
      user: shapeUser(shaping, repo.repository.owner),
      repo: shapeRepositoryBriefly(shaping, repo),
    },
    author_association: 'NONE',
    auto_merge: null,
  };
}

/** A pull request as its own address shows it. */
export function shapeWholePull(shaping: Shaping, repo: RepositoryIndex, row: WorldPull) {
  const pull = shapePull(shaping, repo, row);
  return {
    ...pull,
    base: { ...pull.base, repo: shapeRepository(shaping, repo) },
    merged: row.merged_at !== null,
    mergeable: null,
    mergeable_state: 'unknown',
    merged_by: shapeUser(shaping, row.merged_by),
    comments: repo.commentsOf(row.number).length,
    review_comments: repo.reviewCommentsOf(row.number).length,
    maintainer_can_modify: false,
    commits: repo.commitsOf(row.number).length,
    additions: row.additions,
    deletions: row.deletions,
    changed_files: row.changed_files,
  };
}

export function shapeLabel({ baseUrl }: Shaping, repo: RepositoryIndex, label: WorldLabel) {
  const { full_name } = repo.repository;
  return {
    id: labelId(full_name, label),
    node_id: labelNodeId(full_name, label),
    url: `${baseUrl}/repos/${full_name}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color ?? 'ededed',
    default: false,
    description: null,
  };
}

function shapeRepositoryBriefly({ baseUrl }: Shaping, { repository, name }: RepositoryIndex) {
  return {
    id: repository.id,
    node_id: repository.node_id,
    name,
    full_name: repository.full_name,
    private: repository.private,
    fork: repository.fork,
    archived: repository.archived,
    default_branch: repository.default_branch,
    url: `${baseUrl}/repos/${repository.full_name}`,
  };
}
