import type { Queryable } from '../../db/queryable.types.ts';

/** Whether anybody holds the role of an admin, deactivated ones aside. */
export async function hasAdmin(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from role_grants as g join users as u on u.id = g.user_id
     where g.role = 'admin' and u.deactivated_at is null limit 1`,
  );
  return rows.length > 0;
}

export async function loadInstanceId(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from instances');
  const id = rows[0]?.id;
  if (id === undefined) {
    throw new Error('The table instances is empty.');
  }
  return id;
}
