import { passwordSignInSchema, type SignInAnswer } from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { clientHeaders } from '../../access/auth/client-headers.ts';
import { libraryCodeOf } from './library-error.ts';
import { noteRefused, noteSignedIn } from './note-sign-in.ts';
import { readSignInInput } from './read-sign-in-input.ts';
import type { SignInContext } from './sign-in-context.types.ts';

const PASSWORD = 'password';

/**
 * The first step of signing in with a password. It takes as long and says the same for an address that nobody has.
 * @throws AppError `unauthenticated`; `forbidden` where the password is right and the access was taken away
 */
export async function signInWithPassword(
  ctx: SignInContext,
  given: unknown,
): Promise<SignInAnswer> {
  const { email, password } = readSignInInput(passwordSignInSchema, given);
  const { app, browser, origin } = ctx;
  const auth = await app.access.auth();
  try {
    const { response, headers } = await auth.api.signInEmail({
      body: { email, password },
      headers: clientHeaders(browser, origin),
      returnHeaders: true,
    });
    const cookies = headers.getSetCookie();
    if ('twoFactorRedirect' in response) {
      browser.setCookies(cookies);
      return { next: 'second-factor' };
    }
    await noteSignedIn(ctx, cookies, PASSWORD);
    return { next: 'in' };
  } catch (error) {
    throw await refuse(ctx, email, error);
  }
}

async function refuse(ctx: SignInContext, email: string, error: unknown): Promise<unknown> {
  const code = libraryCodeOf(error);
  if (code === 'DEACTIVATED') {
    await noteRefused(ctx, email, PASSWORD, 'deactivated');
    return new AppError('forbidden', 'Your access was taken away.', {
      remedy: 'Ask an admin to give it back.',
    });
  }
  if (code === null || !/^INVALID_/.test(code)) {
    return error;
  }
  await noteRefused(ctx, email, PASSWORD, 'wrong password, or nobody has this address');
  return new AppError('unauthenticated', 'The e-mail address or the password is not right.');
}

/** Ends the session of this browser, if there is one. */
export async function signOut(ctx: SignInContext): Promise<{ done: true }> {
  const { app, browser, origin, caller } = ctx;
  const auth = await app.access.auth();
  const { headers } = await auth.api.signOut({
    headers: clientHeaders(browser, origin),
    returnHeaders: true,
  });
  browser.setCookies(headers.getSetCookie());
  if (caller !== null) {
    app.access.tell();
    await app.audit.record({ action: 'sign-out', outcome: 'done', caller, origin });
  }
  return { done: true };
}
