import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { PeoplePage } from '../features/people/people-page.tsx';

const searchSchema = z.object({
  /** The part of the page; the page knows which there are. */
  tab: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/people')({
  validateSearch: searchSchema,
  component: PeoplePage,
});
