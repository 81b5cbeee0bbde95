import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AccountPage } from '../features/access/account-page.tsx';

const searchSchema = z.object({
  /** Why an account at a provider was not linked. */
  refused: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/account')({
  validateSearch: searchSchema,
  component: AccountPage,
});
