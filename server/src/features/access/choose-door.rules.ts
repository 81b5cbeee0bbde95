import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Role } from '@bellwether/shared/access/capabilities';
import type { Refusal } from '@bellwether/shared/access/sign-in.schema';

export type JoinRuleFacts = {
  kind: 'domain' | 'organization';
  /** In lower case. */
  value: string;
  role: Role;
  teamId: string | null;
};

/** What is known of somebody whom a provider vouches for and who is no user yet. */
export type VisitorFacts = {
  /** In lower case. */
  verifiedEmails: readonly string[];
  /** Logins of organisations on GitHub, in lower case. */
  organizations: readonly string[];
  /** Whether one of these addresses is a user's, who signs in in another way. */
  isKnownByEmail: boolean;
  hasInvitation: boolean;
};

export type Door =
  | { opens: 'by-invitation' }
  | { opens: 'by-rule'; grants: Grant[] }
  | { opens: 'never'; refusal: Refusal };

/**
 * Whether a visitor may become a user, and what they may do then. An address that the provider does not vouch for opens
 * nothing, and one that is somebody's already is not taken over: its owner signs in and links the account.
 */
export function chooseDoor(visitor: VisitorFacts, rules: readonly JoinRuleFacts[]): Door {
  if (visitor.isKnownByEmail) {
    return { opens: 'never', refusal: 'link-first' };
  }
  if (visitor.verifiedEmails.length === 0) {
    return { opens: 'never', refusal: 'unverified-email' };
  }
  if (visitor.hasInvitation) {
    return { opens: 'by-invitation' };
  }
  const grants = rules
    .filter((rule) => lets(rule, visitor))
    .map(({ role, teamId }) => ({ role, teamId }));
  return grants.length === 0
    ? { opens: 'never', refusal: 'not-invited' }
    : { opens: 'by-rule', grants };
}

function lets({ kind, value }: JoinRuleFacts, visitor: VisitorFacts): boolean {
  return kind === 'organization'
    ? visitor.organizations.includes(value)
    : visitor.verifiedEmails.some((email) => email.slice(email.lastIndexOf('@') + 1) === value);
}
