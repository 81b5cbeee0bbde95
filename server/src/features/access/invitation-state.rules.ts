import type { Invitation } from '@bellwether/shared/access/members.schema';

/** What became of an invitation. */
export function stateOfInvitation(
  link: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): Invitation['state'] {
  if (link.usedAt !== null) {
    return 'used';
  }
  if (link.revokedAt !== null) {
    return 'revoked';
  }
  return link.expiresAt <= now ? 'expired' : 'open';
}
