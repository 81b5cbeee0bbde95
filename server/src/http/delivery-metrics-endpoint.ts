import { bucketSizeSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { sightOf } from '../access/sight.ts';
import type { AppContext } from '../app-context.ts';
import {
  type DeliveryMetric,
  readDeliveryMetric,
} from '../features/delivery/delivery-metric.service.ts';
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

/** `GET /api/v1/metrics/<name>?from&to&bucket&repository&team&clock` for the measures of deployments (B15, C20). */
export function deliveryMetricsEndpoint(app: AppContext, metric: DeliveryMetric): EndpointHandler {
  return async (request, response, access) => {
    const { query } = request;
    refuseUnknown(query, ['from', 'to', 'bucket', 'repository', 'team', 'clock']);
    const { from, to } = readRange(query);
    if (from === null || to === null) {
      throw new AppError('invalid_input', 'The period is not given.', {
        field: from === null ? 'from' : 'to',
        remedy: 'Write from=2026-01-01&to=2026-02-01: "to" is the first day that is left out.',
      });
    }
    // Production keeps no hours: both clocks are answered alike.
    readChoice(query, 'clock', ['wall', 'work']);
    const repositories = await findRepositories(app, readRepositories(query), access.scope);
    const answer = await readDeliveryMetric(
      app,
      {
        ...{ metric, from, to },
        bucket: readChoice(query, 'bucket', ['week', ...bucketSizeSchema.options]),
        repositories: query.repository === undefined ? [] : repositories.map(({ id }) => id),
        teams: await findTeamHandles(app, readTexts(query, 'team'), access.scope),
      },
      sightOf(access),
    );
    response.set('Cache-Control', 'no-store').json(answer);
  };
}
