import { z } from 'zod';

/** An account as GraphQL gives it; null: deleted. */
export const actorSchema = z
  .object({
    __typename: z.string(),
    id: z.string(),
    login: z.string(),
    avatarUrl: z.string().nullish(),
  })
  .nullish();
export type ActorPayload = z.infer<typeof actorSchema>;

/** An account as REST gives it; null: deleted. */
export const restUserSchema = z
  .object({ node_id: z.string(), login: z.string(), type: z.string().default('User') })
  .nullish();
export type RestUserPayload = z.infer<typeof restUserSchema>;

export type GithubAccount = {
  id: string;
  /** Without a bot's `[bot]`, as GraphQL spells it. */
  login: string;
  type: string;
  /** Null: REST's address is another one than GraphQL's, and is not taken. */
  avatarUrl: string | null;
};

/** `actorParts` on any account. */
export const actorFragment = `fragment actorParts on Actor {
  __typename login avatarUrl ... on Node { id }
}`;
