import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilter, IconGitPullRequest, IconLayoutSidebar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { trpc } from '../lib/trpc.ts';
import { useMay, useMe } from '../lib/use-me.ts';
import styles from './command-palette.module.css';
import { addDays } from './filter/filter.prepare.ts';
import { dayOf } from './filter/use-filter.ts';
import { pagesOf } from './pages.ts';
import { type Entry, prepareEntries } from './palette.prepare.ts';
import { useOpenPullRequest } from './use-pull-request-link.ts';

const icons = {
  page: IconLayoutSidebar,
  filter: IconFilter,
  'pull-request': IconGitPullRequest,
} as const;

/** Finds any page, repository, person or pull request by a few letters. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const listId = useId();
  const entries = useEntries(typed);
  const go = useGo(onClose);
  const active = Math.min(index, Math.max(entries.length - 1, 0));

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entry = entries[active];
    if (step !== undefined) {
      event.preventDefault();
      setIndex((active + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault();
      go(entry);
    }
  }

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={600}
      yOffset="12vh"
      classNames={{ content: styles.content }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Find">
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Find a page, repository, person or pull request"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries.length === 0 ? undefined : `${listId}-${active}`}
          placeholder="Find a page, repository, person or pull request"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id={listId} className={styles.list} role="listbox" aria-label="Found">
          {entries.map((entry, position) => (
            <EntryRow
              key={entry.key}
              id={`${listId}-${position}`}
              entry={entry}
              isActive={position === active}
              onChoose={() => go(entry)}
            />
          ))}
        </div>
        {entries.length === 0 ? (
          <p className={styles.none}>Nothing of that name is stored here.</p>
        ) : null}
      </Modal.Content>
    </Modal.Root>
  );
}

type EntryRowProps = { id: string; entry: Entry; isActive: boolean; onChoose: () => void };

function EntryRow({ id, entry, isActive, onChoose }: EntryRowProps) {
  const Icon = icons[entry.kind];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above holds the focus and its keys choose
    // biome-ignore lint/a11y/useFocusableInteractive: as above, the focus stays in the combobox
    <div id={id} className={styles.entry} role="option" aria-selected={isActive} onClick={onChoose}>
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles.label} dir="auto">
        {entry.label}
      </span>
      <span className={styles.hint}>{entry.hint}</span>
    </div>
  );
}

function useEntries(typed: string): Entry[] {
  const [search] = useDebouncedValue(typed.trim(), 150);
  const pages = pagesOf(useMe());
  const isOpen = useMay('pull-requests.read');
  const choices = useQuery(
    trpc.pullRequests.filterChoices.queryOptions(undefined, { enabled: isOpen }),
  ).data;
  const to = addDays(dayOf(Date.now()), 2);
  const list = useQuery(
    trpc.pullRequests.list.queryOptions(
      { filter: { from: '2000-01-01', to }, by: 'createdAt', sort: 'createdAt', search, limit: 8 },
      { enabled: isOpen && search.length > 1, placeholderData: keepPreviousData },
    ),
  );
  const pullRequests = search.length > 1 ? (list.data?.items ?? []) : [];
  return prepareEntries(typed, { pages, choices, pullRequests });
}

function useGo(onClose: () => void): (entry: Entry) => void {
  const navigate = useNavigate();
  const open = useOpenPullRequest();
  return (entry) => {
    onClose();
    if (entry.kind === 'pull-request') {
      open(entry.id);
    } else if (entry.kind === 'page') {
      void navigate({ to: entry.to });
    } else {
      void navigate({ to: '/cycle-time', search: entry.search });
    }
  };
}
