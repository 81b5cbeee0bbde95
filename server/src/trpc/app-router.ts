import { accessRouter } from '../features/access/access.router.ts';
import { membersRouter } from '../features/access/members.router.ts';
import { signInSettingsRouter } from '../features/access/sign-in-settings.router.ts';
import { tokensRouter } from '../features/access/tokens.router.ts';
import { agreementsRouter } from '../features/agreements/agreements.router.ts';
import { auditRouter } from '../features/audit/audit.router.ts';
import { connectionsRouter } from '../features/connections/connections.router.ts';
import { cycleTimeRouter } from '../features/cycle-time/cycle-time.router.ts';
import { definitionsRouter } from '../features/definitions/definitions.router.ts';
import { deliveryRouter } from '../features/delivery/delivery.router.ts';
import { deploymentsRouter } from '../features/deployments/deployments.router.ts';
import { incidentsRouter } from '../features/incidents/incidents.router.ts';
import { interventionsRouter } from '../features/interventions/interventions.router.ts';
import { jobsRouter } from '../features/jobs/jobs.router.ts';
import { peopleRouter } from '../features/people/people.router.ts';
import { pullRequestsRouter } from '../features/pull-requests/pull-requests.router.ts';
import { reviewLoadRouter } from '../features/review-load/review-load.router.ts';
import { savedViewsRouter } from '../features/saved-views/saved-views.router.ts';
import { syncStatusRouter } from '../features/sync-status/sync-status.router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  access: accessRouter,
  audit: auditRouter,
  connections: connectionsRouter,
  syncStatus: syncStatusRouter,
  jobs: jobsRouter,
  pullRequests: pullRequestsRouter,
  cycleTime: cycleTimeRouter,
  definitions: definitionsRouter,
  deployments: deploymentsRouter,
  incidents: incidentsRouter,
  people: peopleRouter,
  signInSettings: signInSettingsRouter,
  members: membersRouter,
  tokens: tokensRouter,
  reviewLoad: reviewLoadRouter,
  delivery: deliveryRouter,
  agreements: agreementsRouter,
  interventions: interventionsRouter,
  savedViews: savedViewsRouter,
});

export type AppRouter = typeof appRouter;
