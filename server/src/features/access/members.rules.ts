import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Role } from '@bellwether/shared/access/capabilities';
import { describeGrants, type NamedGrant } from '@bellwether/shared/access/grant-words';
import { AppError } from '@bellwether/shared/errors/app-error';

const ROLE_ORDER: readonly Role[] = ['admin', 'lead', 'manager', 'engineer'];

/** The same grants, each once, the widest role first and what is over everything before what is over a team. */
export function tidyGrants(grants: readonly Grant[]): Grant[] {
  const seen = new Map(grants.map((grant) => [`${grant.role} ${grant.teamId ?? ''}`, grant]));
  return [...seen.values()].sort(compareGrants);
}

function compareGrants(a: Grant, b: Grant): number {
  return (
    ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role) ||
    Number(a.teamId !== null) - Number(b.teamId !== null)
  );
}

/** What is taken away and what is added to come from one to the other. */
export function planGrants(
  before: readonly Grant[],
  after: readonly Grant[],
): { removed: Grant[]; added: Grant[] } {
  const isIn = (all: readonly Grant[], { role, teamId }: Grant) =>
    all.some((grant) => grant.role === role && grant.teamId === teamId);
  return {
    removed: before.filter((grant) => !isIn(after, grant)),
    added: tidyGrants(after).filter((grant) => !isIn(before, grant)),
  };
}

export function isAdmin(grants: readonly Grant[]): boolean {
  return grants.some(({ role }) => role === 'admin');
}

/**
 * Somebody must stay who can give roles.
 * @param adminIds Admins who may enter, as it is now
 * @throws AppError `conflict` when nobody but this user is one
 */
export function requireAnotherAdmin(adminIds: readonly string[], userId: string): void {
  if (adminIds.includes(userId) && adminIds.every((id) => id === userId)) {
    throw new AppError('conflict', 'This is the last admin: nobody could give roles any more.', {
      field: 'grants',
      remedy: 'Make somebody else an admin first.',
    });
  }
}

/** @throws AppError `conflict` that says how it is now, when what was looked at is no longer so */
export function requireFresh(
  stored: { accessVersion: number; name: string; isDeactivated: boolean },
  grants: readonly NamedGrant[],
  accessVersion: number,
): void {
  if (stored.accessVersion !== accessVersion) {
    const state = stored.isDeactivated ? ', deactivated' : '';
    throw new AppError(
      'conflict',
      `Somebody changed ${stored.name} meanwhile. Now: ${describeGrants(grants)}${state}.`,
      { remedy: 'Look at what it is now, then change it again.' },
    );
  }
}
