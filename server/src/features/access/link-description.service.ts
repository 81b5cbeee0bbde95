import type { LinkDescription } from '@bellwether/shared/access/one-time-links.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { tryLink } from './link-tries.ts';
import { findOpenLink } from './link-use.store.ts';
import { hashLinkToken } from './one-time-links.service.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/** What a link is good for. @throws AppError `not_found`, the same for whatever reason */
export async function describeLink(
  { app, origin }: Pick<SignInContext, 'app' | 'origin'>,
  token: string,
): Promise<LinkDescription> {
  const link = await tryLink(app, origin, async () => {
    const found = await findOpenLink(app.db.pool, hashLinkToken(token), app.clock());
    return found ?? noSuchLink();
  });
  const { kind, email, name, invitedBy, expiresAt } = link;
  return { kind, email, name, invitedBy, expiresAt: expiresAt.toISOString() };
}

/** In the same words for one that never was, was used, was taken back or is too old. */
export function noSuchLink(): never {
  throw new AppError('not_found', 'This link does not work, or no longer.', {
    remedy: 'Ask an admin for a new one.',
  });
}
