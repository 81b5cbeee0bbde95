import { createRootRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { CrashPage } from '../shell/crash-page.tsx';
import { Frame } from '../shell/frame.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';

const searchSchema = z.object({
  /** The pull request in the drawer. */
  pr: z.string().min(1).max(200).optional().catch(undefined),
});

export const Route = createRootRoute({
  validateSearch: searchSchema,
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
