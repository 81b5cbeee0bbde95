import type { TeamRemoval } from '@bellwether/shared/people/teams.schema';
import { formatCountOf } from '../../format/number.ts';

/** What goes with a team beside its own: a line for each user who loses a role, and for each way to one. */
export function describeTeamRemoval({ roles, joining, invitations }: TeamRemoval): string[] {
  const losses = roles.map(({ name, role, isOnlyRole }) =>
    isOnlyRole
      ? `${name} is no longer ${role}, and has no other role: they will see nothing.`
      : `${name} is no longer ${role}.`,
  );
  const rules = joining.map((value) => `Nobody joins by ${value} any more.`);
  return invitations === 0
    ? [...losses, ...rules]
    : [
        ...losses,
        ...rules,
        `${formatCountOf(invitations, 'open invitation')} ${invitations === 1 ? 'gives' : 'give'} one role less.`,
      ];
}
