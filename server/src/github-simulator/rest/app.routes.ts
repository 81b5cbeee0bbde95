import type { Permission } from '../access-tokens.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { jsonAnswer } from '../simulator-answer.ts';
import { shapeUser } from './account.shape.ts';
import { shapeRepository } from './repository.shape.ts';
import {
  found,
  list,
  one,
  type RestCall,
  type RestRoute,
  repositoryRoute,
  siteRoute,
} from './rest-route.ts';

const PERMISSIONS: Record<Permission, 'read'> = {
  metadata: 'read',
  pull_requests: 'read',
  issues: 'read',
  deployments: 'read',
  contents: 'read',
};

const HOUR_MS = 3_600_000;

/** What a GitHub App needs to become an installation: its id is the id of the account that installed it. */
export const appRoutes: RestRoute[] = [
  siteRoute('/app', () =>
    one({ id: 1, slug: 'bellwether', name: 'Bellwether', permissions: PERMISSIONS }),
  ),
  siteRoute('/app/installations', (call) =>
    list(ownersOf(call), (repo) => shapeInstallation(call, repo)),
  ),
  {
    ...siteRoute('/app/installations/:id/access_tokens', issueToken),
    method: 'POST',
  },
  siteRoute('/orgs/:owner/installation', (call) => one(installationOf(call))),
  siteRoute('/users/:owner/installation', (call) => one(installationOf(call))),
  repositoryRoute('/installation', ['metadata'], (repo, call) =>
    one(shapeInstallation(call, repo)),
  ),
  siteRoute('/installation/repositories', (call) =>
    list(
      call.shaping.index.repositories,
      (repo) => shapeRepository(call.shaping, repo),
      (repositories, total) => ({ total_count: total, repositories }),
    ),
  ),
];

function issueToken({ served, params, shaping }: RestCall) {
  const { site } = served;
  const id = Number(params.id);
  found(shaping.index.repositories.find((repo) => repo.repository.owner.id === id));
  const expiresAt = new Date(site.clock().getTime() + HOUR_MS).toISOString();
  const token = `ghs_simulated${id}x${site.issuedTokens.length}`;
  site.issuedTokens.push({ token, permissions: PERMISSIONS, expiresAt });
  const body = {
    token,
    expires_at: expiresAt.replace(/\.\d+Z$/, 'Z'),
    permissions: PERMISSIONS,
    repository_selection: 'all',
  };
  return { kind: 'answer' as const, answer: jsonAnswer(201, body) };
}

function installationOf(call: RestCall) {
  const owner = (call.params.owner ?? '').toLowerCase();
  const repo = ownersOf(call).find((candidate) => candidate.owner.toLowerCase() === owner);
  return shapeInstallation(call, found(repo));
}

function shapeInstallation({ shaping }: RestCall, repo: RepositoryIndex) {
  const { owner } = repo.repository;
  return {
    id: owner.id,
    app_id: 1,
    account: shapeUser(shaping, owner),
    target_type: owner.type ?? 'User',
    repository_selection: 'all',
    permissions: PERMISSIONS,
    access_tokens_url: `${shaping.baseUrl}/app/installations/${owner.id}/access_tokens`,
    repositories_url: `${shaping.baseUrl}/installation/repositories`,
    suspended_at: null,
  };
}

/** One repository of each owner. */
function ownersOf({ shaping }: RestCall): RepositoryIndex[] {
  const byOwner = new Map<number, RepositoryIndex>();
  for (const repo of shaping.index.repositories) {
    byOwner.set(repo.repository.owner.id, byOwner.get(repo.repository.owner.id) ?? repo);
  }
  return [...byOwner.values()];
}
