import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '../features/people/people-page.tsx';
import { readFields, text } from '../lib/read-fields.rules.ts';

const readers = {
  /** The part of the page; the page knows which there are. */
  tab: text,
};

export const Route = createFileRoute('/people')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: PeoplePage,
});
