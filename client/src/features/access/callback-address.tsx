import { Button, CopyButton, TextInput } from '@mantine/core';
import styles from './sign-in-settings.module.css';

/** What to enter at the other side, to be copied. */
export function CallbackAddress({ label, value }: { label: string; value: string }) {
  return (
    <div className={styles.copy}>
      <TextInput
        label={label}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            aria-label={copied ? 'Copied' : `Copy: ${label}`}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
