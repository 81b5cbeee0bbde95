import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import styles from './account.module.css';
import { errorAt, FormError } from './form-error.tsx';
import { PasswordAgain } from './password-again.tsx';

const QrCode = lazy(() => import('./qr-code.tsx').then((m) => ({ default: m.QrCode })));

type SetUpProps = { onDone: (codes: readonly string[]) => Promise<void>; onLeave: () => void };

/** The password, then the app, then a code that shows that both agree. */
export function SecondFactorSetUp({ onDone, onLeave }: SetUpProps) {
  const begin = useMutation(trpc.access.secondFactor.begin.mutationOptions());
  if (begin.data === undefined) {
    return (
      <PasswordAgain
        action="Go on"
        isPending={begin.isPending}
        error={begin.isError ? readAppError(begin.error) : null}
        onConfirm={(password) => begin.mutate({ password })}
        onLeave={onLeave}
      />
    );
  }
  return (
    <div className={styles.qr}>
      <Suspense fallback={<div className={styles.code} />}>
        <QrCode text={begin.data.otpauthUri} />
      </Suspense>
      <div className={styles.stack}>
        <p className={styles.hint}>
          Scan the code with an authenticator app. Where that cannot be done, write this secret into
          it:
        </p>
        <p className={styles.secret}>{begin.data.secret}</p>
        <ConfirmForm onDone={onDone} onLeave={onLeave} />
      </div>
    </div>
  );
}

function ConfirmForm({ onDone, onLeave }: SetUpProps) {
  const [code, setCode] = useState('');
  const confirm = useMutation(
    trpc.access.secondFactor.confirm.mutationOptions({
      onSuccess: ({ backupCodes }) => onDone(backupCodes),
    }),
  );
  const error = confirm.isError ? readAppError(confirm.error) : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    confirm.mutate({ code: code.trim() });
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        label="The six digits that the app shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={errorAt(error, 'code')}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormError error={error} fields={['code']} />
      <div className={styles.row}>
        <Button type="submit" disabled={code.trim() === ''} loading={confirm.isPending}>
          Switch it on
        </Button>
        <Button variant="default" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
