import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { readAppError } from '../lib/app-error.ts';
import { meOptions } from '../lib/use-me.ts';
import { isDoor, isForLinks } from './doors.ts';
import { Frame } from './frame.tsx';
import { maySee } from './pages.ts';

const RefusedPage = lazy(() =>
  import('./refused-page.tsx').then((m) => ({ default: m.RefusedPage })),
);
const NoRolePage = lazy(() =>
  import('./no-role-page.tsx').then((m) => ({ default: m.NoRolePage })),
);

/** What is drawn first: a door for those who are not signed in, else the frame with the page, or why it is not shown. */
export function Shell() {
  const { pathname } = useLocation();
  const { data: me, error } = useQuery({ ...meOptions, enabled: !isForLinks(pathname) });
  const route = useMatches().at(-1)?.fullPath ?? pathname;
  if (isForLinks(pathname) || pathname === '/sign-in') {
    return <Outlet />;
  }
  if (error !== null && readAppError(error).code === 'forbidden') {
    return (
      <Suspense fallback={null}>
        <NoRolePage />
      </Suspense>
    );
  }
  if (me === undefined || (me.kind === 'sample' && isDoor(pathname))) {
    return <Outlet />;
  }
  return (
    <Frame>
      {maySee(me, route) ? (
        <Outlet />
      ) : (
        <Suspense fallback={null}>
          <RefusedPage />
        </Suspense>
      )}
    </Frame>
  );
}
