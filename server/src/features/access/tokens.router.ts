import {
  createdTokenSchema,
  createTokenInputSchema,
  tokenListSchema,
  tokenSchema,
} from '@bellwether/shared/access/tokens.schema';
import { z } from 'zod';
import { ownProcedure, router } from '../../trpc/trpc.ts';
import { createToken, listTokens, revokeToken } from './tokens.service.ts';

/** Keys for programs; services see to it that each person has their own, and admins everybody's. */
export const tokensRouter = router({
  list: ownProcedure('tokens.own')
    .output(tokenListSchema)
    .query(({ ctx }) => listTokens(ctx.app, { ...ctx.caller, userId: ctx.userId })),
  create: ownProcedure('tokens.own')
    .input(createTokenInputSchema)
    .output(createdTokenSchema)
    .mutation(async ({ ctx, input }) => {
      const made = await createToken(ctx.app, { ...ctx.caller, userId: ctx.userId }, input);
      const { id, name, scopes, expiresAt } = made.token;
      ctx.note({ subject: { kind: 'token', id, name }, after: { scopes, expiresAt } });
      return made;
    }),
  revoke: ownProcedure('tokens.own')
    .input(z.object({ tokenId: z.uuid() }))
    .output(tokenSchema)
    .mutation(async ({ ctx, input }) => {
      const caller = { ...ctx.caller, userId: ctx.userId };
      const token = await revokeToken(ctx.app, caller, input.tokenId);
      const { id, name, owner, revokedAt } = token;
      ctx.note({ subject: { kind: 'token', id, name }, after: { owner: owner.name, revokedAt } });
      return token;
    }),
});
