import type { SyncStreamStatus } from '@bellwether/shared/sync-status/sync-status.schema';
import type { AppContext } from '../app-context.ts';
import { getSyncOverview } from '../features/sync-status/sync-status.service.ts';
import type { EndpointHandler } from './endpoint.ts';

/** `GET /api/v1/sync`: how far each stream of each repository is, and what it cost. */
export function syncEndpoint(app: AppContext): EndpointHandler {
  return async (_request, response, { scope }) => {
    const overview = await getSyncOverview(app, scope);
    response.set('Cache-Control', 'no-store').json({
      repositories: overview.repositories.map(({ repository, state, streams }) => ({
        repository,
        state,
        streams: streams.map((stream) => ({
          stream: stream.stream,
          stored: stream.stored,
          total: stream.total,
          coverage: stream.coverage,
          cursor: stream.cursor,
          lastSuccessAt: stream.lastSuccessAt,
          error: describeError(stream.error),
        })),
      })),
      points: overview.points,
    });
  };
}

/** The sentence says what to do as well, for those who read nothing else. */
function describeError(error: SyncStreamStatus['error']) {
  if (error === null) {
    return null;
  }
  const { code, message, remedy, at } = error;
  return { code, message: remedy === null ? message : `${message} ${remedy}`, at };
}
