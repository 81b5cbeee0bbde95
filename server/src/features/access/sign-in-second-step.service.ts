import { type SignInAnswer, secondStepSchema } from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Auth } from '../../access/auth/create-auth.ts';
import { secondStepOf } from '../../access/auth/second-step-of.ts';
import { withoutSession } from '../../access/auth/without-session.ts';
import { findStepOwner } from './credentials.store.ts';
import { libraryCodeOf } from './library-error.ts';
import { noteRefused, noteSignedIn } from './note-sign-in.ts';
import { readSignInInput } from './read-sign-in-input.ts';
import type { SignInContext } from './sign-in-context.types.ts';

type Check = (auth: Auth, code: string, headers: Headers) => Promise<{ headers: Headers }>;

/** The code that the authenticator app shows. */
export function finishWithTotp(ctx: SignInContext, given: unknown): Promise<SignInAnswer> {
  return finish(ctx, given, 'password and authenticator app', (auth, code, headers) =>
    auth.api.verifyTOTP({
      body: { code: code.replace(/\s/g, '') },
      headers,
      returnHeaders: true,
    }),
  );
}

/** One of the backup codes, which is used up by it. */
export function finishWithBackupCode(ctx: SignInContext, given: unknown): Promise<SignInAnswer> {
  return finish(ctx, given, 'password and backup code', (auth, code, headers) =>
    auth.api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }),
  );
}

/** @throws AppError `invalid_input` for a wrong code; `unauthenticated` when the first step is too long ago */
async function finish(
  ctx: SignInContext,
  given: unknown,
  how: string,
  check: Check,
): Promise<SignInAnswer> {
  const { code } = readSignInInput(secondStepSchema, given);
  const auth = await ctx.app.access.auth();
  const claimedName = await whoTookFirstStep(ctx, auth);
  try {
    const { headers } = await check(auth, code, await withoutSession(auth, ctx));
    await noteSignedIn(ctx, headers.getSetCookie(), how);
    return { next: 'in' };
  } catch (error) {
    throw await refuse(ctx, claimedName, how, error);
  }
}

/** Whoever comes to the second step knows the password: whose that is matters to the log. */
async function whoTookFirstStep({ app, browser }: SignInContext, auth: Auth): Promise<string> {
  const step = await secondStepOf(auth, browser);
  const email = step === null ? null : await findStepOwner(app.db.pool, step);
  return email ?? 'somebody';
}

async function refuse(
  ctx: SignInContext,
  claimedName: string,
  how: string,
  error: unknown,
): Promise<unknown> {
  const code = libraryCodeOf(error);
  if (code === null) {
    return error;
  }
  await noteRefused(ctx, claimedName, how, code.toLowerCase());
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') {
    return new AppError('invalid_input', 'This code is not right, or no longer.', {
      field: 'code',
    });
  }
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') {
    return new AppError('rate_limited', 'Too many codes were wrong.', {
      remedy: 'Wait a quarter of an hour, or ask an admin to switch your second factor off.',
      retryAfterSeconds: 900,
    });
  }
  if (code === 'DEACTIVATED') {
    return new AppError('forbidden', 'Your access was taken away.');
  }
  return new AppError('unauthenticated', 'Begin again with your password.', {
    remedy: 'The code must come within ten minutes, and not after many wrong ones.',
  });
}
