import type { LinkDescription } from '@bellwether/shared/access/one-time-links.schema';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { formatInstant } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { errorAt, FormError } from './form-error.tsx';
import { LinkGone } from './link-gone.tsx';
import { NewPassword } from './new-password.tsx';
import { useGoIn } from './use-go-in.ts';
import { useLink } from './use-link.ts';

/** By an invitation's link: who one is, and a password. */
export function JoinPage() {
  const { token, link, isPending, error } = useLink('invitation');
  if (link === undefined) {
    return <LinkGone title="Join Bellwether" isPending={isPending} error={error} />;
  }
  const by = link.invitedBy === null ? 'You are invited' : `${link.invitedBy} invites you`;
  return (
    <Door
      title="Join Bellwether"
      lead={`${by} to see where the team’s time goes. The link is good until ${formatInstant(link.expiresAt)}.`}
    >
      <JoinForm token={token} link={link} />
    </Door>
  );
}

function JoinForm({ token, link }: { token: string; link: LinkDescription }) {
  const [name, setName] = useState(link.name ?? '');
  const [email, setEmail] = useState(link.email ?? '');
  const [password, setPassword] = useState('');
  const goIn = useGoIn();
  const accept = useMutation(trpc.access.acceptInvitation.mutationOptions({ onSuccess: goIn }));
  const error = accept.isError ? readAppError(accept.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    const chosen = link.email === null ? { email: email.trim() } : {};
    accept.mutate({ token, name, password, ...chosen });
  }
  return (
    <form className={`${styles.card} ${styles.form}`} onSubmit={submit} noValidate>
      <TextInput
        label="Your name"
        autoComplete="name"
        value={name}
        error={errorAt(error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        description={link.email === null ? undefined : 'The invitation is for this address.'}
        readOnly={link.email !== null}
        value={email}
        error={errorAt(error, 'email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NewPassword
        value={password}
        owner={{ name, email }}
        error={errorAt(error, 'password')}
        onChange={setPassword}
      />
      <FormError error={error} fields={['name', 'email', 'password']} />
      <div>
        <Button type="submit" loading={accept.isPending}>
          Join
        </Button>
      </div>
    </form>
  );
}
