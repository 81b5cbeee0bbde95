import { createHash } from 'node:crypto';
import { canSee, ForbiddenError, requirePermission } from './access-tokens.ts';
import { type RateResource, rateHeaders } from './rate-limits.ts';
import { appRoutes } from './rest/app.routes.ts';
import { commitsRoutes } from './rest/commits.routes.ts';
import { deploymentsRoutes } from './rest/deployments.routes.ts';
import { hooksRoutes } from './rest/hooks.routes.ts';
import { issuesRoutes } from './rest/issues.routes.ts';
import { paginate } from './rest/paginate.ts';
import { pullsRoutes } from './rest/pulls.routes.ts';
import { releasesRoutes } from './rest/releases.routes.ts';
import { repositoryRoutes } from './rest/repository.routes.ts';
import {
  found,
  NotFoundError,
  type RestCall,
  type RestResult,
  type RestRoute,
} from './rest/rest-route.ts';
import { reviewRequestsRoutes } from './rest/review-requests.routes.ts';
import { siteRoutes } from './rest/site.routes.ts';
import { workflowRunsRoutes } from './rest/workflow-runs.routes.ts';
import type { ServedRequest } from './serve-request.ts';
import { errorAnswer, jsonAnswer, type SimulatorAnswer } from './simulator-answer.ts';

const ROUTES: RestRoute[] = [
  ...siteRoutes,
  ...appRoutes,
  ...hooksRoutes,
  ...repositoryRoutes,
  ...pullsRoutes,
  ...reviewRequestsRoutes,
  ...issuesRoutes,
  ...commitsRoutes,
  ...deploymentsRoutes,
  ...releasesRoutes,
  ...workflowRunsRoutes,
];

/** Answers a REST call. What has not changed since the client's ETag is 304 and costs nothing; all else costs one call. */
export function answerRest(served: ServedRequest): SimulatorAnswer {
  const { request, grant, site } = served;
  if (request.path === '/rate_limit') {
    return answerRateLimit(served);
  }
  const resource: RateResource = request.path.startsWith('/search/') ? 'search' : 'core';
  const before = site.limits.read(grant.key, resource);
  if (before.remaining === 0) {
    return errorAnswer(
      403,
      `API rate limit exceeded for ${grant.user.login}.`,
      rateHeaders(before),
    );
  }
  const answer = route(served);
  if (answer.status === 200 && request.method !== 'POST') {
    const etag = `W/"${createHash('sha1').update(JSON.stringify(answer.body)).digest('hex')}"`;
    const headers = { ...answer.headers, etag, 'cache-control': 'private, max-age=60' };
    if (matchesEtag(request.ifNoneMatch, etag)) {
      site.counters.notModified += 1;
      return { status: 304, headers: { ...headers, ...rateHeaders(before) }, body: '' };
    }
    return { ...answer, headers: { ...headers, ...spend(served, resource) } };
  }
  return { ...answer, headers: { ...answer.headers, ...spend(served, resource) } };
}

function spend(served: ServedRequest, resource: RateResource): Record<string, string> {
  served.site.counters.restCalls += 1;
  served.points = 1;
  return rateHeaders(served.site.limits.spend(served.grant.key, resource, 1));
}

function answerRateLimit({ grant, site }: ServedRequest): SimulatorAnswer {
  const state = (resource: RateResource) => {
    const { limit, used, remaining, resetSecond } = site.limits.read(grant.key, resource);
    return { limit, used, remaining, reset: resetSecond };
  };
  const core = state('core');
  const resources = { core, graphql: state('graphql'), search: state('search') };
  return jsonAnswer(
    200,
    { resources, rate: core },
    rateHeaders(site.limits.read(grant.key, 'core')),
  );
}

function route(served: ServedRequest): SimulatorAnswer {
  const { index } = served.site.held();
  const path = byName(served.request.path, served);
  for (const candidate of ROUTES) {
    const match = candidate.pattern.exec(path);
    if (match !== null && candidate.method === normalMethod(served.request.method)) {
      const call: RestCall = {
        served,
        shaping: { baseUrl: served.request.baseUrl, index },
        params: decodeParams(match.groups ?? {}),
        query: served.request.query,
      };
      return answerCall(candidate, call);
    }
  }
  return errorAnswer(404, 'Not Found');
}

function answerCall(candidate: RestRoute, call: RestCall): SimulatorAnswer {
  try {
    return candidate.answer.of === 'site'
      ? finish(candidate.answer.run(call), call)
      : answerForRepository(candidate, call);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return errorAnswer(404, error.message);
    }
    if (error instanceof ForbiddenError) {
      return errorAnswer(403, error.message);
    }
    throw error;
  }
}

function answerForRepository(candidate: RestRoute, call: RestCall): SimulatorAnswer {
  const { index, baseUrl } = call.shaping;
  const fullName = `${call.params.owner}/${call.params.repo}`;
  const repo = found(index.findRepository(fullName));
  if (!canSee(call.served.grant, repo)) {
    return errorAnswer(404, 'Not Found');
  }
  if (index.isFormerName(fullName)) {
    const rest = call.served.request.path.split('/').slice(4).join('/');
    const location = `${baseUrl}/repositories/${repo.repository.id}${rest ? `/${rest}` : ''}`;
    const search = call.query.size > 0 ? `?${call.query}` : '';
    return errorAnswer(301, 'Moved Permanently', { location: location + search });
  }
  requirePermission(call.served.grant, ...candidate.permissions);
  return candidate.answer.of === 'repository'
    ? finish(candidate.answer.run(repo, call), call)
    : errorAnswer(404, 'Not Found');
}

function finish(result: RestResult, call: RestCall): SimulatorAnswer {
  if (result.kind === 'answer') {
    return result.answer;
  }
  if (result.kind === 'one') {
    return jsonAnswer(200, result.body);
  }
  const { request } = call.served;
  const { items, link } = paginate(result.items, call.query, `${request.baseUrl}${request.path}`);
  const page = items.map((item) => result.shape(item as never));
  const body = result.wrap === undefined ? page : result.wrap(page, result.items.length);
  return jsonAnswer(200, body, link === null ? {} : { link });
}

/** `/repositories/ID/…`, where redirects lead, is the same as `/repos/OWNER/NAME/…`. */
function byName(path: string, served: ServedRequest): string {
  const match = path.match(/^\/repositories\/(\d+)(.*)$/);
  const repo = match && served.site.held().index.findRepositoryById(Number(match[1]));
  return match && repo ? `/repos/${repo.repository.full_name}${match[2]}` : path;
}

function normalMethod(method: string): string {
  return method === 'HEAD' ? 'GET' : method;
}

function decodeParams(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decode(value)] as const),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  const bare = (value: string) => value.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '').split(',').some((candidate) => bare(candidate) === bare(etag));
}
