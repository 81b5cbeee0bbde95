import { bucketSizeSchema, clockSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { cycleTimeMetrics } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { AppError } from '@bellwether/shared/errors/app-error';
import { sightOf } from '../access/sight.ts';
import type { AppContext } from '../app-context.ts';
import { type MetricQuestion, readMetric } from '../features/cycle-time/metric.service.ts';
import { deliveryMetrics } from '../features/delivery/delivery-metric.service.ts';
import { findTeamHandles } from '../features/people/teams.service.ts';
import { findRepositories } from '../features/pull-requests/export-pull-requests.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import {
  readChoice,
  readRange,
  readRepositories,
  readTexts,
  refuseUnknown,
} from './query-parameters.rules.ts';

/** `GET /api/v1/metrics/<name>?from&to&bucket&repository&team&clock`: one entry for each bucket of the period (C20). */
export function metricsEndpoint(app: AppContext): EndpointHandler {
  return async (request, response, access) => {
    const metric = cycleTimeMetrics.find((name) => name === request.params.name);
    if (metric === undefined) {
      throw new AppError('not_found', 'There is no metric of this name.', {
        field: 'name',
        remedy: `The metrics are ${[...cycleTimeMetrics, ...deliveryMetrics, 'incident-rate'].join(', ')}.`,
      });
    }
    refuseUnknown(request.query, ['from', 'to', 'bucket', 'repository', 'team', 'clock']);
    const { from, to } = readRange(request.query);
    if (from === null || to === null) {
      throw new AppError('invalid_input', 'The period is not given.', {
        field: from === null ? 'from' : 'to',
        remedy: 'Write from=2026-01-01&to=2026-02-01: "to" is the first day that is left out.',
      });
    }
    const named = readRepositories(request.query);
    const repositories = await findRepositories(app, named, access.scope);
    const question: MetricQuestion = {
      metric,
      from,
      to,
      bucket: readChoice(request.query, 'bucket', ['week', ...bucketSizeSchema.options]),
      teams: await findTeamHandles(app, readTexts(request.query, 'team'), access.scope),
      clock: readChoice(request.query, 'clock', ['wall', ...clockSchema.options]),
      repositories: request.query.repository === undefined ? [] : repositories.map(({ id }) => id),
    };
    const answer = await readMetric(app, question, sightOf(access));
    response.set('Cache-Control', 'no-store').json(answer);
  };
}
