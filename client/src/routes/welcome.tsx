import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { WelcomePage } from '../features/connections/welcome-page.tsx';

const searchSchema = z.object({
  /** The connection whose repositories are being chosen. */
  connection: z.catch(z.optional(z.uuid()), undefined),
});

export const Route = createFileRoute('/welcome')({
  validateSearch: searchSchema,
  component: WelcomePage,
});
