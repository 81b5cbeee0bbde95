import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AuditPage } from '../features/audit/audit-page.tsx';

const text = z.catch(z.optional(z.string()), undefined);

const searchSchema = z.object({
  /** The choice; the page knows what may stand here. */
  search: text,
  action: text,
  outcome: text,
  from: text,
  to: text,
});

export const Route = createFileRoute('/audit')({
  validateSearch: searchSchema,
  component: AuditPage,
});
