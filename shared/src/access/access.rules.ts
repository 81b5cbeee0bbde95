import { type Capability, capabilities, extentOf, mayAnybody, type Role } from './capabilities.ts';
import type { RowScope } from './row-scope.ts';

/** A role over a team with the teams below it; `teamId` null: over everything. */
export type Grant = { role: Role; teamId: string | null };

/** What is needed to decide what somebody may see. */
export type Rights = {
  grants: readonly Grant[];
  /** What a token was limited to; null: no limit beside the grants. */
  scopes: readonly Capability[] | null;
  /** The caller's accounts on GitHub. */
  accountIds: readonly string[];
};

/** What shows people and their work one by one: of these, everybody's own are theirs wherever they stand. */
const ABOUT_PEOPLE: readonly Capability[] = [
  'pull-requests.read',
  'review-load.read',
  'review-requests.write',
  'disputes.own',
  'people.read',
  'profiles.read',
  'profiles.write',
];

/**
 * The rows that a capability opens to a caller. Several grants add up: a lead of one team who is an engineer in another
 * sees the first one's pull requests and their own. Null: the caller may not use the capability. `rights` null: nobody is
 * signed in.
 */
export function scopeOf(rights: Rights | null, capability: Capability): RowScope | null {
  if (rights === null) {
    return mayAnybody(capability) ? { teamIds: [], accountIds: [] } : null;
  }
  if (rights.scopes !== null && !rights.scopes.includes(capability) && !mayAnybody(capability)) {
    return null;
  }
  const extents = rights.grants.flatMap((grant) => {
    const extent = extentOf(grant.role, capability);
    return extent === null ? [] : [{ extent, teamId: grant.teamId }];
  });
  if (extents.length === 0) {
    return mayAnybody(capability) ? { teamIds: [], accountIds: [] } : null;
  }
  const granted = extents.filter(({ extent }) => extent === 'granted');
  const teamIds = granted.flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
  return {
    teamIds: granted.some(({ teamId }) => teamId === null) ? 'all' : [...new Set(teamIds)],
    accountIds: ABOUT_PEOPLE.includes(capability) ? rights.accountIds : [],
  };
}

/** Whether the capability opens nothing to the caller but what is their own. */
export function isOwnAlone(rights: Rights | null, capability: Capability): boolean {
  const teamIds = scopeOf(rights, capability)?.teamIds;
  return teamIds !== undefined && teamIds !== 'all' && teamIds.length === 0;
}

/** All that a caller may use, in the table's order. */
export function capabilitiesOf(rights: Rights | null): Capability[] {
  return capabilities.filter((capability) => scopeOf(rights, capability) !== null);
}
