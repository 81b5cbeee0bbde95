import {
  cycleTimeInputSchema,
  cycleTimeOverviewSchema,
  reviewCoverageSchema,
  scatterSchema,
  waitingSchema,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { sightOf } from '../../access/sight.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { reviewCoverageInputSchema, waitingInputSchema } from './cycle-time-inputs.schema.ts';
import { readOverview } from './overview.service.ts';
import { readReviewCoverage } from './review-coverage.service.ts';
import { readScatter } from './scatter.service.ts';
import { readWaiting } from './waiting.service.ts';

/** How long a change waits, and where. */
export const cycleTimeRouter = router({
  overview: procedure('cycle-time.read')
    .input(cycleTimeInputSchema)
    .output(cycleTimeOverviewSchema)
    .query(({ ctx, input }) => readOverview(ctx.app, input, sightOf(ctx))),
  scatter: procedure('pull-requests.read')
    .input(cycleTimeInputSchema)
    .output(scatterSchema)
    .query(({ ctx, input }) => readScatter(ctx.app, input, ctx.scope)),
  waiting: procedure('pull-requests.read')
    .input(waitingInputSchema)
    .output(waitingSchema)
    .query(({ ctx, input }) => readWaiting(ctx.app, input, ctx.scope)),
  reviewCoverage: procedure('cycle-time.read')
    .input(reviewCoverageInputSchema)
    .output(reviewCoverageSchema)
    .query(({ ctx, input }) => readReviewCoverage(ctx.app, input, sightOf(ctx))),
});
