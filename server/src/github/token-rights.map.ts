import {
  type Ability,
  abilities,
  type TokenAbility,
  type TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import { COST, granted, missing, PERMISSION } from './ability-words.map.ts';

/** What GitHub's answer to "who am I" tells about a token. */
export type TokenFacts = {
  login: string;
  token: string;
  /** Header of classic tokens; null: GitHub sent none. */
  scopesHeader: string | null;
  expirationHeader: string | null;
};

const PUBLIC_DEPLOYMENTS =
  'Deployments of public repositories can be read; private ones need the scope "repo" or "repo_deployment".';
const ORGANISATION_SCOPES = ['read:org', 'write:org', 'admin:org'];

/** A token's rights in words: certain for classic tokens, open for fine-grained ones until a repository is chosen. */
export function describeTokenRights(facts: TokenFacts): TokenRights {
  const kind = kindOf(facts);
  const scopes = kind === 'classic' ? parseScopes(facts.scopesHeader ?? '') : null;
  return {
    login: facts.login,
    kind,
    scopes,
    expiresAt: parseExpiration(facts.expirationHeader),
    abilities: abilities.map((ability) =>
      scopes === null ? openAbility(ability) : classicAbility(ability, scopes),
    ),
  };
}

/** GitHub tells it per repository only. */
function openAbility(ability: Ability): TokenAbility {
  if (ability === 'metadata') {
    return granted(ability);
  }
  const explanation =
    ability === 'private'
      ? 'The token reads the private repositories it was made for; none was met yet.'
      : `Not known yet. "${PERMISSION[ability]}" is needed; without it: ${lowerFirst(COST[ability])}`;
  return { ability, granted: 'unknown', explanation };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function classicAbility(ability: Ability, scopes: readonly string[]): TokenAbility {
  const readsPrivate = scopes.includes('repo');
  if (ability === 'private' && !readsPrivate) {
    return missing(ability, 'The token lacks the scope "repo".');
  }
  if (ability === 'teams' && !ORGANISATION_SCOPES.some((scope) => scopes.includes(scope))) {
    return missing(ability, 'The token lacks the scope "read:org".');
  }
  return ability === 'deployments' && !readsPrivate
    ? { ability, granted: 'yes', explanation: PUBLIC_DEPLOYMENTS }
    : granted(ability);
}

function kindOf({ token, scopesHeader }: TokenFacts): TokenRights['kind'] {
  if (token.startsWith('github_pat_')) {
    return 'fine-grained';
  }
  return scopesHeader === null ? 'unknown' : 'classic';
}

function parseScopes(header: string): string[] {
  return header
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

/** GitHub writes `2026-03-01 09:00:00 UTC`, or with an offset instead of the zone's name. */
function parseExpiration(header: string | null): string | null {
  if (header === null) {
    return null;
  }
  const instant = new Date(
    header.replace(
      /^(\S+) (\S+) (?:UTC|([+-]\d{2}):?(\d{2}))$/,
      (_, day, time, hours, minutes) =>
        `${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`,
    ),
  );
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
