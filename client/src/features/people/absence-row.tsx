import { absenceWords } from '@bellwether/shared/people/absences.rules';
import type { Absence, Profile } from '@bellwether/shared/people/profile.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { AbsenceForm } from './absence-form.tsx';
import { Failure } from './failure.tsx';
import styles from './profile.module.css';
import { absenceDays } from './times.prepare.ts';
import { refreshPeople } from './use-people.ts';

type AbsenceRowProps = { absence: Absence; profile: Profile };

/** One absence; who may write it can change it, or take it away. */
export function AbsenceRow({ absence, profile }: AbsenceRowProps) {
  const [isOpen, setOpen] = useState(false);
  const change = useMutation(
    trpc.people.absences.change.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: refreshPeople,
    }),
  );
  const remove = useMutation(
    trpc.people.absences.remove.mutationOptions({ onSettled: refreshPeople }),
  );
  const { id: absenceId, ...was } = absence;
  const days = absenceDays(absence, profile.today);
  const kind = absence.kind === 'away' ? null : absence.kind;
  return (
    <li className={styles.row}>
      <p className={styles.words}>
        <strong>{absenceWords[absence.kind]}</strong> {days}
      </p>
      {profile.mayWrite && kind !== null && !isOpen ? (
        <div className={styles.buttons}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Change: ${days}`}
            onClick={() => setOpen(true)}
          >
            Change
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Remove: ${days}`}
            loading={remove.isPending}
            onClick={() => remove.mutate({ absenceId })}
          >
            Remove
          </Button>
        </div>
      ) : null}
      {isOpen && kind !== null ? (
        <AbsenceForm
          start={{ fromOn: absence.fromOn, toOn: absence.toOn, kind }}
          submitLabel="Save"
          isPending={change.isPending}
          onSubmit={(draft) => change.mutate({ absenceId, was, ...draft })}
          onCancel={() => {
            change.reset();
            setOpen(false);
          }}
        />
      ) : null}
      <Failure errors={[change.error, remove.error]} />
    </li>
  );
}
