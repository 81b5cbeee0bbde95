import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { errorAt, FormError } from './form-error.tsx';

/** The ways to a new password: by mail where mail is sent, else by a link from an admin. */
export function ForgottenPassword({ onBack }: { onBack: () => void }) {
  const canMail = useQuery(trpc.access.entrance.queryOptions()).data?.canMail === true;
  return (
    <Door
      title="A new password"
      lead={
        canMail
          ? 'A link to choose a new one is sent to your address. An admin of Bellwether can give you one, too.'
          : 'Ask an admin of Bellwether: on the page Access they make a link with which you choose a new one.'
      }
    >
      {canMail ? <MailForm /> : null}
      <div>
        <button type="button" className={styles.plain} onClick={onBack}>
          Back to signing in
        </button>
      </div>
    </Door>
  );
}

function MailForm() {
  const [email, setEmail] = useState('');
  const request = useMutation(trpc.access.requestPasswordReset.mutationOptions());
  const error = request.isError ? readAppError(request.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    request.mutate({ email: email.trim() });
  }
  if (request.isSuccess) {
    return (
      <Notice tone="info">
        If somebody signs in here with {email.trim()}, a link is on its way to them.
      </Notice>
    );
  }
  return (
    <form className={`${styles.card} ${styles.form}`} onSubmit={submit} noValidate>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        error={errorAt(error, 'email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <FormError error={error} fields={['email']} />
      <div>
        <Button type="submit" loading={request.isPending}>
          Send the link
        </Button>
      </div>
    </form>
  );
}
