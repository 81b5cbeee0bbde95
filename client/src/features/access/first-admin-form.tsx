import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpcClient } from '../../lib/trpc.ts';
import styles from './door.module.css';
import { errorAt, FormError } from './form-error.tsx';
import { NewPassword } from './new-password.tsx';
import { postAuth, stepSchema } from './post-auth.ts';
import { useGoIn } from './use-go-in.ts';

const nobody = { code: '', name: '', email: '', password: '' };

/** Makes the first admin with the code that only whoever started the server has seen. */
export function FirstAdminForm() {
  // The address that the server printed holds it in its fragment, which browsers send to nobody.
  const code = useLocation({ select: ({ hash }) => /^code=([\w-]{1,40})$/.exec(hash)?.[1] ?? '' });
  const [admin, setAdmin] = useState({ ...nobody, code });
  const goIn = useGoIn('/welcome');
  const create = useMutation({
    mutationFn: async () => {
      const email = admin.email.trim();
      await trpcClient.access.createFirstAdmin.mutate({ ...admin, email });
      // Whoever cannot be signed in at once is led to the form.
      await postAuth('sign-in/email', { email, password: admin.password }, stepSchema).catch(
        () => undefined,
      );
    },
    onSuccess: goIn,
  });
  const error = create.isError ? readAppError(create.error) : null;
  const set = (field: keyof typeof nobody) => (value: string) =>
    setAdmin((former) => ({ ...former, [field]: value }));
  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate();
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="Set-up code"
        description="The server printed it where it was started, so that nobody else on the network can be first."
        placeholder="XXXX-XXXX-XXXX-XXXX"
        autoComplete="off"
        spellCheck={false}
        value={admin.code}
        error={errorAt(error, 'code')}
        onChange={(event) => set('code')(event.currentTarget.value)}
      />
      <TextInput
        label="Your name"
        autoComplete="name"
        value={admin.name}
        error={errorAt(error, 'name')}
        onChange={(event) => set('name')(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        value={admin.email}
        error={errorAt(error, 'email')}
        onChange={(event) => set('email')(event.currentTarget.value)}
      />
      <NewPassword
        value={admin.password}
        owner={admin}
        error={errorAt(error, 'password')}
        onChange={set('password')}
      />
      <FormError error={error} fields={['code', 'name', 'email', 'password']} />
      <div>
        <Button type="submit" loading={create.isPending}>
          Become the admin
        </Button>
      </div>
    </form>
  );
}
