import { createRootRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { CrashPage } from '../shell/crash-page.tsx';
import { guard } from '../shell/guard.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Shell } from '../shell/shell.tsx';

const searchSchema = z.object({
  /** The pull request in the drawer. */
  pr: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
});

export const Route = createRootRoute({
  validateSearch: searchSchema,
  beforeLoad: ({ location: { pathname, href } }) => guard({ pathname, href }),
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
