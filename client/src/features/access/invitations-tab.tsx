import type { Invitation, MembersOverview } from '@bellwether/shared/access/members.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { formatInstant } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Widget } from '../../ui/widget.tsx';
import { FormError } from './form-error.tsx';
import styles from './members.module.css';
import { describeInvitation, nameInvited } from './members.prepare.ts';
import { RoleChips } from './role-chips.tsx';
import { refreshMembers } from './use-members.ts';

type InvitationsTabProps = { overview: MembersOverview; onInvite: () => void };

/** Who was invited, and what became of it. */
export function InvitationsTab({ overview, onInvite }: InvitationsTabProps) {
  const now = new Date(useNow(60_000)).toISOString();
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({ onSettled: () => refreshMembers() }),
  );
  const { invitations } = overview;
  const open = invitations.filter(({ state }) => state === 'open').length;
  if (invitations.length === 0) {
    return (
      <EmptyState
        title="Nobody is invited"
        height={240}
        action={<Button onClick={onInvite}>Invite somebody</Button>}
      >
        <p>An invitation is a link that lets one person in, with the roles that you choose.</p>
      </EmptyState>
    );
  }
  return (
    <Widget
      title={formatCountOf(open, 'open invitation')}
      subtitle="Each is good for 7 days and once. Those that ended stay in the list for a while."
      actions={
        <Button size="xs" onClick={onInvite}>
          Invite
        </Button>
      }
    >
      <FormError error={revoke.isError ? readAppError(revoke.error) : null} fields={[]} />
      <table className={styles.table}>
        <caption className="visually-hidden">Invitations</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Roles</th>
            <th scope="col">Invited by</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="visually-hidden">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <InvitationRow
              key={invitation.invitationId}
              invitation={invitation}
              now={now}
              isPending={revoke.variables?.invitationId === invitation.invitationId}
              onRevoke={() => revoke.mutate({ invitationId: invitation.invitationId })}
            />
          ))}
        </tbody>
      </table>
    </Widget>
  );
}

type InvitationRowProps = {
  invitation: Invitation;
  now: string;
  isPending: boolean;
  onRevoke: () => void;
};

function InvitationRow({ invitation, now, isPending, onRevoke }: InvitationRowProps) {
  const { name, email, personName, invitedBy, createdAt, state } = invitation;
  const whom = nameInvited(invitation);
  return (
    <tr className={state === 'open' ? undefined : styles.off}>
      <th scope="row">
        <span className={styles.name} dir="auto">
          {whom}
        </span>
        {name === null || email === null ? null : <span className={styles.hint}>{email}</span>}
        {personName === null ? null : <span className={styles.hint}>On GitHub: {personName}</span>}
      </th>
      <td data-label="Roles">
        <RoleChips grants={invitation.grants} />
      </td>
      <td data-label="Invited by">
        {invitedBy ?? 'Somebody who is gone'}
        <span className={styles.hint}>{formatInstant(createdAt, { now })}</span>
      </td>
      <td data-label="State">{describeInvitation(invitation, now)}</td>
      <td className={styles.end}>
        {state === 'open' ? (
          <Button
            size="xs"
            variant="default"
            loading={isPending}
            aria-label={`Revoke the invitation for ${whom}`}
            onClick={onRevoke}
          >
            Revoke
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
