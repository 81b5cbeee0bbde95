import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import { NoteItem } from './note-item.tsx';
import styles from './profile.module.css';

/** Every private note that one may read, about whomever: those of one's own, and those that others shared. */
export function OwnNotes() {
  const query = useQuery(trpc.people.notes.list.queryOptions({ personId: null }));
  return (
    <Widget
      title="Which private notes can you read?"
      subtitle="Those that you wrote, and those whose author named you. Write one on the page of the person."
    >
      <QueryView query={query} what="The notes" height={80}>
        {(notes) =>
          notes.length === 0 ? (
            <p className={styles.hint}>None yet.</p>
          ) : (
            <ul className={styles.rows} aria-label="Private notes">
              {notes.map((note) => (
                <NoteItem key={note.id} note={note} isNamed />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Widget>
  );
}
