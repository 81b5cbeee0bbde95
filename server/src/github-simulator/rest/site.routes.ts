import { canSee } from '../access-tokens.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { searchIssues } from '../search-issues.ts';
import { errorAnswer } from '../simulator-answer.ts';
import { shapeUser } from './account.shape.ts';
import { shapeIssue } from './issue.shape.ts';
import { shapeRepository } from './repository.shape.ts';
import { found, list, one, type RestCall, type RestRoute, siteRoute } from './rest-route.ts';

export const siteRoutes: RestRoute[] = [
  siteRoute('/', ({ shaping: { baseUrl } }) =>
    one({
      current_user_url: `${baseUrl}/user`,
      rate_limit_url: `${baseUrl}/rate_limit`,
      repository_url: `${baseUrl}/repos/{owner}/{repo}`,
      user_repositories_url: `${baseUrl}/users/{user}/repos{?type,page,per_page,sort}`,
    }),
  ),
  siteRoute('/meta', () => one({ verifiable_password_authentication: false, hooks: [], web: [] })),
  siteRoute('/zen', () => one('A simulator answers what it knows.')),
  siteRoute('/user', ({ served, shaping }) =>
    served.grant.kind === 'anonymous'
      ? { kind: 'answer', answer: errorAnswer(401, 'Requires authentication') }
      : one({ ...shapeUser(shaping, served.grant.user), name: served.grant.user.name ?? null }),
  ),
  siteRoute('/user/repos', (call) => repositoryList(call, () => true)),
  siteRoute('/user/orgs', (call) => {
    const owners = visible(call).map((repo) => repo.repository.owner);
    const organizations = owners.filter((owner) => owner.type === 'Organization');
    const distinct = new Map(organizations.map((owner) => [owner.login, owner]));
    return list([...distinct.values()], (owner) => shapeUser(call.shaping, owner));
  }),
  siteRoute('/orgs/:owner/repos', (call) => ownersRepositories(call)),
  siteRoute('/users/:owner/repos', (call) => ownersRepositories(call)),
  siteRoute('/users/:login', ({ params, shaping }) =>
    one(shapeUser(shaping, found(shaping.index.findUser(decodeURIComponent(params.login ?? ''))))),
  ),
  siteRoute('/search/repositories', (call) => {
    const words = (call.query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    return searchList(call, (repo) => {
      const name = repo.repository.full_name.toLowerCase();
      return words.every((word) => name.includes(word.replace(/^(user|org|repo):/, '')));
    });
  }),
  siteRoute('/search/issues', (call) =>
    list(
      searchIssues(visible(call), call.query.get('q') ?? '').slice(0, 1000),
      (hit) => shapeIssue(call.shaping, hit.repo, hit),
      wrapSearch,
    ),
  ),
];

function visible({ served, shaping }: RestCall): RepositoryIndex[] {
  return shaping.index.repositories.filter((repo) => canSee(served.grant, repo));
}

function repositoryList(call: RestCall, wanted: (repo: RepositoryIndex) => boolean) {
  return list(visible(call).filter(wanted), (repo) => shapeRepository(call.shaping, repo));
}

function searchList(call: RestCall, wanted: (repo: RepositoryIndex) => boolean) {
  return list(
    visible(call).filter(wanted),
    (repo) => shapeRepository(call.shaping, repo),
    wrapSearch,
  );
}

function ownersRepositories(call: RestCall) {
  const owner = (call.params.owner ?? '').toLowerCase();
  const belongs = (repo: RepositoryIndex) => repo.owner.toLowerCase() === owner;
  found(visible(call).find(belongs));
  return repositoryList(call, belongs);
}

function wrapSearch(items: unknown[], total: number) {
  return { total_count: total, incomplete_results: false, items };
}
