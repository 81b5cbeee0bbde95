import { Button, CopyButton } from '@mantine/core';
import { Notice } from '../../ui/notice.tsx';
import styles from './account.module.css';

type BackupCodesProps = { codes: readonly string[]; onKept: () => void };

/** Codes for the day on which the phone is gone, shown this once. */
export function BackupCodes({ codes, onKept }: BackupCodesProps) {
  return (
    <div className={styles.stack}>
      <Notice tone="warn">
        Keep these codes where the phone is not: they are shown this once, and each opens the door
        once in place of the app.
      </Notice>
      <ul className={styles.codes} aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.row}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy them'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </div>
  );
}
