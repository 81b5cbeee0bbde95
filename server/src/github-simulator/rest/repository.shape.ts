import type { RepositoryIndex } from '../repository-index.ts';
import { shapeUser } from './account.shape.ts';
import type { Shaping } from './rest-route.ts';

export function shapeRepository(shaping: Shaping, repo: RepositoryIndex) {
  const { repository } = repo;
  const open = [...repository.pulls, ...repository.issues].filter((row) => row.state === 'open');
  return {
    id: repository.id,
    node_id: repository.node_id,
    name: repo.name,
    full_name: repository.full_name,
    private: repository.private,
    owner: shapeUser(shaping, repository.owner),
    html_url: `https://github.com/${repository.full_name}`,
    description: null,
    fork: repository.fork,
    url: `${shaping.baseUrl}/repos/${repository.full_name}`,
    created_at: repository.created_at,
    updated_at: repository.pushed_at ?? repository.created_at,
    pushed_at: repository.pushed_at,
    size: repository.pulls.length,
    archived: repository.archived,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    default_branch: repository.default_branch,
    has_issues: true,
    open_issues_count: open.length,
    open_issues: open.length,
    stargazers_count: 0,
    watchers_count: 0,
    forks_count: 0,
    language: null,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  };
}
