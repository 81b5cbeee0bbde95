import type { RepositoryIndex } from './repository-index.ts';
import type { World, WorldUser } from './world.types.ts';

export type Permission =
  | 'metadata'
  | 'pull_requests'
  | 'issues'
  | 'deployments'
  | 'contents'
  | 'actions'
  | 'members';

/** A token that the simulator knows. With `permissions` it is fine-grained, else classic. */
export type SimulatorToken = {
  token: string;
  /** Whose it is; absent: the world's viewer. */
  user?: WorldUser;
  /** Scopes of a classic token; absent: all that reading takes. */
  scopes?: string[];
  /** Permissions of a fine-grained token; what is not named is refused. */
  permissions?: Partial<Record<Permission, 'read' | 'write'>>;
  /** `owner/name`s that it reaches; absent: every repository. */
  repositories?: string[];
  /** From this instant on it is refused. */
  expiresAt?: string;
  /** Made for an App's installation, whose rights it has at every moment. */
  installationId?: number;
};

/** What a request may do. */
export type TokenGrant = {
  kind: 'anonymous' | 'classic' | 'fine-grained' | 'app';
  /** Under which name its requests are counted. */
  key: string;
  user: WorldUser;
  scopes: readonly string[];
  permissions: SimulatorToken['permissions'] | null;
  repositories: ReadonlySet<string> | null;
};

const ALL_SCOPES = ['repo', 'read:org', 'read:user'];
/** A JSON web token is how a GitHub App shows itself; its signature is not checked. */
const APP_TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const DEFAULT_VIEWER: WorldUser = { login: 'octo-reader', id: 583231, type: 'User' };

/** The token does not have the right that was needed. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly extensions = { type: 'FORBIDDEN' };
  constructor() {
    super('Resource not accessible by personal access token');
  }
}

/**
 * What a token may do; null for one that is unknown or expired. Without a list of tokens any text is a classic token with all
 * rights. No token at all is an anonymous caller.
 */
export function grantFor(
  token: string | null,
  tokens: readonly SimulatorToken[] | undefined,
  world: World,
  now: Date,
): TokenGrant | null {
  const viewer = world.viewer ?? DEFAULT_VIEWER;
  if (token === null) {
    return { ...everything(viewer), kind: 'anonymous', key: 'anonymous', scopes: [] };
  }
  if (APP_TOKEN.test(token)) {
    return { ...everything(viewer), kind: 'app', key: token, scopes: [] };
  }
  if (tokens === undefined) {
    return { ...everything(viewer), key: token };
  }
  const known = tokens.find((candidate) => candidate.token === token);
  if (known === undefined || hasExpired(known, now)) {
    return null;
  }
  const names = known.repositories?.map((name) => name.toLowerCase());
  return {
    kind: known.permissions === undefined ? 'classic' : 'fine-grained',
    key: token,
    user: known.user ?? viewer,
    scopes: known.scopes ?? ALL_SCOPES,
    permissions: known.permissions ?? null,
    repositories: names === undefined ? null : new Set(names),
  };
}

/** Whether a repository exists at all for this caller: GitHub says "not found" where reading is not allowed. */
export function canSee(grant: TokenGrant, repo: RepositoryIndex): boolean {
  const { full_name, private: isPrivate } = repo.repository;
  if (grant.repositories !== null && !grant.repositories.has(full_name.toLowerCase())) {
    return false;
  }
  return !isPrivate || grant.kind === 'fine-grained' || grant.scopes.includes('repo');
}

/** Throws ForbiddenError when a fine-grained token lacks one of the permissions that would do. */
export function requirePermission(grant: TokenGrant, ...anyOf: Permission[]): void {
  const { permissions } = grant;
  if (permissions === null || permissions === undefined || anyOf.includes('metadata')) {
    return;
  }
  if (!anyOf.some((permission) => permissions[permission] !== undefined)) {
    throw new ForbiddenError();
  }
}

function hasExpired({ expiresAt }: SimulatorToken, now: Date): boolean {
  return expiresAt !== undefined && now.getTime() >= Date.parse(expiresAt);
}

function everything(user: WorldUser): TokenGrant {
  return {
    kind: 'classic',
    key: '',
    user,
    scopes: ALL_SCOPES,
    permissions: null,
    repositories: null,
  };
}
