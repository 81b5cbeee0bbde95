import type { Member } from '@bellwether/shared/access/members.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { errorAt, FormError } from './form-error.tsx';
import styles from './members.module.css';
import { useDraft } from './use-draft.ts';
import { refreshMembers } from './use-members.ts';

type Words = { name: string; email: string };

const same = (a: Words, b: Words) =>
  a.name.trim() === b.name.trim() && a.email.trim().toLowerCase() === b.email.trim().toLowerCase();

/** What somebody is called here, and the address that they sign in with. */
export function MemberName({ member }: { member: Member }) {
  const { name, email, accessVersion, userId } = member;
  const stored = useMemo(
    () => ({ version: accessVersion, value: { name, email } }),
    [accessVersion, name, email],
  );
  const { draft, setDraft, isChanged, version, takeStored } = useDraft<Words>(stored, same);
  const save = useMutation(
    trpc.members.setNameAndEmail.mutationOptions({ onSettled: () => refreshMembers() }),
  );
  const error = save.isError ? readAppError(save.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ userId, accessVersion: version, ...draft });
  };
  return (
    <form className={styles.stackSmall} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        autoComplete="off"
        maxLength={100}
        value={draft.name}
        error={errorAt(error, 'name')}
        onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
      />
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="off"
        value={draft.email}
        error={errorAt(error, 'email')}
        onChange={({ currentTarget }) => setDraft({ ...draft, email: currentTarget.value })}
      />
      <FormError error={error} fields={['name', 'email']} />
      <div className={styles.actions}>
        <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
          Save
        </Button>
        {isChanged ? (
          <Button
            variant="default"
            onClick={() => {
              save.reset();
              takeStored();
            }}
          >
            Leave it as it was
          </Button>
        ) : null}
      </div>
    </form>
  );
}
