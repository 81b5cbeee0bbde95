import { createRootRoute } from '@tanstack/react-router';
import { readFields, word } from '../lib/read-fields.rules.ts';
import { CrashPage } from '../shell/crash-page.tsx';
import { guard } from '../shell/guard.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Shell } from '../shell/shell.tsx';

const readers = {
  /** The pull request in the drawer. */
  pr: word,
};

export const Route = createRootRoute({
  validateSearch: (raw: Record<string, unknown>) => readFields(readers, raw).fields,
  beforeLoad: ({ location: { pathname, href } }) => guard({ pathname, href }),
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
