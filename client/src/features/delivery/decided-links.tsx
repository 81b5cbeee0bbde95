import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import { Button } from '@mantine/core';
import { formatInstant } from '../../format/date.ts';
import styles from './delivery.module.css';
import { keyOf } from './inbox.prepare.ts';
import { LinkWords } from './link-words.tsx';
import type { Decisions } from './use-decisions.ts';

type DecidedLinksProps = {
  links: readonly AttributionLink[];
  decisions: Decisions;
  /** What the list is called. */
  label?: string;
};

/** What people said, with who and when; each can be taken back. */
export function DecidedLinks({ links, decisions, label = 'Decided links' }: DecidedLinksProps) {
  return (
    <ul className={styles.inbox} aria-label={label}>
      {links.map((link) => (
        <li key={keyOf(link)} className={styles.card}>
          <LinkWords link={link} />
          <div className={styles.buttons}>
            <span>
              <strong>{link.state === 'confirmed' ? 'Confirmed' : 'Refuted'}</strong>
              {link.decision === null
                ? ''
                : ` by ${link.decision.by}, ${formatInstant(link.decision.at)}`}
              {link.decision?.note ? `: ${link.decision.note}` : ''}
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={decisions.isBusy}
              onClick={() => decisions.takeBack(link)}
            >
              Take it back
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
