import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { WelcomePage } from '../features/connections/welcome-page.tsx';

const searchSchema = z.object({
  /** The connection whose repositories are being chosen. */
  connection: z.uuid().optional().catch(undefined),
});

export const Route = createFileRoute('/welcome')({
  validateSearch: searchSchema,
  component: WelcomePage,
});
