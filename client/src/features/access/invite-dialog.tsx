import type { Grant } from '@bellwether/shared/access/access.rules';
import type { MembersOverview } from '@bellwether/shared/access/members.schema';
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { useReturnFocus } from '../../lib/use-return-focus.ts';
import { errorAt, FormError } from './form-error.tsx';
import { MadeLink } from './made-link.tsx';
import styles from './members.module.css';
import { freePeople } from './members.prepare.ts';
import { PersonSelect } from './person-select.tsx';
import { RolesEditor } from './roles-editor.tsx';
import { refreshMembers } from './use-members.ts';

type InviteDialogProps = { overview: MembersOverview; onClose: () => void };

/** Makes a link by which one person joins; it is shown once. */
export function InviteDialog({ overview, onClose }: InviteDialogProps) {
  useReturnFocus();
  const invite = useMutation(
    trpc.members.invite.mutationOptions({ onSuccess: () => refreshMembers() }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={invite.data === undefined ? 'Invite somebody' : 'The invitation is made'}
      size="lg"
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {invite.data === undefined ? (
        <InviteForm
          overview={overview}
          isPending={invite.isPending}
          error={invite.isError ? readAppError(invite.error) : null}
          onInvite={invite.mutate}
        />
      ) : (
        <div className={styles.stackSmall}>
          <MadeLink link={invite.data} label="Invitation" />
          <div className={styles.actions}>
            <Button variant="default" onClick={onClose}>
              Done
            </Button>
            <Button variant="default" onClick={() => invite.reset()}>
              Invite another
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}

type InviteFormProps = {
  overview: MembersOverview;
  isPending: boolean;
  error: ReturnType<typeof readAppError> | null;
  onInvite: (input: {
    name: string | null;
    email: string | null;
    grants: Grant[];
    personId: string | null;
    mail: boolean;
  }) => void;
};

function InviteForm({ overview, isPending, error, onInvite }: InviteFormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [personId, setPersonId] = useState<string | null>(null);
  const [wantsMail, setWantsMail] = useState(true);
  const [grants, setGrants] = useState<Grant[]>([{ role: 'engineer', teamId: null }]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whom = { name: name.trim() || null, email: email.trim() || null, personId };
    onInvite({ ...whom, grants, mail: wantsMail && canMail });
  };
  const people = freePeople(overview.people, null);
  const canMail = overview.canMail && email.trim() !== '';
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.pair}>
        <TextInput
          label="Name (optional)"
          autoComplete="off"
          maxLength={100}
          value={name}
          error={errorAt(error, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail address (optional)"
          type="email"
          autoComplete="off"
          value={email}
          error={errorAt(error, 'email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <p className={styles.hint}>
        With an address only that address can be joined with; without one, whoever has the link
        chooses theirs.
      </p>
      <div className={styles.field}>
        <span className={styles.label}>Roles</span>
        <RolesEditor grants={grants} teams={overview.teams} onChange={setGrants} />
      </div>
      {people.length === 0 ? null : (
        <PersonSelect
          label="Who they are on GitHub (optional)"
          noneLabel="Not said"
          people={people}
          value={personId}
          onChange={setPersonId}
        />
      )}
      {overview.canMail ? (
        <Checkbox
          label="Mail the link to the address, too"
          disabled={!canMail}
          checked={wantsMail && canMail}
          onChange={(event) => setWantsMail(event.currentTarget.checked)}
        />
      ) : null}
      <FormError error={error} fields={['name', 'email']} />
      <div className={styles.actions}>
        <Button type="submit" loading={isPending}>
          Make the invitation
        </Button>
        <span className={styles.hint}>Good for 7 days, and once.</span>
      </div>
    </form>
  );
}
