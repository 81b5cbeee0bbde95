import { randomUUID } from 'node:crypto';
import type { AcceptInvitationInput } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { noSuchLink } from './link-description.service.ts';
import { tryLink } from './link-tries.ts';
import { findOpenLink, type OpenLink, takeLink } from './link-use.store.ts';
import { hashLinkToken } from './one-time-links.service.ts';
import { openSessionFor } from './open-session.service.ts';
import { hashNewPassword } from './passwords.service.ts';
import type { SignInContext } from './sign-in-context.types.ts';
import { insertGrants, insertPasswordUser, setPerson } from './users.store.ts';
import { hasUserWithEmail } from './visitors.store.ts';

type NewUser = { id: string; name: string; email: string };

/**
 * Makes the invited user with a password, and signs them in.
 * @throws AppError `not_found` for a link that does not work; `invalid_input` or `conflict` with the field
 */
export async function acceptInvitation(
  ctx: SignInContext,
  { token, name, email, password }: AcceptInvitationInput,
): Promise<AuditNote> {
  const { app } = ctx;
  const tokenHash = hashLinkToken(token);
  const found = await tryLink(app, ctx.origin, async () => {
    const link = await findOpenLink(app.db.pool, tokenHash, app.clock());
    return link?.kind === 'invitation' ? link : noSuchLink();
  });
  const user = { id: randomUUID(), name, email: addressFor(found, email) };
  const passwordHash = await hashNewPassword(app, password, user);
  const { grants } = await app.db.transaction(async (tx) => {
    const link = await takeLink(tx, tokenHash, app.clock());
    return insertInvited(tx, link ?? noSuchLink(), user, passwordHash, app.clock());
  });
  await openSessionFor(ctx, user.id);
  return {
    subject: { kind: 'user', id: user.id, name },
    after: { email: user.email, grants, invitedBy: found.invitedBy },
  };
}

async function insertInvited(
  tx: Queryable,
  link: OpenLink,
  user: NewUser,
  passwordHash: string,
  now: Date,
): Promise<OpenLink> {
  if (await hasUserWithEmail(tx, [user.email])) {
    throw new AppError('conflict', 'Somebody with this e-mail address is here already.', {
      field: 'email',
      remedy: 'If that is you, sign in; an admin can give you a link to a new password.',
    });
  }
  await insertPasswordUser(tx, user, passwordHash, now);
  await insertGrants(tx, user.id, link.grants, now);
  await setPerson(tx, user.id, link.personId);
  return link;
}

function addressFor(link: OpenLink, given: string | undefined): string {
  const email = link.email ?? given;
  if (email === undefined) {
    throw new AppError('invalid_input', 'Write your e-mail address.', { field: 'email' });
  }
  return email.toLowerCase();
}
