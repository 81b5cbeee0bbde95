import { clientHeaders } from '../../access/auth/client-headers.ts';
import { deleteOwnSession } from './sessions.store.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/** Signs somebody in, under a new session: the one that the browser had before is over. `expiresAt` null: as usual. */
export async function openSessionFor(
  { app, caller, origin, browser }: SignInContext,
  userId: string,
  expiresAt: Date | null = null,
): Promise<void> {
  const auth = await app.access.auth();
  const { headers } = await auth.api.openSession({
    body: { userId, expiresAt },
    headers: clientHeaders(browser, origin),
    returnHeaders: true,
  });
  if (caller?.sessionId != null && caller.userId !== null) {
    await deleteOwnSession(app.db.pool, caller.userId, caller.sessionId);
    app.access.tell();
  }
  browser.setCookies(headers.getSetCookie());
}
