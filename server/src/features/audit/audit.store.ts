import type { AuditEvent, AuditFilter } from '@bellwether/shared/audit/audit.schema';
import { createParameters, type Parameters } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

type Row = Omit<AuditEvent, 'at'> & { at: Date };

/** Events that the filter chooses, newest first, older than `before` (an id; null: from the newest). */
export async function loadAuditEvents(
  db: Queryable,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEvent[]> {
  const parameters = createParameters();
  const conditions = [
    ...(before === null ? [] : [`e.id < ${parameters.add(before)}`]),
    ...chooseEvents(filter, parameters),
  ];
  const { rows } = await db.query<Row>(
    `select e.id, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId", e.actor_name as "actorName",
       e.action, e.outcome, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
       e.subject_name as "subjectName", e.before, e.after, e.ip_address as "ipAddress",
       e.user_agent as "userAgent", e.request_id as "requestId"
     from audit_events as e where ${conditions.join(' and ') || 'true'}
     order by e.id desc limit ${limit}`,
    parameters.values,
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

function chooseEvents(filter: AuditFilter, parameters: Parameters): string[] {
  const words = filter.search.split(/\s+/u).filter((word) => word !== '');
  return [
    ...(filter.action === ''
      ? []
      : [
          `(e.action = ${parameters.add(filter.action)} or starts_with(e.action, ${parameters.add(`${filter.action}.`)}))`,
        ]),
    ...(filter.outcome === null ? [] : [`e.outcome = ${parameters.add(filter.outcome)}`]),
    ...(filter.from === null
      ? []
      : [`e.at >= ${parameters.add(`${filter.from}T00:00:00Z`)}::timestamptz`]),
    ...(filter.to === null
      ? []
      : [`e.at < ${parameters.add(`${filter.to}T00:00:00Z`)}::timestamptz`]),
    ...words.map((word) => findWord(parameters.add(word.toLowerCase()))),
  ];
}

/** A word is found wherever it stands; none of its signs has a meaning. */
function findWord(word: string): string {
  const texts = [
    'e.actor_name',
    'e.action',
    'e.subject_name',
    'e.subject_id',
    'e.ip_address',
    'e.request_id',
    'e.before::text',
    'e.after::text',
  ];
  return `strpos(lower(concat_ws(' ', ${texts.join(', ')})), ${word}) > 0`;
}
