/** Who wrote a note, and whom they named. */
export type NoteAccess = { authorId: string; readerIds: readonly string[] };

export type NoteReader = { userId: string; isDeactivated: boolean };

/**
 * Whether somebody may read a private note: who wrote it, and whom they named, each as long as they may enter. No role opens
 * it; and when its author may enter no longer, it opens to nobody else.
 */
export function mayReadNote(note: NoteAccess, reader: NoteReader): boolean {
  return (
    !reader.isDeactivated && (isAuthor(note, reader) || note.readerIds.includes(reader.userId))
  );
}

/** Whether somebody may change it, remove it or say who reads it: its author alone. */
export function mayChangeNote(note: Pick<NoteAccess, 'authorId'>, reader: NoteReader): boolean {
  return !reader.isDeactivated && isAuthor(note, reader);
}

function isAuthor({ authorId }: Pick<NoteAccess, 'authorId'>, { userId }: NoteReader): boolean {
  return authorId === userId;
}
