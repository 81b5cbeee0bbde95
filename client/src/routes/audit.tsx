import { createFileRoute } from '@tanstack/react-router';
import { AuditPage } from '../features/audit/audit-page.tsx';
import { readFields, text } from '../lib/read-fields.rules.ts';

const readers = {
  /** The choice; the page knows what may stand here. */
  search: text,
  action: text,
  outcome: text,
  from: text,
  to: text,
};

export const Route = createFileRoute('/audit')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: AuditPage,
});
