import {
  filterChoicesSchema,
  pullRequestDetailSchema,
  pullRequestListInputSchema,
  pullRequestListSchema,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readPullRequestDetail } from './pull-request-detail.service.ts';
import { listPullRequests, readFilterChoices } from './pull-requests.service.ts';

/** Pull requests one by one: the table, the drawer with its receipts, and what can be chosen. */
export const pullRequestsRouter = router({
  list: procedure('pull-requests.read')
    .input(pullRequestListInputSchema)
    .output(pullRequestListSchema)
    .query(({ ctx, input }) => listPullRequests(ctx.app, input, ctx.scope)),
  detail: procedure('pull-requests.read')
    .input(z.object({ id: z.string().min(1).max(200) }))
    .output(pullRequestDetailSchema)
    .query(({ ctx, input }) => readPullRequestDetail(ctx.app, input.id, ctx.scope)),
  filterChoices: procedure('cycle-time.read')
    .output(filterChoicesSchema)
    .query(({ ctx }) => readFilterChoices(ctx.app, sightOf(ctx))),
});
