import { createFileRoute } from '@tanstack/react-router';
import { AccessPage } from '../features/access/access-page.tsx';
import { readFields, text } from '../lib/read-fields.rules.ts';

const readers = {
  /** The part of the page; the page knows which there are. */
  tab: text,
};

export const Route = createFileRoute('/access')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: AccessPage,
});
