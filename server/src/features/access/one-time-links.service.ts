import { createHash, randomBytes } from 'node:crypto';
import type { AppContext } from '../../app-context.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { insertLink, type LinkKind, type NewLink } from './one-time-links.store.ts';

const HOUR_MS = 60 * 60_000;
const LIVES_MS = { invitation: 7 * 24 * HOUR_MS, 'password-reset': 24 * HOUR_MS } as const;
const PATHS = { invitation: 'join', 'password-reset': 'reset' } as const satisfies Record<
  LinkKind,
  string
>;

export type MadeLink = {
  linkId: string;
  /** Holds the token, which is kept nowhere: to be shown or mailed once. It stands in the fragment, which browsers send to nobody. */
  url: string;
  expiresAt: Date;
};

/** Makes a link that works once: an invitation for 7 days, a way to a new password for 24 hours. */
export async function makeLink(
  { publicUrl, clock }: Pick<AppContext, 'publicUrl' | 'clock'>,
  db: Queryable,
  link: NewLink,
): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + LIVES_MS[link.kind]);
  const linkId = await insertLink(db, {
    ...link,
    tokenHash: hashLinkToken(token),
    createdAt,
    expiresAt,
  });
  return { linkId, url: `${publicUrl()}/${PATHS[link.kind]}#${token}`, expiresAt };
}

/** What is stored in a token's place. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
