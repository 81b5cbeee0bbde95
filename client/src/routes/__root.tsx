import { createRootRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CrashPage } from '../shell/crash-page.tsx';
import { Frame } from '../shell/frame.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';

const searchSchema = z.object({
  /** The pull request in the drawer. */
  pr: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
});

export const Route = createRootRoute({
  validateSearch: searchSchema,
  component: Frame,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
