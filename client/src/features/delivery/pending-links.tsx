import type { AttributionLink } from '@bellwether/shared/delivery/attribution.schema';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import styles from './delivery.module.css';
import { type InboxKey, keyOf, placeAfter, readKey } from './inbox.prepare.ts';
import { LinkWords } from './link-words.tsx';
import type { Decisions } from './use-decisions.ts';

type PendingLinksProps = { links: readonly AttributionLink[]; decisions: Decisions };

/** Suspected links to be gone through by keyboard or by hand. */
export function PendingLinks({ links, decisions }: PendingLinksProps) {
  const [looked, setLooked] = useState<{ key: string; index: number } | null>(null);
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const index = placeAfter(links.map(keyOf), looked);
  const current = links[index];
  const cards = useRef<HTMLUListElement>(null);
  const noteOf = (link: AttributionLink) => notes[keyOf(link)] ?? '';
  const look = (at: number) => {
    const link = links[at];
    if (link !== undefined) {
      setLooked({ key: keyOf(link), index: at });
      const card = cards.current?.children[at];
      if (card instanceof HTMLElement) {
        card.focus();
        card.scrollIntoView({ block: 'nearest' });
      }
    }
  };
  const decide = (link: AttributionLink, verdict: 'confirmed' | 'refuted' | 'none') => {
    setLooked({ key: keyOf(link), index: links.indexOf(link) });
    decisions.decide(link, verdict, noteOf(link));
  };
  useKeys((key) => {
    if (key === 'next' || key === 'before') {
      look(Math.max(0, Math.min(index + (key === 'next' ? 1 : -1), links.length - 1)));
    } else if (key === 'undo') {
      decisions.undo();
    } else if (current !== undefined && !decisions.isBusy) {
      decide(current, ({ confirm: 'confirmed', refute: 'refuted', none: 'none' } as const)[key]);
    }
  });
  return (
    <ul className={styles.inbox} ref={cards} aria-label="Suspected links">
      {links.map((link, at) => (
        <li
          key={keyOf(link)}
          className={styles.card}
          data-current={at === index}
          aria-current={at === index}
          tabIndex={-1}
        >
          <LinkWords link={link} />
          <div className={styles.buttons}>
            <Button size="xs" disabled={decisions.isBusy} onClick={() => decide(link, 'confirmed')}>
              Yes, it caused it
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={decisions.isBusy}
              onClick={() => decide(link, 'refuted')}
            >
              No
            </Button>
            <Button
              size="xs"
              variant="subtle"
              disabled={decisions.isBusy}
              onClick={() => decide(link, 'none')}
            >
              No deployment caused it
            </Button>
            {decisions.canUndo && at === index ? (
              <Button size="xs" variant="subtle" onClick={decisions.undo}>
                Undo the last
              </Button>
            ) : null}
            <TextInput
              size="xs"
              placeholder="Note, if you like"
              aria-label={`Note on ${link.incident.title}`}
              maxLength={2000}
              value={noteOf(link)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setNotes((before) => ({ ...before, [keyOf(link)]: value }));
              }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Keys of the page; none while somebody writes. */
function useKeys(onKey: (key: InboxKey) => void) {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      const isWriting =
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !==
          null;
      const { key: name, ctrlKey, metaKey, altKey } = event;
      const key = readKey({ key: name, ctrlKey, metaKey, altKey, isWriting });
      if (key !== null && !event.defaultPrevented) {
        event.preventDefault();
        latest.current(key);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
