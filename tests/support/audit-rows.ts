import type { Database } from '@bellwether/server/db/open-database';

export type AuditRow = {
  action: string;
  outcome: string;
  actor_name: string;
  actor_kind: string;
  after: unknown;
  ip_address: string | null;
};

/** What the audit log holds of an action, oldest first. */
export async function auditRows(
  { pool }: Pick<Database, 'pool'>,
  action: string,
): Promise<AuditRow[]> {
  const { rows } = await pool.query<AuditRow>(
    `select action, outcome, actor_name, actor_kind, after, ip_address from audit_events
     where action = $1 order by id`,
    [action],
  );
  return rows;
}
