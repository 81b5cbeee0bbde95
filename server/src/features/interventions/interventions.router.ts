import { interventionsOverviewSchema } from '@bellwether/shared/interventions/interventions.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { readInterventions } from './interventions.service.ts';

export const interventionsRouter = router({
  overview: procedure('interventions.read')
    .output(interventionsOverviewSchema)
    .query(({ ctx }) => readInterventions(ctx.app)),
});
