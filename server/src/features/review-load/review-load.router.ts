import {
  reviewLoadInputSchema,
  reviewLoadOverviewSchema,
} from '@bellwether/shared/review-load/review-load.schema';
import { sightOf } from '../../access/sight.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readReviewLoad } from './overview.service.ts';

/** Who carries the reviews, and who could. */
export const reviewLoadRouter = router({
  overview: procedure('review-load.read')
    .input(reviewLoadInputSchema)
    .output(reviewLoadOverviewSchema)
    .query(({ ctx, input }) => readReviewLoad(ctx.app, input, sightOf(ctx))),
});
