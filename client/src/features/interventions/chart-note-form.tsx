import type {
  ChartNotes,
  ChartNoteText,
} from '@bellwether/shared/interventions/interventions.schema';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { OneChoice } from '../../ui/one-choice.tsx';
import { Failure } from './failure.tsx';
import styles from './interventions.module.css';

type ChartNoteFormProps = {
  start: ChartNoteText;
  choices: Pick<ChartNotes, 'mayWriteForEverybody' | 'teams'>;
  submitLabel: string;
  isPending: boolean;
  error: unknown;
  onSubmit: (note: ChartNoteText) => void;
  onCancel: () => void;
};

/** A day, a few words, and for whom. */
export function ChartNoteForm(props: ChartNoteFormProps) {
  const [draft, setDraft] = useState(props.start);
  const change = (part: Partial<ChartNoteText>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit(draft);
  };
  const { mayWriteForEverybody, teams } = props.choices;
  return (
    <form className={styles.noteForm} onSubmit={submit} noValidate>
      <TextInput
        type="date"
        label="Day"
        size="xs"
        value={draft.noteOn}
        onChange={({ currentTarget: { value } }) => change({ noteOn: value })}
      />
      <TextInput
        label="Note"
        size="xs"
        className={styles.grow}
        placeholder="Release freeze"
        maxLength={200}
        value={draft.text}
        dir="auto"
        onChange={({ currentTarget: { value } }) => change({ text: value })}
      />
      <OneChoice
        name="For"
        value={draft.teamId ?? ''}
        options={[
          ...(mayWriteForEverybody || draft.teamId === null
            ? [{ value: '', label: 'Everybody' }]
            : []),
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(teamId) => change({ teamId: teamId === '' ? null : teamId })}
      />
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="xs"
          disabled={draft.text.trim() === '' || draft.noteOn === ''}
          loading={props.isPending}
        >
          {props.submitLabel}
        </Button>
        <Button size="xs" variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
      <Failure error={props.error} />
    </form>
  );
}
