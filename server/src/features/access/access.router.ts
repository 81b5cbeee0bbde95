import { entranceSchema, meSchema } from '@bellwether/shared/access/access.schema';
import { firstAdminInputSchema } from '@bellwether/shared/access/first-admin.schema';
import { z } from 'zod';
import { ownProcedure, procedure, router } from '../../trpc/trpc.ts';
import { readEntrance } from './entrance.service.ts';
import { createFirstAdmin } from './first-admin.service.ts';
import { readMe } from './me.service.ts';

const done = z.object({ done: z.literal(true) });

/** Who may enter, and who one is. */
export const accessRouter = router({
  entrance: procedure('access.enter')
    .output(entranceSchema)
    .query(({ ctx }) => readEntrance(ctx.app, ctx.origin)),
  me: ownProcedure('access.own')
    .output(meSchema)
    .query(({ ctx }) => readMe(ctx.app, ctx.caller)),
  createFirstAdmin: procedure('access.enter')
    .input(firstAdminInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { userId } = await createFirstAdmin(ctx.app, input);
      const subject = { kind: 'user', id: userId, name: input.name };
      ctx.note({ subject, after: { role: 'admin', email: input.email } });
      return { done: true as const };
    }),
});
