import type { Role } from './capabilities.ts';

/** A role over a team as people know it; `teamName` null: over everything. */
export type NamedGrant = { role: Role; teamName: string | null };

/** A role by itself: `Lead`. */
export const roleNames = {
  admin: 'Admin',
  lead: 'Lead',
  engineer: 'Engineer',
  manager: 'Manager',
} as const satisfies Record<Role, string>;

/** What a role is for, in one sentence. */
export const roleSentences = {
  admin: 'Sets Bellwether up, gives roles, and sees everything but private notes.',
  lead: 'Sees the pull requests, the people and the numbers of their teams.',
  engineer: 'Sees their own numbers one by one, and their teams’ totals.',
  manager: 'Sees trends, deployments and incidents of their teams, and nobody’s own numbers.',
} as const satisfies Record<Role, string>;

/** `Admin`, `Lead of Payments`, `Manager of everything`, `Engineer in every team`. */
export function describeGrant({ role, teamName }: NamedGrant): string {
  if (role === 'admin') {
    return roleNames.admin;
  }
  if (role === 'engineer') {
    return `${roleNames.engineer} in ${teamName ?? 'every team'}`;
  }
  return `${roleNames[role]} of ${teamName ?? 'everything'}`;
}

/** All of them in one line; `No role` where there is none. */
export function describeGrants(grants: readonly NamedGrant[]): string {
  return grants.length === 0 ? 'No role' : grants.map(describeGrant).join(', ');
}
