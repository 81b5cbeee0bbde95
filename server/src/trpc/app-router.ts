import { connectionsRouter } from '../features/connections/connections.router.ts';
import { cycleTimeRouter } from '../features/cycle-time/cycle-time.router.ts';
import { pullRequestsRouter } from '../features/pull-requests/pull-requests.router.ts';
import { syncStatusRouter } from '../features/sync-status/sync-status.router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  connections: connectionsRouter,
  syncStatus: syncStatusRouter,
  pullRequests: pullRequestsRouter,
  cycleTime: cycleTimeRouter,
});

export type AppRouter = typeof appRouter;
