import type { ResetPasswordInput } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { networkOf } from '../../access/network-of.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { findUserByEmail, loadCredential, savePassword } from './credentials.store.ts';
import { noSuchLink } from './link-description.service.ts';
import { tryLink } from './link-tries.ts';
import { findOpenLink, revokeResetLinks, takeLink } from './link-use.store.ts';
import { hashLinkToken, makeLink } from './one-time-links.service.ts';
import { hashNewPassword } from './passwords.service.ts';
import { deleteSessionsExcept } from './sessions.store.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/**
 * Sets a new password with a link, and ends every session. A second factor stays.
 * @throws AppError `not_found` for a link that does not work; `invalid_input` with the field
 */
export async function resetPassword(
  { app, origin }: Pick<SignInContext, 'app' | 'origin'>,
  { token, password }: ResetPasswordInput,
): Promise<AuditNote> {
  const tokenHash = hashLinkToken(token);
  const { userId, owner } = await tryLink(app, origin, () => findOwner(app, tokenHash));
  const passwordHash = await hashNewPassword(app, password, owner);
  const now = app.clock();
  const sessions = await app.db.transaction(async (tx) => {
    if ((await takeLink(tx, tokenHash, now)) === null) {
      noSuchLink();
    }
    await savePassword(tx, userId, passwordHash, now);
    await revokeResetLinks(tx, userId, now);
    return deleteSessionsExcept(tx, userId, null);
  });
  app.access.tell();
  return {
    subject: { kind: 'user', id: userId, name: owner.name },
    after: { sessionsEnded: sessions },
  };
}

async function findOwner(app: AppContext, tokenHash: string) {
  const link = await findOpenLink(app.db.pool, tokenHash, app.clock());
  const userId = link?.kind === 'password-reset' ? link.userId : null;
  const owner = userId === null ? null : await loadCredential(app.db.pool, userId);
  return userId === null || owner === null ? noSuchLink() : { userId, owner };
}

/**
 * Mails a link to a new password where somebody has the address. Neither the answer nor the time it takes tells whether
 * anybody does: what is done is done after it.
 * @throws AppError `conflict` where no mail can be sent; `rate_limited` after some
 */
export async function requestPasswordReset(
  { app, origin }: Pick<SignInContext, 'app' | 'origin'>,
  address: string,
): Promise<AuditNote> {
  const email = address.toLowerCase();
  if ((await app.access.settings()).smtp === null) {
    throw new AppError('conflict', 'This Bellwether sends no mail.', {
      remedy: 'Ask an admin for a link to a new password.',
    });
  }
  await app.limits.take({ limit: 'mail', key: networkOf(origin.ipAddress) });
  await app.limits.take({ limit: 'mail', key: `to ${email}` });
  mailResetLink(app, email).catch((error: unknown) => {
    app.log.error({ err: error }, 'a link to a new password could not be mailed');
  });
  return { after: { email } };
}

async function mailResetLink(app: AppContext, email: string): Promise<void> {
  const user = await findUserByEmail(app.db.pool, email);
  if (user === null) {
    return;
  }
  const { url } = await makeLink(app, app.db.pool, {
    ...{ kind: 'password-reset', userId: user.userId, email, name: user.name },
    ...{ grants: null, personId: null, createdById: null },
  });
  await app.sendMail({
    to: email,
    subject: 'A new password for Bellwether',
    text: [
      `Hello ${user.name},`,
      '',
      'somebody, most likely you, asked for a new password. Set it here within 24 hours:',
      '',
      url,
      '',
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n'),
  });
}
