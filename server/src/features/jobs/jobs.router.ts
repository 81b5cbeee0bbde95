import { jobSummarySchema } from '@bellwether/shared/jobs/jobs.schema';
import { z } from 'zod';
import { procedure, router } from '../../trpc/trpc.ts';
import { listJobs, retryJob } from './jobs.service.ts';

/** What the server does by itself. */
export const jobsRouter = router({
  list: procedure('jobs.read')
    .output(z.array(jobSummarySchema))
    .query(({ ctx }) => listJobs(ctx.app, ctx.scope)),
  retry: procedure('jobs.write')
    .input(z.object({ jobId: z.uuid() }))
    .output(z.object({ retried: z.literal(true) }))
    .mutation(({ ctx, input }) => retryJob(ctx.app, input.jobId)),
});
