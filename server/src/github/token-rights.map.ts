import type { TokenAbility, TokenRights } from '@bellwether/shared/connections/connections.schema';

/** What GitHub's answer to "who am I" tells about a token. */
export type TokenFacts = {
  login: string;
  token: string;
  /** Header of classic tokens; null: GitHub sent none. */
  scopesHeader: string | null;
  expirationHeader: string | null;
};

type Ability = TokenAbility['ability'];

const READABLE: Record<Ability, string> = {
  metadata: 'Names and settings of repositories can be read.',
  'pull-requests': 'Pull requests, reviews and comments can be read.',
  issues: 'Issues can be read, and with them incidents.',
  deployments: 'Deployments can be read, and with them lead time.',
  contents: 'The commit graph and .gitattributes can be read.',
  private: 'Private repositories can be read too.',
};

const ASKED: Record<Ability, string> = {
  metadata: 'Known when a repository is chosen: it needs "Metadata: read", which every token has.',
  'pull-requests':
    'Known when a repository is chosen: it needs "Pull requests: read", without which nothing is shown.',
  issues:
    'Known when a repository is chosen: it needs "Issues: read", without which incidents stay unknown.',
  deployments:
    'Known when a repository is chosen: it needs "Deployments: read", without which lead time stays unknown.',
  contents:
    'Known when a repository is chosen: it needs "Contents: read", without which deployments cannot be compared and generated files count as written.',
  private:
    'Known when a repository is chosen: the token reads the private repositories it was made for.',
};

const NO_REPO_SCOPE = 'The token lacks the scope "repo", so private repositories stay invisible.';
const PUBLIC_DEPLOYMENTS =
  'Deployments of public repositories can be read; private ones need the scope "repo" or "repo_deployment".';

const abilities: readonly Ability[] = [
  'metadata',
  'pull-requests',
  'issues',
  'deployments',
  'contents',
  'private',
];

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
      scopes === null
        ? {
            ability,
            granted: ability === 'metadata' ? 'yes' : 'unknown',
            explanation: ASKED[ability],
          }
        : classicAbility(ability, scopes),
    ),
  };
}

function classicAbility(ability: Ability, scopes: readonly string[]): TokenAbility {
  const readsPrivate = scopes.includes('repo');
  if (ability === 'private' && !readsPrivate) {
    return { ability, granted: 'no', explanation: NO_REPO_SCOPE };
  }
  const explanation =
    ability === 'deployments' && !readsPrivate ? PUBLIC_DEPLOYMENTS : READABLE[ability];
  return { ability, granted: 'yes', explanation };
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
