import type { Caller } from '../../access/caller.types.ts';
import { deleteOwnSession } from './sessions.store.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/** What the browser would send with its next request. */
function cookieHeaderOf(setCookies: readonly string[]): string {
  return setCookies
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

/**
 * Somebody has just been signed in: the cookies go to the browser, the session that it had before is over, and the audit
 * log says who came, and how.
 */
export async function noteSignedIn(
  { app, caller: before, origin, browser }: SignInContext,
  setCookies: readonly string[],
  how: string,
): Promise<void> {
  const cookie = cookieHeaderOf(setCookies);
  const caller = await app.access.identifySession({ ...browser.headers, cookie }, origin);
  browser.setCookies(setCookies);
  await endFormer({ app, caller: before }, caller);
  await app.audit.record({
    ...{ action: 'sign-in.done', outcome: 'done', caller, origin },
    ...{ subject: subjectOf(caller), after: { how } },
  });
}

/** Somebody tried to sign in, and was not let in. */
export async function noteRefused(
  { app, origin }: Pick<SignInContext, 'app' | 'origin'>,
  claimedName: string,
  how: string,
  reason: string,
): Promise<void> {
  await app.audit.record({
    ...{ action: 'sign-in.refused', outcome: 'refused', caller: null, claimedName, origin },
    after: { how, reason },
  });
}

async function endFormer(
  { app, caller: before }: Pick<SignInContext, 'app' | 'caller'>,
  now: Caller | null,
): Promise<void> {
  if (before?.sessionId != null && before.userId !== null && before.sessionId !== now?.sessionId) {
    await deleteOwnSession(app.db.pool, before.userId, before.sessionId);
    app.access.tell();
  }
}

function subjectOf(caller: Caller | null) {
  return caller === null ? null : { kind: 'user', id: caller.userId, name: caller.name };
}
