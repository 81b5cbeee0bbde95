import type { Member, MembersOverview } from '@bellwether/shared/access/members.schema';
import type { AppContext } from '../../app-context.ts';
import { readInvitations } from './invitations.service.ts';
import { readJoinRules } from './join-rules.service.ts';
import { tidyGrants } from './members.rules.ts';
import {
  loadMembers,
  loadOwnersOfAddresses,
  loadPersonChoices,
  loadTeamChoices,
  type StoredMember,
  type StoredPersonChoice,
} from './members.store.ts';
import { suggestPerson } from './suggest-person.rules.ts';

const SIGN_IN_METHODS = ['password', 'github', 'oidc'] as const;

/** Who may enter and as what, who is invited, and who may join. */
export async function readMembers(
  { db, clock, access }: Pick<AppContext, 'db' | 'clock' | 'access'>,
  askingUserId: string | null,
): Promise<MembersOverview> {
  const now = clock();
  const stored = await loadMembers(db.pool, now);
  const people = await loadPersonChoices(db.pool);
  const loose = stored.filter(({ personId }) => personId === null).map(({ email }) => email);
  const owners = await loadOwnersOfAddresses(db.pool, loose);
  const free = people
    .filter(({ linkedUserId }) => linkedUserId === null)
    .map((person) => ({
      ...person,
      emails: owners.flatMap((one) => (one.personId === person.personId ? [one.email] : [])),
    }));
  return {
    members: stored.map((member) => ({
      ...toMember(member, people, askingUserId),
      suggestion: member.personId === null ? suggestPerson(member, free) : null,
    })),
    invitations: await readInvitations(db.pool, now),
    joinRules: await readJoinRules(db.pool),
    teams: await loadTeamChoices(db.pool),
    people,
    canMail: (await access.settings()).smtp !== null,
  };
}

function toMember(
  { personId, ...member }: StoredMember,
  people: readonly StoredPersonChoice[],
  askingUserId: string | null,
): Omit<Member, 'suggestion'> {
  const person = people.find((one) => one.personId === personId);
  return {
    ...member,
    isYou: member.userId === askingUserId,
    deactivatedAt: member.deactivatedAt?.toISOString() ?? null,
    lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
    grants: tidyGrants(member.grants).flatMap(
      ({ role, teamId }) =>
        member.grants.find((one) => one.role === role && one.teamId === teamId) ?? [],
    ),
    signInMethods: SIGN_IN_METHODS.filter((method) => member.signInMethods.includes(method)),
    person:
      person === undefined
        ? null
        : { personId: person.personId, displayName: person.displayName, logins: person.logins },
  };
}
