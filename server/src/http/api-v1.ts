import { Router } from 'express';
import type { AppContext } from '../app-context.ts';
import { deploymentsEndpoint } from './deployments-endpoint.ts';
import { incidentsEndpoint } from './incidents-endpoint.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { openApiEndpoint } from './openapi.ts';
import { pullRequestsCsvEndpoint } from './pull-requests-csv.ts';
import { syncEndpoint } from './sync-endpoint.ts';

/** What other programs may rely on: see the operating contract in docs/operations.md. */
export function apiV1(app: AppContext): Router {
  const routes = Router();
  routes.get('/openapi.json', openApiEndpoint());
  routes.get('/sync', syncEndpoint(app));
  routes.get('/pull-requests.csv', pullRequestsCsvEndpoint(app));
  routes.get('/metrics/:name', metricsEndpoint(app));
  routes.post('/deployments', deploymentsEndpoint(app));
  routes.post('/incidents', incidentsEndpoint(app));
  return routes;
}
