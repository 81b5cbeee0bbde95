import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { AppContext } from '../app-context.ts';
import { appRouter } from '../trpc/app-router.ts';
import { apiV1 } from './api-v1.ts';
import { answerErrors, answerUnknownApi } from './error-answers.ts';
import { healthRoutes } from './health.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { originOf } from './request-origin.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { webClient } from './web-client.ts';
import { webhooksEndpoint } from './webhooks-endpoint.ts';

export type HttpAppOptions = {
  /** Folder of the built client; null: none is served (tests of the interfaces alone). */
  clientDir: string | null;
  /** The address that people use when a proxy stands in front; null: loopback alone. */
  publicUrl: string | null;
};

/** The whole HTTP face of the server: checks first, then the interfaces, last the pages. */
export function createHttpApp(app: AppContext, options: HttpAppOptions): Express {
  const http = express();
  http.disable('x-powered-by');
  http.use(helmet(helmetOptions));
  http.all('/webhooks/github', webhooksEndpoint(app));
  http.use(requireOwnOrigin(options.publicUrl));
  http.use(healthRoutes(app));
  http.use('/api/v1', apiV1(app));
  http.all('/api/auth/{*rest}', signInRoutes(app));
  http.use(
    '/trpc',
    createExpressMiddleware({
      router: appRouter,
      createContext: async ({ req }) => {
        const origin = originOf(req);
        return { app, origin, caller: await app.access.identifySession(req.headers, origin) };
      },
      maxBatchSize: 20,
    }),
  );
  http.use(['/api', '/trpc', '/webhooks'], answerUnknownApi);
  if (options.clientDir !== null) {
    http.use(webClient(options.clientDir));
  }
  http.use(answerErrors(app.log));
  return http;
}

const helmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // The component library positions things through style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Plain HTTP on loopback: a browser that was told to use TLS could not come back.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;
