import { createFileRoute } from '@tanstack/react-router';
import { AccountPage } from '../features/access/account-page.tsx';
import { readFields, text } from '../lib/read-fields.rules.ts';

const readers = {
  /** Why an account at a provider was not linked. */
  refused: text,
};

export const Route = createFileRoute('/account')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: AccountPage,
});
