import type { ChartNoteText } from '@bellwether/shared/interventions/interventions.schema';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Author } from './author.types.ts';

export type StoredChartNote = ChartNoteText & {
  id: string;
  teamName: string | null;
  createdBy: string;
  version: number;
};

const SELECT = `select n.id, n.note_on "noteOn", n.text, n.team_id "teamId", n.created_by "createdBy", n.version,
    t.name "teamName"
  from chart_notes n left join teams t on t.id = n.team_id`;

/** Of the days `[from, to)`, earliest first. */
export async function loadChartNotes(
  db: Queryable,
  { from, to }: { from: string; to: string },
): Promise<StoredChartNote[]> {
  const { rows } = await db.query<StoredChartNote>(
    `${SELECT} where n.note_on >= $1::date and n.note_on < $2::date order by n.note_on, n.created_at, n.id`,
    [from, to],
  );
  return rows;
}

/** Keeps others from changing it until the transaction ends; null: there is none. */
export async function lockChartNote(tx: Queryable, id: string): Promise<StoredChartNote | null> {
  await tx.query('select 1 from chart_notes where id = $1 for update', [id]);
  const { rows } = await tx.query<StoredChartNote>(`${SELECT} where n.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function insertChartNote(
  tx: Queryable,
  { noteOn, text, teamId }: ChartNoteText,
  author: Author,
  now: Date,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into chart_notes (note_on, text, team_id, created_by_id, created_by, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $6) returning id`,
    [noteOn, text, teamId, author.id, author.name, now],
  );
  return rows[0]?.id ?? '';
}

export async function updateChartNote(
  tx: Queryable,
  id: string,
  { noteOn, text, teamId }: ChartNoteText,
  now: Date,
): Promise<void> {
  await tx.query(
    `update chart_notes set note_on = $2, text = $3, team_id = $4, version = version + 1, changed_at = $5
     where id = $1`,
    [id, noteOn, text, teamId, now],
  );
}

export async function deleteChartNote(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from chart_notes where id = $1', [id]);
}
