import { TextInput } from '@mantine/core';
import type { ReadableError } from '../../lib/app-error.ts';
import styles from './connections.module.css';
import { messageAt } from './connections.prepare.ts';

type EnterpriseAddressProps = {
  value: string;
  error: ReadableError | null;
  onChange: (value: string) => void;
};

/** Where GitHub is, when it is not github.com. */
export function EnterpriseAddress({ value, error, onChange }: EnterpriseAddressProps) {
  return (
    <details className={styles.enterprise} open={error?.field === 'apiUrl' ? true : undefined}>
      <summary>GitHub Enterprise</summary>
      <TextInput
        label="Address of its API"
        placeholder="https://github.example.com/api/v3"
        type="url"
        inputMode="url"
        value={value}
        error={messageAt(error, 'apiUrl')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </details>
  );
}
