import { Button } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import styles from './profile.module.css';

type NoteFormProps = {
  label: string;
  text: string;
  submitLabel: string;
  isPending: boolean;
  onSubmit: (text: string) => void;
  onCancel?: () => void;
};

/** A few lines of plain text. */
export function NoteForm({ label, text, submitLabel, isPending, ...on }: NoteFormProps) {
  const id = useId();
  const [typed, setTyped] = useState(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    on.onSubmit(typed);
  };
  return (
    <form className={styles.noteForm} onSubmit={submit} noValidate>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.text}
        rows={4}
        maxLength={20_000}
        value={typed}
        dir="auto"
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button
          type="submit"
          size="xs"
          disabled={typed.trim() === '' || typed === text}
          loading={isPending}
        >
          {submitLabel}
        </Button>
        {on.onCancel === undefined ? null : (
          <Button size="xs" variant="default" onClick={on.onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
