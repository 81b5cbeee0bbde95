import type { Queryable } from '../../db/queryable.types.ts';

export type StoredNote = {
  id: string;
  personId: string;
  personName: string;
  authorId: string;
  authorName: string;
  text: string;
  version: number;
  createdAt: Date;
  changedAt: Date;
  readers: { userId: string; name: string }[];
};

const NOTES = `select n.id, n.person_id "personId", p.display_name "personName", n.author_id "authorId",
    u.name "authorName", n.text, n.version, n.created_at "createdAt", n.changed_at "changedAt",
    coalesce((select json_agg(json_build_object('userId', r.user_id, 'name', ru.name)
        order by lower(ru.name), ru.id)
      from private_note_readers r join users ru on ru.id = r.user_id where r.note_id = n.id), '[]') "readers"
  from private_notes n join people p on p.id = n.person_id join users u on u.id = n.author_id`;

/** SQL that is true for the notes `n` that a user, in `$1`, may read: what `mayReadNote` says. */
const IS_READABLE = `exists (select 1 from users me where me.id = $1 and me.deactivated_at is null)
  and (n.author_id = $1
    or exists (select 1 from private_note_readers r where r.note_id = n.id and r.user_id = $1))`;

/** Notes that the user may read, newest first; about one person, or (null) about anybody. */
export async function loadReadableNotes(
  db: Queryable,
  userId: string,
  personId: string | null,
): Promise<StoredNote[]> {
  const { rows } = await db.query<StoredNote>(
    `${NOTES} where ${IS_READABLE} and ($2::uuid is null or n.person_id = $2)
     order by n.created_at desc, n.id`,
    [userId, personId],
  );
  return rows;
}

/** Null: there is none that the user may read. */
export async function lockReadableNote(
  tx: Queryable,
  userId: string,
  noteId: string,
): Promise<StoredNote | null> {
  const { rows } = await tx.query<StoredNote>(
    `${NOTES} where ${IS_READABLE} and n.id = $2 for update of n`,
    [userId, noteId],
  );
  return rows[0] ?? null;
}

export async function insertNote(
  tx: Queryable,
  note: { personId: string; authorId: string; text: string },
  now: Date,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into private_notes (person_id, author_id, text, version, created_at, changed_at)
     values ($1, $2, $3, 1, $4, $4) returning id`,
    [note.personId, note.authorId, note.text, now],
  );
  return rows[0]?.id ?? '';
}

/** Text null: it stays, and the version alone moves. */
export async function updateNote(
  tx: Queryable,
  { id, text }: { id: string; text: string | null },
  now: Date,
): Promise<void> {
  await tx.query(
    `update private_notes set text = coalesce($2, text), version = version + 1,
       changed_at = case when $2::text is null then changed_at else $3 end where id = $1`,
    [id, text, now],
  );
}

export async function deleteNote(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from private_notes where id = $1', [id]);
}

/** Those of the users who may enter become the readers. */
export async function replaceReaders(
  tx: Queryable,
  noteId: string,
  userIds: readonly string[],
): Promise<void> {
  await tx.query('delete from private_note_readers where note_id = $1', [noteId]);
  await tx.query(
    `insert into private_note_readers (note_id, user_id)
     select $1, id from users where id = any($2::text[]) order by id`,
    [noteId, userIds],
  );
}

/** Those who may enter, by name. */
export async function loadActiveUsers(
  db: Queryable,
): Promise<{ userId: string; name: string; kind: string }[]> {
  const { rows } = await db.query<{ userId: string; name: string; kind: string }>(
    `select id "userId", name, kind from users where deactivated_at is null order by lower(name), id`,
  );
  return rows;
}
