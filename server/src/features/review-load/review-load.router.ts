import { reviewLoadOverviewSchema } from '@bellwether/shared/review-load/review-load.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { readReviewLoad } from './review-load.service.ts';

export const reviewLoadRouter = router({
  overview: procedure('review-load.read')
    .output(reviewLoadOverviewSchema)
    .query(({ ctx }) => readReviewLoad(ctx.app)),
});
