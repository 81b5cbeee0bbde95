import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { SignInPage } from '../features/access/sign-in-page.tsx';

const text = z.catch(z.optional(z.string()), undefined);

const searchSchema = z.object({
  /** The page to open afterwards; one of another site is not opened. */
  next: text,
  /** Why GitHub or the provider did not open the door. */
  refused: text,
});

export const Route = createFileRoute('/sign-in')({
  validateSearch: searchSchema,
  component: SignInPage,
});
