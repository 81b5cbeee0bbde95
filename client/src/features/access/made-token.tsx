import type { CreatedToken } from '@bellwether/shared/access/tokens.schema';
import { Button, CopyButton, TextInput } from '@mantine/core';
import { Notice } from '../../ui/notice.tsx';
import styles from './tokens.module.css';
import { exampleCall } from './tokens.prepare.ts';

/** The token itself, and how a program sends it. */
export function MadeToken({ made, onKept }: { made: CreatedToken; onKept: () => void }) {
  const { secret, token } = made;
  return (
    <div className={styles.form}>
      <Notice tone="warn">
        Copy it now and put it where the program keeps its secrets: it will not be shown again.
      </Notice>
      <div className={styles.copy}>
        <TextInput
          label={`Token for ${token.name}`}
          readOnly
          autoComplete="off"
          spellCheck={false}
          value={secret}
          classNames={{ input: styles.secret ?? '' }}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button aria-label={copied ? 'Copied' : 'Copy the token'} onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <div>
        <p className={styles.label}>To try it, with the token in BELLWETHER_TOKEN</p>
        <pre className={styles.example}>
          <code>{exampleCall(window.location.origin, token.scopes)}</code>
        </pre>
      </div>
      <div className={styles.actions}>
        <Button variant="default" onClick={onKept}>
          I have kept it
        </Button>
      </div>
    </div>
  );
}
