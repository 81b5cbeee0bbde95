import type { Capability } from '@bellwether/shared/access/capabilities';
import { Router } from 'express';
import type { AppContext } from '../app-context.ts';
import { deliveryMetrics } from '../features/delivery/delivery-metric.service.ts';
import { auditCsvEndpoint } from './audit-csv.ts';
import { deliveryMetricsEndpoint } from './delivery-metrics-endpoint.ts';
import { deploymentsEndpoint } from './deployments-endpoint.ts';
import { type EndpointHandler, endpoint } from './endpoint.ts';
import { incidentRateEndpoint } from './incident-rate-endpoint.ts';
import { incidentsEndpoint } from './incidents-endpoint.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { openApiEndpoint } from './openapi.ts';
import { pullRequestsCsvEndpoint } from './pull-requests-csv.ts';
import { reviewLoadEndpoint } from './review-load-endpoint.ts';
import { syncEndpoint } from './sync-endpoint.ts';

export type ApiRoute = {
  method: 'get' | 'post';
  path: string;
  capability: Capability;
  handler: EndpointHandler;
};

/** What other programs may rely on: see the operating contract in docs/operations.md. */
export function apiRoutes(app: AppContext): ApiRoute[] {
  return [
    {
      method: 'get',
      path: '/openapi.json',
      capability: 'access.enter',
      handler: openApiEndpoint(),
    },
    { method: 'get', path: '/sync', capability: 'sync-status.read', handler: syncEndpoint(app) },
    {
      ...{ method: 'get', path: '/pull-requests.csv', capability: 'pull-requests.read' },
      handler: pullRequestsCsvEndpoint(app),
    },
    {
      ...{ method: 'get', path: '/metrics/incident-rate', capability: 'cycle-time.read' },
      handler: incidentRateEndpoint(app),
    },
    ...deliveryMetrics.map(
      (name): ApiRoute => ({
        ...{ method: 'get', path: `/metrics/${name}`, capability: 'cycle-time.read' },
        handler: deliveryMetricsEndpoint(app, name),
      }),
    ),
    {
      ...{ method: 'get', path: '/metrics/:name', capability: 'cycle-time.read' },
      handler: metricsEndpoint(app),
    },
    {
      ...{ method: 'get', path: '/review-load', capability: 'review-load.read' },
      handler: reviewLoadEndpoint(app),
    },
    {
      ...{ method: 'get', path: '/audit.csv', capability: 'audit.read' },
      handler: auditCsvEndpoint(app),
    },
    {
      ...{ method: 'post', path: '/deployments', capability: 'deployments.write' },
      handler: deploymentsEndpoint(app),
    },
    {
      ...{ method: 'post', path: '/incidents', capability: 'incidents.write' },
      handler: incidentsEndpoint(app),
    },
  ];
}

export function apiV1(app: AppContext): Router {
  const routes = Router();
  for (const { method, path, capability, handler } of apiRoutes(app)) {
    routes[method](path, endpoint(app, capability, handler));
  }
  return routes;
}
