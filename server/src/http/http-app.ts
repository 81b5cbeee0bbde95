import { AppError } from '@bellwether/shared/errors/app-error';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Express } from 'express';
import type { AppContext } from '../app-context.ts';
import { createMetrics } from '../operations/metrics/create-metrics.ts';
import { appRouter } from '../trpc/app-router.ts';
import { apiV1 } from './api-v1.ts';
import { browserOf } from './browser-of.ts';
import { answerErrors, answerUnknownApi } from './error-answers.ts';
import { healthRoutes } from './health.ts';
import { limitRequests } from './limit-requests.ts';
import { limitSignIn } from './limit-sign-in.ts';
import { limitedJsonBody } from './limited-json-body.ts';
import { limitedQuery, limitedQueryInput } from './limited-query.ts';
import { metricsText } from './metrics-text.ts';
import type { OwnAddress } from './own-hosts.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { noteCaller } from './request-caller.ts';
import { assignRequestId } from './request-id.ts';
import { requestLog } from './request-log.ts';
import { originOf } from './request-origin.ts';
import { schemaRegistry } from './schema-registry.ts';
import { neverStored, securityHeaders } from './security-headers.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { webClient } from './web-client.ts';
import { webhooksEndpoint } from './webhooks-endpoint.ts';

export type HttpAppOptions = OwnAddress & {
  /** Folder of the built client; null: none is served (tests of the interfaces alone). */
  clientDir: string | null;
  /** Whose word on where a request comes from is taken: see BELLWETHER_TRUST_PROXY. */
  trustedProxies: false | number | string[];
};

/** Paths that answer programs and pages; everything else is a page. */
const INTERFACES = [
  '/api',
  '/trpc',
  '/webhooks',
  '/schema-registry',
  '/healthz',
  '/readyz',
  '/metrics',
];
const TRPC_BODY_BYTES = 1024 * 1024;
const SIGN_IN_BODY_BYTES = 64 * 1024;

/** The whole HTTP face of the server: checks first, then the interfaces, last the pages. */
export function createHttpApp(app: AppContext, options: HttpAppOptions): Express {
  const http = express();
  http.disable('x-powered-by');
  http.set('trust proxy', options.trustedProxies);
  const metrics = createMetrics(app);
  http.use(metrics.countRequests);
  http.use(assignRequestId(), requestLog(app.log), securityHeaders(options.publicUrl));
  http.use(INTERFACES, neverStored);
  http.use(limitedQuery());
  http.all('/webhooks/github', webhooksEndpoint(app));
  http.use(requireOwnOrigin(options));
  http.use(healthRoutes(app));
  http.use(['/api', '/trpc', '/schema-registry', '/metrics'], limitRequests(app));
  http.get('/metrics', metricsText(app, metrics));
  http.use('/api/v1', apiV1(app));
  http.use('/schema-registry', schemaRegistry(app));
  http.all(
    '/api/auth/{*rest}',
    limitedJsonBody(SIGN_IN_BODY_BYTES),
    limitSignIn(app),
    signInRoutes(app),
  );
  http.use(
    '/trpc',
    limitedQueryInput(),
    limitedJsonBody(TRPC_BODY_BYTES),
    createExpressMiddleware({
      router: appRouter,
      createContext: async ({ req, res }) => {
        const origin = originOf(req);
        const browser = browserOf(req, res);
        const caller = await app.access.identifySession(req.headers, origin, browser);
        noteCaller(req, caller);
        return { app, origin, caller, browser };
      },
      responseMeta: ({ errors }) => ({ headers: retryAfterOf(errors) }),
      maxBatchSize: 20,
      // A question whose answer hangs on a secret comes in a body: addresses are written to logs.
      allowMethodOverride: true,
    }),
  );
  http.use(['/api', '/trpc', '/webhooks'], answerUnknownApi);
  if (options.clientDir !== null) {
    http.use(webClient(options.clientDir));
  }
  http.use(answerUnknownApi);
  http.use(answerErrors(app.log));
  return http;
}

/** When it may be tried again, where a limit was reached. */
function retryAfterOf(errors: readonly { cause?: unknown }[]): Record<string, string> {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof AppError && cause.retryAfterSeconds !== null ? [cause.retryAfterSeconds] : [],
  );
  return seconds.length === 0 ? {} : { 'retry-after': String(Math.max(...seconds)) };
}
