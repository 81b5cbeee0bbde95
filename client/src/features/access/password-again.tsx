import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ReadableError } from '../../lib/app-error.ts';
import styles from './account.module.css';
import { errorAt, FormError } from './form-error.tsx';

type PasswordAgainProps = {
  /** What the button does. */
  action: string;
  isPending: boolean;
  error: ReadableError | null;
  onConfirm: (password: string) => void;
  onLeave: () => void;
};

/** Asks for the password again before something that whoever finds the browser open must not do. */
export function PasswordAgain({
  action,
  isPending,
  error,
  onConfirm,
  onLeave,
}: PasswordAgainProps) {
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    onConfirm(password);
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <PasswordInput
        ref={field}
        label="Your password, again"
        autoComplete="current-password"
        value={password}
        error={errorAt(error, 'password')}
        aria-invalid={error?.field === 'password' ? true : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show your password' }}
      />
      <FormError error={error} fields={['password']} />
      <div className={styles.row}>
        <Button type="submit" disabled={password === ''} loading={isPending}>
          {action}
        </Button>
        <Button variant="default" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
