import { AppError } from '@bellwether/shared/errors/app-error';
import { sightOf } from '../access/sight.ts';
import type { AppContext } from '../app-context.ts';
import { findTeamHandles } from '../features/people/teams.service.ts';
import { findRepositories } from '../features/pull-requests/export-pull-requests.service.ts';
import { readReviewLoadAnswer } from '../features/review-load/api-answer.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import { readRange, readRepositories, readTexts, refuseUnknown } from './query-parameters.rules.ts';

/** `GET /api/v1/review-load?from&to&repository&team`: who carries the reviews (B12, C21). */
export function reviewLoadEndpoint(app: AppContext): EndpointHandler {
  return async (request, response, access) => {
    refuseUnknown(request.query, ['from', 'to', 'repository', 'team']);
    const { from, to } = readRange(request.query);
    if (from === null || to === null) {
      throw new AppError('invalid_input', 'The period is not given.', {
        field: from === null ? 'from' : 'to',
        remedy: 'Write from=2026-01-01&to=2026-02-01: "to" is the first day that is left out.',
      });
    }
    const named = readRepositories(request.query);
    const repositories = await findRepositories(app, named, access.scope);
    const answer = await readReviewLoadAnswer(
      app,
      {
        ...{ from, to },
        repositories:
          request.query.repository === undefined ? [] : repositories.map(({ id }) => id),
        teams: await findTeamHandles(app, readTexts(request.query, 'team'), access.scope),
      },
      sightOf(access),
    );
    response.set('Cache-Control', 'no-store').json(answer);
  };
}
