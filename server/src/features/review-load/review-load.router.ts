import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import {
  behindInputSchema,
  behindSchema,
  leadInputSchema,
  leadSharesSchema,
  pullRequestIdSchema,
  queueInputSchema,
  requestReviewInputSchema,
  reviewAreasSchema,
  reviewerSuggestionsSchema,
  reviewLoadInputSchema,
  reviewLoadOverviewSchema,
  reviewPatternsSchema,
  reviewQueueSchema,
  saveBandInputSchema,
  whatIfInputSchema,
  whatIfSchema,
} from '@bellwether/shared/review-load/review-load.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import { keep } from '../../answers/keep.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readAreas } from './areas.service.ts';
import { readBehind } from './behind.service.ts';
import { readLead, saveBand } from './lead.service.ts';
import { readReviewLoad } from './overview.service.ts';
import { readPatterns } from './patterns.service.ts';
import { readQueue } from './queue.service.ts';
import { requestReview } from './request-review.service.ts';
import { suggestFor } from './suggest.service.ts';
import { readWhatIf } from './what-if.service.ts';

/** Of a token without the scope. */
const NOTHING: RowScope = { teamIds: [], accountIds: [] };

const done = z.object({ done: z.literal(true) });

/** Who carries the reviews, and who could. */
export const reviewLoadRouter = router({
  overview: procedure('review-load.read')
    .input(reviewLoadInputSchema)
    .output(reviewLoadOverviewSchema)
    .query(({ ctx, input }) =>
      keep('review-load.overview', readReviewLoad)(ctx.app, input, sightOf(ctx)),
    ),
  patterns: procedure('review-load.read')
    .input(reviewLoadInputSchema)
    .output(reviewPatternsSchema)
    .query(({ ctx, input }) =>
      keep('review-load.patterns', readPatterns)(ctx.app, input, sightOf(ctx)),
    ),
  queue: procedure('review-load.read')
    .input(queueInputSchema)
    .output(reviewQueueSchema)
    .query(({ ctx, input }) => inZone(readQueue)(ctx.app, input, sightOf(ctx))),
  areas: procedure('review-load.read')
    .input(reviewLoadInputSchema)
    .output(reviewAreasSchema)
    .query(({ ctx, input }) => keep('review-load.areas', readAreas)(ctx.app, input, sightOf(ctx))),
  whatIf: procedure('review-load.read')
    .input(whatIfInputSchema)
    .output(whatIfSchema)
    .query(({ ctx, input }) =>
      keep('review-load.what-if', readWhatIf)(ctx.app, input, sightOf(ctx)),
    ),
  behind: procedure('review-load.read')
    .input(behindInputSchema)
    .output(behindSchema)
    .query(({ ctx, input }) => inZone(readBehind)(ctx.app, input, sightOf(ctx))),
  lead: procedure('review-load.read')
    .input(leadInputSchema)
    .output(leadSharesSchema)
    .query(({ ctx, input }) =>
      inZone(readLead)(ctx.app, input, {
        sight: sightOf(ctx),
        writing: scopeOf(ctx.caller, 'review-load.bands'),
      }),
    ),
  saveBand: procedure('review-load.bands')
    .input(saveBandInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveBand(ctx.app, input, ctx.scope));
      return { done: true };
    }),
  suggest: procedure('review-requests.write')
    .input(pullRequestIdSchema)
    .output(reviewerSuggestionsSchema)
    .query(({ ctx, input }) => {
      const { caller } = ctx;
      const scope = scopeOf(caller, 'review-load.read') ?? NOTHING;
      return suggestFor(ctx.app, input.pullRequestId, ctx.scope, sightOf({ caller, scope }));
    }),
  requestReview: procedure('review-requests.write')
    .input(requestReviewInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await requestReview(ctx.app, input, ctx.scope));
      return { done: true };
    }),
});
