import { Button, PasswordInput, Textarea } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { formatSecretStatus, type SecretStatus } from '../format/secret.ts';
import styles from './secret-field.module.css';

type SecretFieldProps = {
  label: string;
  description?: string;
  /** What is known of the one that is set; null: none is. */
  status: SecretStatus | null;
  /** Of several lines, as a private key is. */
  isLong?: boolean;
  /** What is being written. Null: the one that is set stays. */
  value: string | null;
  error?: string | undefined;
  onChange: (value: string | null) => void;
};

/** A secret can be set and replaced, and is never shown: of the one that is set it says when, by whom, and how it ends. */
export function SecretField(props: SecretFieldProps) {
  const { label, status, value, onChange } = props;
  const id = useId();
  if (status !== null && value === null) {
    return (
      <div>
        <p className={styles.label} id={id}>
          {label}
        </p>
        <div className={styles.row}>
          <span>{formatSecretStatus(status, new Date().toISOString())}</span>
          <Button
            size="compact-xs"
            variant="default"
            aria-describedby={id}
            onClick={() => onChange('')}
          >
            Replace
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.row}>
      <Input {...props} />
      {status === null ? null : (
        <Button size="xs" variant="default" onClick={() => onChange(null)}>
          Keep the old one
        </Button>
      )}
    </div>
  );
}

function Input({ label, description, status, isLong, value, error, onChange }: SecretFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isReplacing = status !== null;
  useEffect(() => {
    if (isReplacing) {
      field.current?.focus();
    }
  }, [isReplacing]);
  const shared = {
    ref: field,
    className: styles.input ?? '',
    label: isReplacing ? `New ${label.toLowerCase()}` : label,
    description,
    autoComplete: 'off',
    spellCheck: false,
    value: value ?? '',
    error,
  };
  return isLong ? (
    <Textarea
      {...shared}
      rows={4}
      classNames={{ input: styles.key ?? '' }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <PasswordInput
      {...shared}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': 'Show what was typed' }}
    />
  );
}
