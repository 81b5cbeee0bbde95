import type {
  Ability,
  TokenAbility,
  TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import { granted, missing, PERMISSION } from './ability-words.map.ts';

/** What a cheap call for each ability met on one repository. Null: GitHub did not tell. */
export type Probes = {
  /** `owner/name` */
  repository: string;
  isPrivate: boolean;
  found: ReadonlyMap<Ability, boolean | null>;
};

/** The rights as far as they showed on a repository; what did not show stays as it was. */
export function withProbes(rights: TokenRights, probes: Probes): TokenRights {
  return {
    ...rights,
    abilities: rights.abilities.map((known) => probedAbility(known, probes)),
  };
}

function probedAbility(known: TokenAbility, probes: Probes): TokenAbility {
  const { ability } = known;
  if (ability === 'private') {
    return probes.isPrivate ? granted(ability) : known;
  }
  const found = probes.found.get(ability) ?? null;
  if (found === null) {
    return known;
  }
  return found
    ? granted(ability)
    : missing(ability, `"${PERMISSION[ability]}" is missing for ${probes.repository}.`);
}
