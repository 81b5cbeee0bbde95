import { PasswordInput } from '@mantine/core';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import styles from './door.module.css';
import { prepareStrength, type Strength } from './password-strength.prepare.ts';

type Rate = typeof import('@bellwether/shared/access/password.rules').ratePassword;

type NewPasswordProps = {
  label?: string;
  value: string;
  /** Whose it is to be: what it must not be made of. */
  owner: { name: string | null; email: string | null };
  error: string | undefined;
  onChange: (password: string) => void;
};

/** A password to be chosen, with how long it would withstand somebody who guesses. */
export function NewPassword({ label = 'Password', ...props }: NewPasswordProps) {
  const { value, owner, error, onChange } = props;
  const meterId = useId();
  const strength = useStrength(value, owner);
  return (
    <div>
      <PasswordInput
        label={label}
        autoComplete="new-password"
        spellCheck={false}
        value={value}
        error={error}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? meterId : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        styles={{ root: { marginBottom: 8 } }}
      />
      <Meter id={meterId} strength={strength} />
    </div>
  );
}

/** The estimator is large: it is fetched when the first letter is typed. */
function useStrength(value: string, owner: NewPasswordProps['owner']): Strength {
  const [rate, setRate] = useState<{ of: Rate } | null>(null);
  const password = useDeferredValue(value);
  const isWanted = value !== '';
  useEffect(() => {
    if (isWanted) {
      import('@bellwether/shared/access/password.rules').then(
        ({ ratePassword }) => setRate({ of: ratePassword }),
        () => undefined,
      );
    }
  }, [isWanted]);
  return prepareStrength(
    password,
    password === '' || rate === null ? null : rate.of(password, owner),
  );
}

const PARTS = [1, 2, 3, 4];

function Meter({ id, strength }: { id: string; strength: Strength }) {
  return (
    <div className={styles.meter}>
      <div className={styles.bars} aria-hidden="true">
        {PARTS.map((part) => (
          <span
            key={part}
            className={
              part <= strength.parts ? `${styles.bar} ${styles[strength.tone]}` : styles.bar
            }
          />
        ))}
      </div>
      <span id={id} className={styles.hint} aria-live="polite">
        {strength.words}
      </span>
    </div>
  );
}
