import { createFileRoute } from '@tanstack/react-router';
import { SignInPage } from '../features/access/sign-in-page.tsx';
import { readFields, text } from '../lib/read-fields.rules.ts';

const readers = {
  /** The page to open afterwards; one of another site is not opened. */
  next: text,
  /** Why GitHub or the provider did not open the door. */
  refused: text,
};

export const Route = createFileRoute('/sign-in')({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  component: SignInPage,
});
