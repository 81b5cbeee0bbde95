import type { SignInProvider } from '@bellwether/shared/access/sign-in.schema';

/** Somebody whom GitHub or the organisation's provider vouches for. */
export type Visitor = {
  provider: SignInProvider;
  /** Theirs at the provider for ever: GitHub's node id, or the provider's subject. */
  accountId: string;
  /** As people know the account: a login, else an address. */
  accountName: string;
  name: string;
  /** Addresses that the provider says are theirs, in lower case, the first one first. */
  verifiedEmails: string[];
  /** Logins in lower case of the organisations on GitHub that they belong to, asked when it matters. */
  organizations: () => Promise<string[]>;
};

/** Whom the door was opened to. */
export type Admitted = { email: string };

/** Who is signed in already, and came to link an account. */
export type Linking = { userId: string; email: string };

/**
 * Lets a visitor in as somebody who is known already, or makes them a user where an invitation or a rule says so. One who
 * links an account is let through where it is nobody else's.
 * @throws RefusedError
 */
export type Admit = (visitor: Visitor, linking: Linking | null) => Promise<Admitted>;
