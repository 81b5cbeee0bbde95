import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { AppContext } from '../app-context.ts';
import {
  exportPullRequests,
  findRepositories,
} from '../features/pull-requests/export-pull-requests.service.ts';
import {
  readChoice,
  readRange,
  readRepositories,
  refuseUnknown,
} from './query-parameters.rules.ts';

/** `GET /api/v1/pull-requests.csv?from&to&repository&by`: one row for each pull request (C1). */
export function pullRequestsCsvEndpoint(app: AppContext): RequestHandler {
  return async (request, response) => {
    refuseUnknown(request.query, ['from', 'to', 'repository', 'by']);
    const by = readChoice(request.query, 'by', ['mergedAt', 'createdAt']);
    const period = { by, ...readRange(request.query) };
    const repositories = await findRepositories(app, readRepositories(request.query));
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="pull-requests.csv"',
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(Readable.from(exportPullRequests(app, repositories, period)), response);
    } catch (error) {
      // The caller left, or the database failed half-way: the broken connection tells them.
      app.log.warn({ err: error }, 'an export was broken off');
    }
  };
}
