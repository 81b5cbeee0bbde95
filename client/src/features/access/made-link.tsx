import type { MadeLinkView } from '@bellwether/shared/access/members.schema';
import { Button, CopyButton, TextInput } from '@mantine/core';
import { formatInstant } from '../../format/date.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './members.module.css';

/** A link that works once, to be copied now. */
export function MadeLink({ link, label }: { link: MadeLinkView; label: string }) {
  return (
    <div className={styles.link}>
      <TextInput
        label={label}
        readOnly
        value={link.url}
        className={styles.linkText}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={link.url}>
        {({ copied, copy }) => (
          <Button variant="default" aria-label={copied ? 'Copied' : `Copy ${label}`} onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      <div className={styles.whole}>
        {link.mailedTo === null ? null : <Notice tone="info">Mailed to {link.mailedTo}.</Notice>}
        {link.mailProblem === null ? null : (
          <Notice tone="warn">It could not be mailed: {link.mailProblem}</Notice>
        )}
        <Notice tone="warn">
          Copy it now: it will not be shown again. It works once, until{' '}
          {formatInstant(link.expiresAt)}. Whoever has it can use it, so hand it to nobody else.
        </Notice>
      </div>
    </div>
  );
}
