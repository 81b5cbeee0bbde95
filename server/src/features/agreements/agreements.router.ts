import { agreementsOverviewSchema } from '@bellwether/shared/agreements/agreements.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { readAgreements } from './agreements.service.ts';

export const agreementsRouter = router({
  overview: procedure('agreements.read')
    .output(agreementsOverviewSchema)
    .query(({ ctx }) => readAgreements(ctx.app)),
});
