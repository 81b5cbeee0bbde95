import { ownPath } from '@bellwether/shared/access/own-path';
import { redirect } from '@tanstack/react-router';
import { readAppError } from '../lib/app-error.ts';
import { queryClient } from '../lib/query-client.ts';
import { trpc, trpcClient } from '../lib/trpc.ts';
import { meOptions } from '../lib/use-me.ts';
import { isDoor, isForLinks } from './doors.ts';

/**
 * Before any page: who is signed in is known, or the way leads to a door. What one may see of a page is decided where it
 * stands, so that a role that changes is followed.
 * @throws a redirect, or the error of a server that does not answer
 */
export async function guard({ pathname, href }: { pathname: string; href: string }): Promise<void> {
  if (isForLinks(pathname)) {
    return;
  }
  const me = await findMe();
  if (me === 'has-no-role' || (me !== null && !isDoor(pathname))) {
    return;
  }
  if (me === null) {
    await leadIn(pathname, href);
  } else if (me.kind === 'sample') {
    await keepToEntrance(pathname);
  } else if (pathname === '/sign-in') {
    throw redirect({ to: '/', replace: true });
  }
}

/** Null: nobody is signed in. */
async function findMe() {
  try {
    return await queryClient.ensureQueryData(meOptions);
  } catch (error) {
    const { code } = readAppError(error);
    if (code === 'forbidden') {
      return 'has-no-role';
    }
    if (code === 'unauthenticated') {
      return null;
    }
    throw error;
  }
}

/** Nobody is signed in: to the first start, to the sample team, or to the form. */
async function leadIn(pathname: string, href: string): Promise<void> {
  const { needsFirstAdmin, sampleRoleAtOnce } = await loadEntrance();
  if (sampleRoleAtOnce !== null && !isDoor(pathname)) {
    await trpcClient.access.enterSample.mutate({ role: sampleRoleAtOnce });
    await queryClient.fetchQuery(meOptions);
    return;
  }
  if (needsFirstAdmin && pathname !== '/welcome') {
    throw redirect({ to: '/welcome', replace: true });
  }
  if (!needsFirstAdmin && pathname !== '/sign-in') {
    const next = pathname === '/' ? undefined : (ownPath(href) ?? undefined);
    throw redirect({ to: '/sign-in', search: { next }, replace: true });
  }
}

/** Somebody of the sample team may become somebody real: at the first start, or by signing in. */
async function keepToEntrance(pathname: string): Promise<void> {
  const { needsFirstAdmin } = await loadEntrance();
  const open = needsFirstAdmin ? '/welcome' : '/sign-in';
  if (pathname !== open) {
    throw redirect({ to: open, replace: true });
  }
}

function loadEntrance() {
  return queryClient.fetchQuery(trpc.access.entrance.queryOptions(undefined, { staleTime: 0 }));
}
