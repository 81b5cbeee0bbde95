import type { AuditFilter, AuditList, AuditListInput } from '@bellwether/shared/audit/audit.schema';
import { auditCsvHeader, formatAuditCsvRow } from '@bellwether/shared/audit/audit-csv';
import type { AppContext } from '../../app-context.ts';
import { loadAuditEvents } from './audit.store.ts';

type Context = Pick<AppContext, 'db'>;

const ROWS_AT_ONCE = 1_000;

/** A page of the log, newest first. Events that come meanwhile do not move it. */
export async function listAuditEvents({ db }: Context, input: AuditListInput): Promise<AuditList> {
  const found = await loadAuditEvents(db.pool, input.filter, input.cursor, input.limit + 1);
  const events = found.slice(0, input.limit);
  const isMore = found.length > input.limit;
  return { events, nextCursor: isMore ? (events.at(-1)?.id ?? null) : null };
}

/** The whole log that a filter chooses as CSV, piece by piece, newest first. */
export async function* exportAuditEvents(
  { db }: Context,
  filter: AuditFilter,
): AsyncGenerator<string> {
  yield auditCsvHeader;
  let before: number | null = null;
  let isMore = true;
  while (isMore) {
    const events = await loadAuditEvents(db.pool, filter, before, ROWS_AT_ONCE);
    yield events.map(formatAuditCsvRow).join('');
    before = events.at(-1)?.id ?? before;
    isMore = events.length === ROWS_AT_ONCE;
  }
}
