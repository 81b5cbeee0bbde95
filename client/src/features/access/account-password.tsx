import type { Me } from '@bellwether/shared/access/access.schema';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { queryClient } from '../../lib/query-client.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './account.module.css';
import { errorAt, FormError } from './form-error.tsx';
import { NewPassword } from './new-password.tsx';

/** Another password; only for those who have one. */
export function AccountPassword({ me }: { me: Me }) {
  const methods = useQuery(trpc.access.methods.queryOptions()).data?.methods ?? [];
  if (!methods.some(({ method }) => method === 'password')) {
    return null;
  }
  return (
    <Widget title="Password" subtitle="Changing it signs out every other browser.">
      <PasswordForm me={me} />
    </Widget>
  );
}

function PasswordForm({ me }: { me: Me }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation(
    trpc.access.changePassword.mutationOptions({
      onSuccess: async () => {
        setCurrent('');
        setNext('');
        await queryClient.invalidateQueries({ queryKey: trpc.access.sessions.queryKey() });
      },
    }),
  );
  const error = change.isError ? readAppError(change.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ current, next });
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      <PasswordInput
        label="Present password"
        autoComplete="current-password"
        value={current}
        error={errorAt(error, 'current')}
        aria-invalid={error?.field === 'current' ? true : undefined}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the present password' }}
      />
      <NewPassword
        label="New password"
        value={next}
        owner={me}
        error={errorAt(error, 'next') ?? errorAt(error, 'password')}
        onChange={setNext}
      />
      <FormError error={error} fields={['current', 'next', 'password']} />
      {change.isSuccess && next === '' ? (
        <Notice tone="info">Changed. Every other browser is signed out.</Notice>
      ) : null}
      <div>
        <Button
          type="submit"
          variant="default"
          disabled={current === '' || next === ''}
          loading={change.isPending}
        >
          Change the password
        </Button>
      </div>
    </form>
  );
}
