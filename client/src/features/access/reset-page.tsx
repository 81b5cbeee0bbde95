import type { LinkDescription } from '@bellwether/shared/access/one-time-links.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { errorAt, FormError } from './form-error.tsx';
import { LinkGone } from './link-gone.tsx';
import { NewPassword } from './new-password.tsx';
import { useLink } from './use-link.ts';

/** By a link from an admin or a mail: another password. */
export function ResetPage() {
  const { token, link, isPending, error } = useLink('password-reset');
  const [isDone, setDone] = useState(false);
  if (isDone) {
    return (
      <Door
        title="Your password is changed"
        lead="Every browser that was signed in with the former one is signed out."
      >
        <div>
          <ButtonLink to="/sign-in">Sign in with it</ButtonLink>
        </div>
      </Door>
    );
  }
  if (link === undefined) {
    return <LinkGone title="A new password" isPending={isPending} error={error} />;
  }
  return (
    <Door title="A new password" lead={link.email === null ? undefined : `For ${link.email}.`}>
      <ResetForm token={token} link={link} onDone={() => setDone(true)} />
    </Door>
  );
}

type ResetFormProps = { token: string; link: LinkDescription; onDone: () => void };

function ResetForm({ token, link, onDone }: ResetFormProps) {
  const [password, setPassword] = useState('');
  const reset = useMutation(trpc.access.resetPassword.mutationOptions({ onSuccess: onDone }));
  const error = reset.isError ? readAppError(reset.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    reset.mutate({ token, password });
  }
  return (
    <form className={`${styles.card} ${styles.form}`} onSubmit={submit} noValidate>
      <input type="hidden" autoComplete="username" value={link.email ?? ''} readOnly />
      <NewPassword
        label="New password"
        value={password}
        owner={link}
        error={errorAt(error, 'password')}
        onChange={setPassword}
      />
      <FormError error={error} fields={['password']} />
      <div>
        <Button type="submit" loading={reset.isPending}>
          Change it
        </Button>
      </div>
    </form>
  );
}
