import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import styles from './door.module.css';
import { errorAt, FormError } from './form-error.tsx';
import { postAuth, stepSchema } from './post-auth.ts';

type PasswordFormProps = {
  onIn: () => Promise<void>;
  onSecondFactor: () => void;
  onForgotten: () => void;
};

/** With e-mail address and password. */
export function PasswordForm({ onIn, onSecondFactor, onForgotten }: PasswordFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => postAuth('sign-in/email', { email: email.trim(), password }, stepSchema),
    onSuccess: async ({ next }) => (next === 'in' ? await onIn() : onSecondFactor()),
  });
  const error = enter.isError ? readAppError(enter.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    enter.mutate();
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        error={errorAt(error, 'email')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        value={password}
        error={errorAt(error, 'password')}
        aria-invalid={error?.field === 'password' ? true : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      <FormError error={error} fields={['email', 'password']} />
      <div className={styles.between}>
        <Button type="submit" loading={enter.isPending}>
          Sign in
        </Button>
        <button type="button" className={styles.plain} onClick={onForgotten}>
          Forgotten your password?
        </button>
      </div>
    </form>
  );
}
