import type { Grant } from '../access/access.rules.ts';
import type { RowScope } from '../access/row-scope.ts';

/** A person as far as it matters who may see them. */
export type ProfileSubject = {
  personId: string;
  /** Their teams, and those above them. */
  teamIds: readonly string[];
};

/** Whether what a capability opens to a caller covers the person. Their own is theirs wherever they stand. */
export function coversPerson(
  scope: RowScope,
  callerPersonId: string | null,
  { personId, teamIds }: ProfileSubject,
): boolean {
  return personId === callerPersonId || coversTeam(scope, teamIds);
}

/** Whether it covers a team, which is given with those above it. */
export function coversTeam({ teamIds: opened }: RowScope, teamIds: readonly string[]): boolean {
  return opened === 'all' || teamIds.some((id) => opened.includes(id));
}

/** Why somebody may see a profile. Null: they may not. */
export type SeesBecause = 'self' | 'admin' | 'lead' | 'grant';

/** Those who are told why somebody is away: the person, admins, and leads of their teams. */
export function seesBecause(
  viewer: { personId: string | null; grants: readonly Grant[] },
  scope: RowScope,
  subject: ProfileSubject,
): SeesBecause | null {
  if (viewer.personId === subject.personId) {
    return 'self';
  }
  if (!coversPerson(scope, viewer.personId, subject)) {
    return null;
  }
  const roles = viewer.grants.flatMap(({ role, teamId }) =>
    teamId === null || subject.teamIds.includes(teamId) ? [role] : [],
  );
  if (roles.includes('admin')) {
    return 'admin';
  }
  return roles.includes('lead') ? 'lead' : 'grant';
}
