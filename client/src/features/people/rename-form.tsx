import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import styles from './people.module.css';

type RenameFormProps = { name: string; isPending: boolean; onRename: (name: string) => void };

/** The name of a person or a team, to be changed. */
export function RenameForm({ name, isPending, onRename }: RenameFormProps) {
  const [typed, setTyped] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(typed);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        size="xs"
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={typed.trim() === '' || typed.trim() === name}
        loading={isPending}
      >
        Rename
      </Button>
    </form>
  );
}
