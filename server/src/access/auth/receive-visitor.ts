import type { OAuth2UserInfo } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import type { Admit, Visitor } from './visitor.types.ts';

/** What the sign-in library keeps of a visitor while it lets them in. */
export type VisitorProfile = { accountId: string };

/**
 * Lets a visitor in before the library looks for them, so that it finds their way in, or refuses.
 * @throws RefusedError
 */
export async function receiveVisitor(
  visitor: Visitor,
  admit: Admit,
): Promise<{ user: OAuth2UserInfo; data: VisitorProfile }> {
  const { accountId, name } = visitor;
  const link = (await getOAuthState())?.link;
  const { email } = await admit(visitor, link ?? null);
  // By the account alone is anybody known: no address makes the library do anything.
  return { user: { email, name, emailVerified: false }, data: { accountId } };
}
