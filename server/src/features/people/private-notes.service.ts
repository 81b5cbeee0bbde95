import { mayChangeNote } from '@bellwether/shared/access/private-notes.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  AddNoteInput,
  ChangeNoteInput,
  PrivateNote,
  SetNoteReadersInput,
} from '@bellwether/shared/people/private-notes.schema';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { lockPeople } from './person-changes.store.ts';
import {
  deleteNote,
  insertNote,
  loadActiveUsers,
  loadReadableNotes,
  lockReadableNote,
  replaceReaders,
  type StoredNote,
  updateNote,
} from './private-notes.store.ts';
import { type Asker, requireProfile } from './profiles.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/** Notes that the user wrote or was named for, newest first; about one person, or (null) about anybody. */
export async function listNotes(
  { db }: Pick<AppContext, 'db'>,
  userId: string,
  personId: string | null,
): Promise<PrivateNote[]> {
  const notes = await loadReadableNotes(db.pool, userId, personId);
  return notes.map(({ authorId, createdAt, changedAt, ...note }) => ({
    ...note,
    isMine: authorId === userId,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  }));
}

/** Whom the user may name as readers: everybody else who may enter. */
export async function listReaderChoices(
  { db }: Pick<AppContext, 'db'>,
  userId: string,
): Promise<{ userId: string; name: string }[]> {
  const users = await loadActiveUsers(db.pool);
  const own = users.find((user) => user.userId === userId)?.kind;
  return users
    .filter((user) => user.userId !== userId && user.kind === own)
    .map((user) => ({ userId: user.userId, name: user.name }));
}

/**
 * Writes a note about somebody whose profile the author may see. What is told of it holds no text.
 * @throws AppError `not_found` when they may not
 */
export async function addNote(
  { db, clock }: Context,
  { personId, privateText, readerIds }: AddNoteInput,
  asker: Asker & { userId: string },
): Promise<AuditNote & { noteId: string }> {
  return await db.transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const { person } = await requireProfile(tx, personId, asker);
    const note = { personId, authorId: asker.userId, text: privateText };
    const noteId = await insertNote(tx, note, clock());
    const readers = await nameReaders(tx, noteId, readerIds, asker.userId);
    const subject = { kind: 'person', id: personId, name: person.displayName };
    return { noteId, subject, after: { noteId, readers } };
  });
}

/** @throws AppError `conflict` when it was changed since it was shown; the text that is stored is read anew */
export async function changeNote(
  { db, clock }: Context,
  { noteId, privateText, basedOn }: ChangeNoteInput,
  userId: string,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const note = await lockOwnNote(tx, noteId, userId, basedOn);
    await updateNote(tx, { id: noteId, text: privateText }, clock());
    return { subject: subjectOf(note), after: { noteId, changed: 'text' } };
  });
}

/** @throws AppError `invalid_input` when one of them is nobody who may enter */
export async function setNoteReaders(
  { db, clock }: Context,
  { noteId, readerIds, basedOn }: SetNoteReadersInput,
  userId: string,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const note = await lockOwnNote(tx, noteId, userId, basedOn);
    const kept = note.readers.map((reader) => reader.userId);
    const readers = await nameReaders(tx, noteId, readerIds, userId, kept);
    await updateNote(tx, { id: noteId, text: null }, clock());
    const before = { noteId, readers: note.readers.length };
    return { subject: subjectOf(note), before, after: { noteId, readers } };
  });
}

export async function removeNote(
  { db }: Context,
  { noteId, basedOn }: { noteId: string; basedOn: number },
  userId: string,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const note = await lockOwnNote(tx, noteId, userId, basedOn);
    await deleteNote(tx, noteId);
    return { subject: subjectOf(note), before: { noteId, readers: note.readers.length } };
  });
}

/** How many they are. Those who were named before stay nameable when they may enter no longer. */
async function nameReaders(
  tx: Transaction,
  noteId: string,
  readerIds: readonly string[],
  authorId: string,
  kept: readonly string[] = [],
): Promise<number> {
  const wanted = readerIds.filter((id) => id !== authorId);
  const known = new Set([...kept, ...(await loadActiveUsers(tx)).map(({ userId }) => userId)]);
  if (wanted.some((id) => !known.has(id))) {
    throw new AppError('invalid_input', 'One of the readers may not sign in here any more.', {
      field: 'readerIds',
      remedy: 'Reload the page to see whom you can name.',
    });
  }
  await replaceReaders(tx, noteId, wanted);
  return wanted.length;
}

async function lockOwnNote(
  tx: Transaction,
  noteId: string,
  userId: string,
  basedOn: number,
): Promise<StoredNote> {
  const note = await lockReadableNote(tx, userId, noteId);
  if (note === null) {
    throw new AppError('not_found', 'There is no such note among those that you may read.');
  }
  if (!mayChangeNote(note, { userId, isDeactivated: false })) {
    throw new AppError('forbidden', 'Only who wrote a note can change it.');
  }
  if (note.version !== basedOn) {
    throw new AppError('conflict', 'You changed this note meanwhile, in another window.', {
      remedy: 'Both texts stand below: save again what shall count.',
    });
  }
  return note;
}

function subjectOf({ personId, personName }: StoredNote) {
  return { kind: 'person', id: personId, name: personName };
}
