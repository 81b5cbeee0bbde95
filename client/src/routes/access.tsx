import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AccessPage } from '../features/access/access-page.tsx';

const searchSchema = z.object({
  /** The part of the page; the page knows which there are. */
  tab: z.catch(z.optional(z.string()), undefined),
});

export const Route = createFileRoute('/access')({
  validateSearch: searchSchema,
  component: AccessPage,
});
