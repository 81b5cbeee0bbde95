import type { Rights } from '@bellwether/shared/access/access.rules';

/** Who asks: a person in a browser, a program with a token, or the bootstrap token of the environment. */
export type Caller = Rights & {
  kind: 'user' | 'token' | 'bootstrap';
  /** The user, or whose token it is. Null: the bootstrap token. */
  userId: string | null;
  /** Null: no session stands behind it. */
  sessionId: string | null;
  /** Null: no token stands behind it. */
  tokenId: string | null;
  /** As people know them: the user's name, or the token's. */
  name: string;
  /** One of the sample team's, who may come from loopback alone. */
  isSample: boolean;
  /** The person behind GitHub's accounts. Null: not known. */
  personId: string | null;
  /** Moves when what they may do changes. */
  accessVersion: number;
};

/** Where a request came from, for the audit log and the limits. */
export type Origin = {
  requestId: string;
  ipAddress: string | null;
  userAgent: string | null;
  /** Straight from this machine, through no proxy and under a loopback name. */
  isDirectLoopback: boolean;
};
