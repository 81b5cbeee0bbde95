import {
  filterChoicesSchema,
  pullRequestDetailSchema,
  pullRequestListInputSchema,
  pullRequestListSchema,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { z } from 'zod';
import { type Sight, sightOf } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import type { AppContext } from '../../app-context.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readPullRequestDetail } from './pull-request-detail.service.ts';
import { listPullRequests, readFilterChoices } from './pull-requests.service.ts';

const choicesInZone = inZone((app: AppContext, sight: Sight, _: null, zone) =>
  readFilterChoices(app, sight, zone),
);

/** Pull requests one by one: the table, the drawer with its receipts, and what can be chosen. */
export const pullRequestsRouter = router({
  list: procedure('pull-requests.read')
    .input(pullRequestListInputSchema)
    .output(pullRequestListSchema)
    .query(({ ctx, input }) => inZone(listPullRequests)(ctx.app, input, ctx.scope)),
  detail: procedure('pull-requests.read')
    .input(z.object({ id: z.string().min(1).max(200) }))
    .output(pullRequestDetailSchema)
    .query(({ ctx, input }) => readPullRequestDetail(ctx.app, input.id, ctx.scope)),
  filterChoices: procedure('cycle-time.read')
    .output(filterChoicesSchema)
    .query(({ ctx }) => choicesInZone(ctx.app, sightOf(ctx), null)),
});
