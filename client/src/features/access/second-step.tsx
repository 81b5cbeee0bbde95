import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { readAppError } from '../../lib/app-error.ts';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { errorAt, FormError } from './form-error.tsx';
import { postAuth, stepSchema } from './post-auth.ts';

const ways = {
  totp: {
    path: 'two-factor/verify-totp',
    label: 'Code',
    lead: 'Your authenticator app shows six digits for Bellwether. They change every half minute.',
    other: 'Use a backup code instead',
  },
  backup: {
    path: 'two-factor/verify-backup-code',
    label: 'Backup code',
    lead: 'Write one of the codes that you kept when the second factor was set up. Each works once.',
    other: 'Use the app instead',
  },
} as const;

type SecondStepProps = { onIn: () => Promise<void>; onBack: () => void };

/** The password was right; now what one has. */
export function SecondStep({ onIn, onBack }: SecondStepProps) {
  const [way, setWay] = useState<keyof typeof ways>('totp');
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { path, label, lead, other } = ways[way];
  const verify = useMutation({
    mutationFn: () => postAuth(path, { code: code.trim() }, stepSchema),
    onSuccess: onIn,
  });
  const error = verify.isError ? readAppError(verify.error) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way begins in its field
  useEffect(() => field.current?.focus(), [way]);
  function submit(event: FormEvent) {
    event.preventDefault();
    verify.mutate();
  }
  return (
    <Door title="One more step" lead={lead}>
      <form className={`${styles.card} ${styles.form}`} onSubmit={submit} noValidate>
        <TextInput
          ref={field}
          label={label}
          inputMode={way === 'totp' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          spellCheck={false}
          value={code}
          error={errorAt(error, 'code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormError error={error} fields={['code']} />
        <div className={styles.between}>
          <Button type="submit" loading={verify.isPending}>
            Sign in
          </Button>
          <button
            type="button"
            className={styles.plain}
            onClick={() => {
              verify.reset();
              setCode('');
              setWay(way === 'totp' ? 'backup' : 'totp');
            }}
          >
            {other}
          </button>
        </div>
      </form>
      <div>
        <button type="button" className={styles.plain} onClick={onBack}>
          Back to the beginning
        </button>
      </div>
    </Door>
  );
}
