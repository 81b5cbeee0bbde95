import type { PrivateNote } from '@bellwether/shared/people/private-notes.schema';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../format/date.ts';
import { readAppError } from '../../lib/app-error.ts';
import { trpc } from '../../lib/trpc.ts';
import { Failure } from './failure.tsx';
import { NoteForm } from './note-form.tsx';
import { NoteReaders } from './note-readers.tsx';
import styles from './profile.module.css';
import { refreshPeople } from './use-people.ts';

/** `isNamed`: says about whom it is. */
type NoteItemProps = { note: PrivateNote; isNamed: boolean };

/** One private note: its text, who wrote it, and (for its author) who else reads it. */
export function NoteItem({ note, isNamed }: NoteItemProps) {
  return (
    <li className={styles.note}>
      <p className={styles.hint}>
        {isNamed ? (
          <>
            About{' '}
            <Link to="/people/$personId" params={{ personId: note.personId }} dir="auto">
              {note.personName}
            </Link>
            {' · '}
          </>
        ) : null}
        {note.isMine ? 'You' : note.authorName}, {formatInstant(note.createdAt)}
        {note.changedAt === note.createdAt ? '' : `, changed ${formatInstant(note.changedAt)}`}
      </p>
      {note.isMine ? <OwnNote note={note} /> : <NoteText>{note.text}</NoteText>}
    </li>
  );
}

function NoteText({ children }: { children: ReactNode }) {
  return (
    <p className={styles.noteText} dir="auto">
      {children}
    </p>
  );
}

function OwnNote({ note }: { note: PrivateNote }) {
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const change = useMutation(
    trpc.people.notes.change.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: refreshPeople,
    }),
  );
  const remove = useMutation(
    trpc.people.notes.remove.mutationOptions({ onSettled: refreshPeople }),
  );
  const at = { noteId: note.id, basedOn: note.version };
  const isStale = change.isError && readAppError(change.error).code === 'conflict';
  return (
    <>
      {isOpen && !isStale ? null : <NoteText>{note.text}</NoteText>}
      {isOpen ? (
        <NoteForm
          label={isStale ? 'What you wanted it to say' : 'What it says'}
          text={note.text}
          submitLabel="Save"
          isPending={change.isPending}
          onSubmit={(privateText) => change.mutate({ ...at, privateText })}
          onCancel={() => {
            change.reset();
            setOpen(false);
          }}
        />
      ) : (
        <div className={styles.buttons}>
          <NoteReaders note={note} />
          <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
            Change
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={isAsking}
            onClick={() => setAsking(!isAsking)}
          >
            Remove
          </Button>
        </div>
      )}
      {isAsking ? (
        <div className={styles.buttons}>
          <p className={styles.words}>Nobody can bring it back.</p>
          <Button
            size="compact-xs"
            color="#b8322a"
            loading={remove.isPending}
            onClick={() => remove.mutate(at)}
          >
            Remove for good
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </div>
      ) : null}
      <Failure errors={[change.error, remove.error]} />
    </>
  );
}
