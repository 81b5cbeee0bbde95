import type { AuditLog, Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import type { AuditEntry } from './audit-entry.types.ts';
import { insertAuditEvent } from './audit-events.store.ts';

/** The audit log over the database. */
export function createAuditLog({
  db,
  clock,
  log,
}: {
  db: Database;
  clock: Clock;
  log: Log;
}): AuditLog {
  return {
    async record(entry: AuditEntry) {
      try {
        await insertAuditEvent(db.pool, entry, clock());
      } catch (error) {
        log.error({ err: error, audit: entry }, 'an event could not be written to the audit log');
      }
    },
  };
}
