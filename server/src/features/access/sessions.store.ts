import type { Queryable } from '../../db/queryable.types.ts';

export type StoredSession = {
  sessionId: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  updatedAt: Date;
  expiresAt: Date;
};

/** Those that still hold, the last used first. */
export async function loadSessions(
  db: Queryable,
  userId: string,
  now: Date,
): Promise<StoredSession[]> {
  const { rows } = await db.query<StoredSession>(
    `select id as "sessionId", user_agent as "userAgent", ip_address as "ipAddress",
       created_at as "createdAt", updated_at as "updatedAt", expires_at as "expiresAt"
     from sessions where user_id = $1 and expires_at > $2 order by updated_at desc, id`,
    [userId, now],
  );
  return rows;
}

/** Whether it was there, and this user's. */
export async function deleteOwnSession(
  db: Queryable,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const { rowCount } = await db.query('delete from sessions where user_id = $1 and id = $2', [
    userId,
    sessionId,
  ]);
  return rowCount === 1;
}

/** How many there were; `except` stays. */
export async function deleteSessionsExcept(
  db: Queryable,
  userId: string,
  except: string | null,
): Promise<number> {
  const { rowCount } = await db.query(
    'delete from sessions where user_id = $1 and id is distinct from $2',
    [userId, except],
  );
  return rowCount ?? 0;
}
