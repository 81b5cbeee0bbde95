import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from '../access/network-of.ts';
import type { AuditLog, Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import type { AuditEntry } from './audit-entry.types.ts';
import { insertAuditEvent } from './audit-events.store.ts';

/** Refusals of strangers that are kept of one network in an hour: no row is ever taken out again, so none shall fill the log. */
const MOST_OF_STRANGERS = 300;
const HOUR_SECONDS = 3_600;

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
  const strangers = new RateLimiterMemory({ points: MOST_OF_STRANGERS, duration: HOUR_SECONDS });
  const isTooMuch = async ({ caller, origin, outcome }: AuditEntry): Promise<boolean> => {
    if (caller !== null || origin === null || outcome === 'done') {
      return false;
    }
    const network = networkOf(origin.ipAddress);
    const { consumedPoints } = await strangers.penalty(network, 1);
    if (consumedPoints === MOST_OF_STRANGERS + 1) {
      log.warn({ network }, 'refusals of a network are no longer recorded for an hour');
    }
    return consumedPoints > MOST_OF_STRANGERS;
  };
  return {
    async record(entry: AuditEntry) {
      try {
        if (!(await isTooMuch(entry))) {
          await insertAuditEvent(db.pool, entry, clock());
        }
      } catch (error) {
        log.error({ err: error, audit: entry }, 'an event could not be written to the audit log');
      }
    },
  };
}
