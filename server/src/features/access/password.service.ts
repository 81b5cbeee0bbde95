import type { ChangePasswordInput } from '@bellwether/shared/access/account.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { networkOf } from '../../access/network-of.ts';
import { type Credential, loadCredential, savePassword } from './credentials.store.ts';
import { revokeResetLinks } from './link-use.store.ts';
import { hashNewPassword, verifyPassword } from './passwords.service.ts';
import { deleteSessionsExcept } from './sessions.store.ts';
import type { OwnSignInContext } from './sign-in-context.types.ts';

/**
 * Asks for the password again, before something that an open browser alone must not be able to do.
 * @throws AppError `invalid_input` with the field; `rate_limited` after many
 */
export async function requirePassword(
  { app, origin, userId }: OwnSignInContext,
  password: string,
  field: string,
): Promise<Credential> {
  const credential = await loadCredential(app.db.pool, userId);
  if (credential === null || credential.passwordHash === null) {
    throw new AppError('conflict', 'You have no password.', {
      field,
      remedy: 'An admin can give you a link with which you set one.',
    });
  }
  const key = `${userId} ${networkOf(origin.ipAddress)}`;
  await app.limits.attempt([{ limit: 'sign-in.account', key }], async () => {
    if (!(await verifyPassword(app, password, credential.passwordHash))) {
      throw new AppError('invalid_input', 'This is not your present password.', { field });
    }
  });
  return credential;
}

/** As `requirePassword`, for those who have one: the others came in by a provider, and have nothing to show again. */
export async function requirePasswordIfAny(
  ctx: OwnSignInContext,
  password: string | undefined,
): Promise<void> {
  const credential = await loadCredential(ctx.app.db.pool, ctx.userId);
  if (credential !== null && credential.passwordHash !== null) {
    await requirePassword(ctx, password ?? '', 'password');
  }
}

/** Sets a new password and ends every other session. */
export async function changePassword(
  ctx: OwnSignInContext,
  { current, next }: ChangePasswordInput,
): Promise<void> {
  const { app, userId, caller } = ctx;
  const owner = await requirePassword(ctx, current, 'current');
  const passwordHash = await hashNewPassword(app, next, owner, 'next');
  const now = app.clock();
  await app.db.transaction(async (tx) => {
    await savePassword(tx, userId, passwordHash, now);
    await revokeResetLinks(tx, userId, now);
    await deleteSessionsExcept(tx, userId, caller.sessionId);
  });
  app.access.tell();
}
