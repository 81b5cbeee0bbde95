import {
  annotationSchema,
  cycleTimeInputSchema,
  cycleTimeOverviewSchema,
  reviewCoverageSchema,
  scatterSchema,
  waitingSchema,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  behindInputSchema,
  behindSchema,
  compareInputSchema,
  comparisonSchema,
  durationsSchema,
  pickupCurveInputSchema,
  pickupCurveSchema,
  reworkInputSchema,
  reworkSchema,
  stageTrendsInputSchema,
  stageTrendsSchema,
  turnaroundInputSchema,
  turnaroundSchema,
  weeklyPatternInputSchema,
  weeklyPatternSchema,
  whatChangedSchema,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import { keep } from '../../answers/keep.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readAnnotationsWithin } from './annotations.service.ts';
import { readBehind } from './behind.service.ts';
import { readComparison } from './compare.service.ts';
import {
  annotationsInputSchema,
  reviewCoverageInputSchema,
  waitingInputSchema,
} from './cycle-time-inputs.schema.ts';
import { readKeptOverview } from './kept-overview.service.ts';
import { readPickupCurve } from './pickup-curve.service.ts';
import { readReviewCoverage } from './review-coverage.service.ts';
import { readRework } from './rework.service.ts';
import { readScatter } from './scatter.service.ts';
import { readOneClock, readStageTrends } from './stage-trends.service.ts';
import { readTurnaround } from './turnaround.service.ts';
import { readWaiting } from './waiting.service.ts';
import { readWeek } from './weekly-pattern.service.ts';
import { readWhatChanged } from './what-changed.service.ts';

/** How long a change waits, and where. */
export const cycleTimeRouter = router({
  /** For the charts of every page. */
  annotations: procedure('cycle-time.read')
    .input(annotationsInputSchema)
    .output(z.array(annotationSchema))
    .query(({ ctx, input }) => readAnnotationsWithin(ctx.app, input, sightOf(ctx))),
  overview: procedure('cycle-time.read')
    .input(cycleTimeInputSchema)
    .output(cycleTimeOverviewSchema)
    .query(({ ctx, input }) => readKeptOverview(ctx.app, input, sightOf(ctx))),
  scatter: procedure('pull-requests.read')
    .input(cycleTimeInputSchema)
    .output(scatterSchema)
    .query(({ ctx, input }) => keep('cycle-time.scatter', readScatter)(ctx.app, input, ctx.scope)),
  waiting: procedure('pull-requests.read')
    .input(waitingInputSchema)
    .output(waitingSchema)
    .query(({ ctx, input }) => readWaiting(ctx.app, input, ctx.scope)),
  reviewCoverage: procedure('cycle-time.read')
    .input(reviewCoverageInputSchema)
    .output(reviewCoverageSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.review-coverage', readReviewCoverage)(ctx.app, input, sightOf(ctx)),
    ),
  durations: procedure('cycle-time.read')
    .input(cycleTimeInputSchema)
    .output(durationsSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.durations', readOneClock)(ctx.app, input, sightOf(ctx)),
    ),
  stageTrends: procedure('cycle-time.read')
    .input(stageTrendsInputSchema)
    .output(stageTrendsSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.stage-trends', readStageTrends)(ctx.app, input, sightOf(ctx)),
    ),
  pickupCurve: procedure('cycle-time.read')
    .input(pickupCurveInputSchema)
    .output(pickupCurveSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.pickup-curve', readPickupCurve)(ctx.app, input, sightOf(ctx)),
    ),
  week: procedure('cycle-time.read')
    .input(weeklyPatternInputSchema)
    .output(weeklyPatternSchema)
    .query(({ ctx, input }) => keep('cycle-time.week', readWeek)(ctx.app, input, sightOf(ctx))),
  compare: procedure('cycle-time.read')
    .input(compareInputSchema)
    .output(comparisonSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.compare', readComparison)(ctx.app, input, sightOf(ctx)),
    ),
  whatChanged: procedure('cycle-time.read')
    .input(cycleTimeInputSchema)
    .output(whatChangedSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.what-changed', readWhatChanged)(ctx.app, input, sightOf(ctx)),
    ),
  turnaround: procedure('cycle-time.read')
    .input(turnaroundInputSchema)
    .output(turnaroundSchema)
    .query(({ ctx, input }) =>
      keep('cycle-time.turnaround', readTurnaround)(ctx.app, input, sightOf(ctx)),
    ),
  rework: procedure('cycle-time.read')
    .input(reworkInputSchema)
    .output(reworkSchema)
    .query(({ ctx, input }) => keep('cycle-time.rework', readRework)(ctx.app, input, sightOf(ctx))),
  behind: procedure('pull-requests.read')
    .input(behindInputSchema)
    .output(behindSchema)
    .query(({ ctx, input }) => inZone(readBehind)(ctx.app, input, ctx.scope)),
});
