import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import { Failure } from './failure.tsx';
import { NoteForm } from './note-form.tsx';
import { NoteItem } from './note-item.tsx';
import styles from './profile.module.css';
import { refreshPeople } from './use-people.ts';

type ProfileNotesProps = {
  personId: string;
  /** Whether one may write about them: whose profile one sees. */
  mayAdd: boolean;
};

const LAW =
  'Read by you and whom you name for each: by nobody else, no admin either. They are in no export.';

/** What one wrote about somebody, and what others let one read about them. */
export function ProfileNotes({ personId, mayAdd }: ProfileNotesProps) {
  const query = useQuery(trpc.people.notes.list.queryOptions({ personId }));
  const [round, setRound] = useState(0);
  const add = useMutation(
    trpc.people.notes.add.mutationOptions({
      onSuccess: async () => {
        setRound(round + 1);
        await refreshPeople();
      },
    }),
  );
  return (
    <Widget title="What did you note about them, for yourself?" subtitle={LAW}>
      {mayAdd ? (
        <NoteForm
          key={round}
          label="A private note"
          text=""
          submitLabel="Keep it"
          isPending={add.isPending}
          onSubmit={(privateText) => add.mutate({ personId, privateText, readerIds: [] })}
        />
      ) : null}
      <Failure errors={[add.error]} />
      <QueryView query={query} what="The notes" height={80}>
        {(notes) =>
          notes.length === 0 ? (
            <p className={styles.hint}>No note that you may read.</p>
          ) : (
            <ul className={styles.rows} aria-label="Private notes">
              {notes.map((note) => (
                <NoteItem key={note.id} note={note} isNamed={false} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Widget>
  );
}
