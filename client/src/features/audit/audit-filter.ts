import { actionGroups } from '@bellwether/shared/audit/action-words';
import type { AuditFilter } from '@bellwether/shared/audit/audit.schema';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The choice as it stands in the address; what cannot be read there counts as not chosen. */
export function readFilter(raw: Record<string, unknown>): AuditFilter {
  const outcome = raw.outcome;
  return {
    search: typeof raw.search === 'string' ? raw.search.slice(0, 200) : '',
    action: actionGroups.find(({ value }) => value === raw.action)?.value ?? '',
    outcome: outcome === 'done' || outcome === 'refused' || outcome === 'failed' ? outcome : null,
    from: readDay(raw.from),
    to: readDay(raw.to),
  };
}

function readDay(value: unknown): string | null {
  return typeof value === 'string' && DAY.test(value) ? value : null;
}

/** Where the same choice is downloaded as CSV. */
export function auditCsvAddress(filter: AuditFilter): string {
  const chosen = Object.entries(filter).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, value]],
  );
  const query = new URLSearchParams(chosen).toString();
  return query === '' ? '/api/v1/audit.csv' : `/api/v1/audit.csv?${query}`;
}
