import { describeGrant } from '@bellwether/shared/access/grant-words';
import type {
  GrantView,
  Invitation,
  Member,
  PersonChoice,
} from '@bellwether/shared/access/members.schema';
import { formatAgo, formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';

export type MemberState = 'active' | 'deactivated' | 'all';

/** Those in a state whose name, address, role, team or login holds every word that was typed. */
export function findMembers(
  members: readonly Member[],
  typed: string,
  state: MemberState,
): Member[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return members.filter((member) => {
    const isOfState = state === 'all' || (member.deactivatedAt !== null) === (state !== 'active');
    const text = [
      member.name,
      member.email,
      ...member.grants.map(describeGrant),
      member.person?.displayName ?? '',
      ...(member.person?.logins ?? []),
    ]
      .join(' ')
      .toLowerCase();
    return isOfState && words.every((word) => text.includes(word));
  });
}

const methodWords = { password: 'Password', github: 'GitHub', oidc: 'Single sign-on' } as const;

/** `Password, GitHub · second factor`; nobody has none but who was never let in. */
export function describeEntering({
  signInMethods,
  twoFactorEnabled,
}: Pick<Member, 'signInMethods' | 'twoFactorEnabled'>): string {
  const methods = signInMethods.map((method) => methodWords[method]).join(', ');
  const ways = methods === '' ? 'No way in yet' : methods;
  return twoFactorEnabled ? `${ways} · second factor` : ways;
}

/** `4 h 10 min ago`, or that they never were. */
export function describeLastSeen(member: Pick<Member, 'lastSeenAt'>, now: number): string {
  return member.lastSeenAt === null ? 'Never' : formatAgo(member.lastSeenAt, now);
}

/** `Imke Sander (imke-s)` */
export function namePerson({
  displayName,
  logins,
}: Pick<PersonChoice, 'displayName' | 'logins'>): string {
  const others = logins.filter((login) => login !== displayName);
  return others.length === 0 ? displayName : `${displayName} (${others.join(', ')})`;
}

/** Whom one may be linked to: those who nobody is linked to, and who one is. */
export function freePeople(people: readonly PersonChoice[], userId: string | null): PersonChoice[] {
  return people.filter(({ linkedUserId }) => linkedUserId === null || linkedUserId === userId);
}

/** Roles that two have alike, in whatever order. */
export function sameGrants(
  a: readonly Pick<GrantView, 'role' | 'teamId'>[],
  b: readonly Pick<GrantView, 'role' | 'teamId'>[],
): boolean {
  const keys = (grants: typeof a) =>
    [...new Set(grants.map(({ role, teamId }) => `${role} ${teamId}`))].sort().join();
  return keys(a) === keys(b);
}

/** What taking the access away does. */
export function describeDeactivation({
  name,
  sessions,
  tokens,
}: Pick<Member, 'name' | 'sessions' | 'tokens'>): string {
  const ends = [
    sessions === 0 ? null : formatCountOf(sessions, 'browser'),
    tokens === 0 ? null : formatCountOf(tokens, 'API token'),
  ].filter((part) => part !== null);
  const what =
    ends.length === 0
      ? `${name} can no longer sign in.`
      : `${name} is signed out at once and can no longer sign in: ${ends.join(' and ')} ${sessions + tokens === 1 ? 'stops' : 'stop'} working.`;
  return `${what} What they did stays, and so do their roles, for the day they come back.`;
}

/** Whom an invitation is for. */
export function nameInvited({ name, email }: Pick<Invitation, 'name' | 'email'>): string {
  return name ?? email ?? 'Whoever has the link';
}

/** `Open until Tue 3 Mar, 14:05`, or what became of it. */
export function describeInvitation(
  { state, expiresAt }: Pick<Invitation, 'state' | 'expiresAt'>,
  now: string,
): string {
  const at = formatInstant(expiresAt, { now });
  return {
    open: `Open until ${at}`,
    used: 'Used',
    expired: `Expired on ${at}`,
    revoked: 'Revoked',
  }[state];
}
