import { defuse, quoteCell } from '../csv/csv-cell.ts';
import type { AuditEvent } from './audit.schema.ts';

const columns: readonly [name: string, read: (event: AuditEvent) => string | null][] = [
  ['id', ({ id }) => String(id)],
  ['at', ({ at }) => at],
  ['actor_kind', ({ actorKind }) => actorKind],
  ['actor_id', ({ actorId }) => actorId],
  ['actor_name', ({ actorName }) => actorName],
  ['action', ({ action }) => action],
  ['outcome', ({ outcome }) => outcome],
  ['subject_kind', ({ subjectKind }) => subjectKind],
  ['subject_id', ({ subjectId }) => subjectId],
  ['subject_name', ({ subjectName }) => subjectName],
  ['before', ({ before }) => toJson(before)],
  ['after', ({ after }) => toJson(after)],
  ['ip_address', ({ ipAddress }) => ipAddress],
  ['user_agent', ({ userAgent }) => userAgent],
  ['request_id', ({ requestId }) => requestId],
];

export const auditCsvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/** One line of the export; what is not known is an empty cell, and nothing runs as a formula. */
export function formatAuditCsvRow(event: AuditEvent): string {
  const cells = columns.map(([, read]) => quoteCell(defuse(read(event) ?? '')));
  return `${cells.join(',')}\r\n`;
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
