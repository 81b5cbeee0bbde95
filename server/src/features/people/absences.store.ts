import type { AbsenceKind } from '@bellwether/shared/people/profile.schema';
import type { Queryable } from '../../db/queryable.types.ts';

/** Days as text, `2026-03-02`: as instants they would move with the server's own zone. */
export type StoredAbsence = {
  id: string;
  personId: string;
  fromOn: string;
  toOn: string;
  kind: AbsenceKind;
};

const COLUMNS = `id, person_id "personId", to_char(from_on, 'YYYY-MM-DD') "fromOn",
  to_char(to_on, 'YYYY-MM-DD') "toOn", kind`;

/** Earliest first. */
export async function loadAbsences(db: Queryable, personId: string): Promise<StoredAbsence[]> {
  const { rows } = await db.query<StoredAbsence>(
    `select ${COLUMNS} from person_absences where person_id = $1 order by from_on, to_on, id`,
    [personId],
  );
  return rows;
}

export async function findAbsence(db: Queryable, id: string): Promise<StoredAbsence | null> {
  const { rows } = await db.query<StoredAbsence>(
    `select ${COLUMNS} from person_absences where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

type Days = Pick<StoredAbsence, 'fromOn' | 'toOn' | 'kind'>;

export async function insertAbsence(
  tx: Queryable,
  personId: string,
  { fromOn, toOn, kind }: Days,
  now: Date,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into person_absences (person_id, from_on, to_on, kind, created_at)
     values ($1, $2, $3, $4, $5) returning id`,
    [personId, fromOn, toOn, kind, now],
  );
  return rows[0]?.id ?? '';
}

export async function updateAbsence(
  tx: Queryable,
  id: string,
  { fromOn, toOn, kind }: Days,
): Promise<void> {
  await tx.query('update person_absences set from_on = $2, to_on = $3, kind = $4 where id = $1', [
    ...[id, fromOn, toOn, kind],
  ]);
}

export async function deleteAbsence(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from person_absences where id = $1', [id]);
}
