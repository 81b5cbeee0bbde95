import { canSee } from '../access-tokens.ts';
import {
  EVERYTHING,
  installationsOf,
  makeInstallationToken,
  namesReachedBy,
  type SimulatedInstallation,
  SUSPENDED,
} from '../simulated-app.ts';
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

const HOUR_MS = 3_600_000;

/** What a GitHub App asks about itself and its installations. */
export const appRoutes: RestRoute[] = [
  siteRoute('/app', ({ served }) =>
    one({
      id: served.site.app()?.id ?? 1,
      slug: 'bellwether',
      name: 'Bellwether',
      permissions: EVERYTHING,
    }),
  ),
  siteRoute('/app/installations', (call) =>
    list(installations(call), (installation) => shapeInstallation(call, installation)),
  ),
  siteRoute('/app/installations/:id', (call) => one(shapeInstallation(call, byId(call)))),
  {
    ...siteRoute('/app/installations/:id/access_tokens', issueToken),
    method: 'POST',
  },
  siteRoute('/orgs/:owner/installation', (call) => one(installationOf(call, call.params.owner))),
  siteRoute('/users/:owner/installation', (call) => one(installationOf(call, call.params.owner))),
  repositoryRoute('/installation', ['metadata'], (repo, call) =>
    one(installationOf(call, repo.owner)),
  ),
  siteRoute('/installation/repositories', (call) =>
    list(
      call.shaping.index.repositories.filter((repo) => canSee(call.served.grant, repo)),
      (repo) => shapeRepository(call.shaping, repo),
      (repositories, total) => ({ total_count: total, repositories }),
    ),
  ),
];

function installations({ served, shaping }: RestCall): SimulatedInstallation[] {
  return installationsOf(served.site.app(), shaping.index);
}

function byId(call: RestCall): SimulatedInstallation {
  return found(installations(call).find(({ id }) => id === Number(call.params.id)));
}

function issueToken(call: RestCall) {
  const { site } = call.served;
  const installation = byId(call);
  if ((installation.suspendedAt ?? null) !== null) {
    return { kind: 'answer' as const, answer: SUSPENDED };
  }
  const { id, permissions = EVERYTHING } = installation;
  const expiresAt = new Date(site.clock().getTime() + HOUR_MS).toISOString();
  const token = makeInstallationToken(id, site.issuedTokens.length);
  site.issuedTokens.push({ token, installationId: id, expiresAt });
  const body = {
    token,
    expires_at: expiresAt.replace(/\.\d+Z$/, 'Z'),
    permissions,
    repository_selection: selectionOf(installation),
  };
  return { kind: 'answer' as const, answer: jsonAnswer(201, body) };
}

function installationOf(call: RestCall, owner = '') {
  const wanted = owner.toLowerCase();
  const known = installations(call).find((one) => one.owner.toLowerCase() === wanted);
  return shapeInstallation(call, found(known));
}

function shapeInstallation({ served, shaping }: RestCall, installation: SimulatedInstallation) {
  const { id, owner, permissions = EVERYTHING, suspendedAt = null } = installation;
  const [name] = namesReachedBy(installation, shaping.index);
  const repo = name === undefined ? null : shaping.index.findRepository(name);
  const account = repo?.repository.owner ?? { login: owner, id, type: 'Organization' };
  return {
    id,
    app_id: served.site.app()?.id ?? 1,
    account: shapeUser(shaping, account),
    target_type: account.type ?? 'User',
    repository_selection: selectionOf(installation),
    permissions,
    access_tokens_url: `${shaping.baseUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${shaping.baseUrl}/installation/repositories`,
    suspended_at: suspendedAt,
  };
}

function selectionOf({ repositories }: SimulatedInstallation): 'all' | 'selected' {
  return repositories === undefined ? 'all' : 'selected';
}
