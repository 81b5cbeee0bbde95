import type { Queryable } from '../db/queryable.types.ts';
import type { AuditEntry } from './audit-entry.types.ts';

/** Adds one event; inside a transaction it stands or falls with the change. */
export async function insertAuditEvent(db: Queryable, entry: AuditEntry, at: Date): Promise<void> {
  const { caller, origin, subject = null } = entry;
  await db.query(
    `insert into audit_events (at, actor_kind, actor_id, actor_name, action, outcome, subject_kind, subject_id,
       subject_name, before, after, ip_address, user_agent, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      at,
      actorKind(entry),
      caller?.tokenId ?? caller?.userId ?? null,
      caller?.name ?? entry.claimedName ?? (origin === null ? 'Bellwether' : 'Nobody'),
      entry.action,
      entry.outcome,
      subject?.kind ?? null,
      subject?.id ?? null,
      subject?.name ?? null,
      toJson(entry.before),
      toJson(entry.after),
      origin?.ipAddress ?? null,
      origin?.userAgent ?? null,
      origin?.requestId ?? null,
    ],
  );
}

function actorKind({ caller, origin }: AuditEntry): string {
  if (caller !== null) {
    return caller.kind;
  }
  return origin === null ? 'server' : 'nobody';
}

function toJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
