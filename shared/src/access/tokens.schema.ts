import { z } from 'zod';
import { tokenScopeNames } from './token-scopes.ts';

export const tokenScopeSchema = z.enum(tokenScopeNames);

/** Offered lengths of a token's life, in days. */
export const tokenDays = [30, 90, 365] as const;

export const tokenExpirySchema = z.union(
  [
    z.object({ days: z.literal([...tokenDays]) }),
    /** An ISO instant. */
    z.object({ at: z.iso.datetime({ error: 'Choose a day that is to come.' }) }),
    z.literal('never'),
  ],
  { error: 'Choose 30, 90 or 365 days, a day, or never.' },
);
export type TokenExpiry = z.infer<typeof tokenExpirySchema>;

export const createTokenInputSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Write what the token is for, for example Grafana.')
    .max(60, 'Write a name of at most 60 characters.')
    .regex(/^\P{C}*$/u, 'Write a name of letters, digits and signs.'),
  scopes: z
    .array(tokenScopeSchema)
    .min(1, 'Choose at least one thing that the token may do.')
    .max(tokenScopeNames.length)
    .transform((scopes) => tokenScopeNames.filter((scope) => scopes.includes(scope))),
  expiry: tokenExpirySchema,
});
export type CreateTokenInput = z.infer<typeof createTokenInputSchema>;

export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters; never more. */
  start: z.string(),
  scopes: z.array(tokenScopeSchema),
  /** Those of the scopes that its owner's roles do not include now: the token may not use them. */
  lostScopes: z.array(tokenScopeSchema),
  /** `idle`: its owner's access was taken away, and the token's with it. */
  state: z.enum(['active', 'expired', 'revoked', 'idle']),
  owner: z.object({ userId: z.string(), name: z.string(), isMe: z.boolean() }),
  createdAt: z.string(),
  /** Null: never. */
  expiresAt: z.string().nullable(),
  /** To the minute. Null: not used yet. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Who revoked it, as they were called then. */
  revokedBy: z.string().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

export const tokenListSchema = z.object({
  /** Those that work first, the newest of them on top. */
  tokens: z.array(tokenSchema),
  /** Whether everybody's are listed, not the caller's alone. */
  isEverybodys: z.boolean(),
  /** Whether the environment sets one beside them. Null: the caller may not know. */
  hasBootstrapToken: z.boolean().nullable(),
  /** What a new token of the caller can be limited to; empty: they make none. */
  grantable: z.array(tokenScopeSchema),
});
export type TokenList = z.infer<typeof tokenListSchema>;

export const createdTokenSchema = z.object({
  /** The token itself: in this answer alone, and never again. */
  secret: z.string(),
  token: tokenSchema,
});
export type CreatedToken = z.infer<typeof createdTokenSchema>;
