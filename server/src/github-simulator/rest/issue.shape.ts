import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldIssue, WorldIssueComment, WorldPull } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import { shapeLabel } from './pull.shape.ts';
import type { Shaping } from './rest-route.ts';

/** Issues and pull requests share one list in REST; a pull request there carries `pull_request`. */
export type IssueOrPull = { kind: 'issue'; row: WorldIssue } | { kind: 'pull'; row: WorldPull };

export function shapeIssue(shaping: Shaping, repo: RepositoryIndex, item: IssueOrPull) {
  const { row } = item;
  const { full_name } = repo.repository;
  const url = `${shaping.baseUrl}/repos/${full_name}/issues/${row.number}`;
  const page = item.kind === 'pull' ? 'pull' : 'issues';
  return {
    url,
    repository_url: `${shaping.baseUrl}/repos/${full_name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `https://github.com/${full_name}/${page}/${row.number}`,
    id: row.id,
    node_id: nodeIdOf(item.kind, row),
    number: row.number,
    title: row.title,
    body: row.body ?? null,
    user: shapeUser(shaping, row.user),
    labels: row.labels.map((label) => shapeLabel(shaping, repo, label)),
    state: row.state,
    state_reason: item.kind === 'issue' ? (item.row.state_reason ?? null) : null,
    locked: row.locked ?? false,
    assignee: shapeUser(shaping, row.assignees?.[0]),
    assignees: (row.assignees ?? []).map((user) => shapeUser(shaping, user)),
    milestone: null,
    comments: repo.commentsOf(row.number).length,
    created_at: row.created_at,
    updated_at: row.updated_at,
    closed_at: row.closed_at,
    author_association: 'NONE',
    ...(item.kind === 'pull' ? { draft: item.row.draft ?? false } : {}),
    ...(item.kind === 'pull' ? { pull_request: pullLinks(shaping, full_name, item.row) } : {}),
  };
}

export function shapeIssueComment(shaping: Shaping, repo: RepositoryIndex, row: WorldIssueComment) {
  const { full_name } = repo.repository;
  const base = `${shaping.baseUrl}/repos/${full_name}/issues`;
  return {
    url: `${base}/comments/${row.id}`,
    html_url: `https://github.com/${full_name}/issues/${row.issue_number}#issuecomment-${row.id}`,
    issue_url: `${base}/${row.issue_number}`,
    id: row.id,
    node_id: nodeIdOf('comment', row),
    user: shapeUser(shaping, row.user),
    created_at: row.created_at,
    updated_at: row.updated_at ?? row.created_at,
    body: '',
    author_association: 'NONE',
  };
}

function pullLinks({ baseUrl }: Shaping, fullName: string, row: WorldPull) {
  return {
    url: `${baseUrl}/repos/${fullName}/pulls/${row.number}`,
    html_url: `https://github.com/${fullName}/pull/${row.number}`,
    merged_at: row.merged_at,
  };
}
