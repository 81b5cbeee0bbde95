import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { authorClasses } from '@bellwether/shared/pull-requests/author-class.rules';
import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import type { Request } from 'express';
import { chooseOneByOne } from '../access/choose-within.ts';
import type { AppContext } from '../app-context.ts';
import { findTeamHandles } from '../features/people/teams.service.ts';
import {
  exportPullRequests,
  findRepositories,
} from '../features/pull-requests/export-pull-requests.service.ts';
import type { EndpointHandler } from './endpoint.ts';
import {
  readChoice,
  readChoices,
  readRange,
  readRepositories,
  readTexts,
  refuseUnknown,
} from './query-parameters.rules.ts';

const PARAMETERS = [
  ...['from', 'to', 'repository', 'by', 'author', 'base_branch', 'team', 'search'],
  ...['label', 'size', 'tier', 'author_class', 'ai_assisted'],
];

/** `GET /api/v1/pull-requests.csv`: one row for each pull request that its parameters choose (C1). */
export function pullRequestsCsvEndpoint(app: AppContext): EndpointHandler {
  return async (request, response, { scope }) => {
    refuseUnknown(request.query, PARAMETERS);
    const by = readChoice(request.query, 'by', ['mergedAt', 'createdAt']);
    const filter = {
      by,
      ...readRange(request.query),
      authors: readTexts(request.query, 'author'),
      baseBranches: readTexts(request.query, 'base_branch'),
      teams: await findTeamHandles(app, readTexts(request.query, 'team'), scope),
      search: readTexts(request.query, 'search').join(' '),
    };
    const choice = await chooseOneByOne(app.db.pool, scope, {
      ...filter,
      ...readSlices(request.query),
      repositories: [],
    });
    const repositories = await findRepositories(app, readRepositories(request.query), scope);
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="pull-requests.csv"',
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(Readable.from(exportPullRequests(app, repositories, choice)), response);
    } catch (error) {
      // The caller left, or the database failed half-way: the broken connection tells them.
      app.log.warn({ err: error }, 'an export was broken off');
    }
  };
}

/** What the changes themselves are like. */
function readSlices(query: Request['query']) {
  const assisted = readChoices(query, 'ai_assisted', ['true', 'false']);
  return {
    labels: readTexts(query, 'label'),
    sizes: readChoices(query, 'size', sizeClasses),
    tiers: readChoices(query, 'tier', tiers),
    authorClasses: readChoices(query, 'author_class', authorClasses),
    // Both are as good as neither.
    ...(assisted.length === 1 ? { aiAssisted: assisted[0] === 'true' } : {}),
  };
}
