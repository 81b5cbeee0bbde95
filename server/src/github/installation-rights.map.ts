import {
  type Ability,
  abilities,
  type TokenAbility,
  type TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import { granted, missing, PERMISSION } from './ability-words.map.ts';

const PERMISSION_KEYS: Record<Exclude<Ability, 'private'>, string> = {
  metadata: 'metadata',
  'pull-requests': 'pull_requests',
  issues: 'issues',
  deployments: 'deployments',
  contents: 'contents',
  'workflow-runs': 'actions',
  teams: 'members',
};

/** An installation's rights in words. @param permissions by GitHub's names: `{ pull_requests: 'read' }` */
export function describeInstallationRights(
  login: string,
  permissions: Readonly<Record<string, string>>,
): TokenRights {
  return {
    ...{ login, kind: 'app', scopes: null, expiresAt: null },
    abilities: abilities.map((ability) => abilityOf(ability, permissions)),
  };
}

function abilityOf(ability: Ability, permissions: Readonly<Record<string, string>>): TokenAbility {
  if (ability === 'private' || permissions[PERMISSION_KEYS[ability]] !== undefined) {
    return granted(ability);
  }
  return missing(ability, `The App lacks "${PERMISSION[ability]}".`);
}
