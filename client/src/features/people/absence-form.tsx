import { absenceWords } from '@bellwether/shared/people/absences.rules';
import { type AbsenceKind, absenceKinds } from '@bellwether/shared/people/profile.schema';
import { addDays } from '@bellwether/shared/time/calendar-day';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './profile.module.css';

export type AbsenceDraft = { fromOn: string; toOn: string; kind: AbsenceKind };

type AbsenceFormProps = {
  start: AbsenceDraft;
  submitLabel: string;
  isPending: boolean;
  onSubmit: (draft: AbsenceDraft) => void;
  onCancel?: () => void;
};

/** The first day away, the first day back, and why. */
export function AbsenceForm(props: AbsenceFormProps) {
  const [draft, setDraft] = useState(props.start);
  const change = (part: Partial<AbsenceDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit(draft);
  };
  return (
    <form className={styles.absenceForm} onSubmit={submit} noValidate>
      <TextInput
        type="date"
        label="First day away"
        size="xs"
        value={draft.fromOn}
        onChange={({ currentTarget: { value } }) =>
          change({
            fromOn: value,
            ...(value !== '' && value >= draft.toOn ? { toOn: addDays(value, 1) } : {}),
          })
        }
      />
      <TextInput
        type="date"
        label="First day back"
        size="xs"
        value={draft.toOn}
        onChange={({ currentTarget: { value } }) => change({ toOn: value })}
      />
      <Segmented<AbsenceKind>
        name="Why"
        value={draft.kind}
        options={absenceKinds.map((kind) => ({ value: kind, label: absenceWords[kind] }))}
        onChange={(kind) => change({ kind })}
      />
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="xs"
          disabled={draft.fromOn === '' || draft.toOn === ''}
          loading={props.isPending}
        >
          {props.submitLabel}
        </Button>
        {props.onCancel === undefined ? null : (
          <Button size="xs" variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
