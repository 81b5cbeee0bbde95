import { ForbiddenError } from '../access-tokens.ts';
import { jsonAnswer } from '../simulator-answer.ts';
import type { DeliveryAttempt, SimulatedHook } from '../webhooks-log.ts';
import {
  found,
  list,
  NotFoundError,
  type RestCall,
  type RestResult,
  type RestRoute,
  repositoryRoute,
  siteRoute,
} from './rest-route.ts';

const PER_PAGE = 30;

/** Hooks of a repository for those who may administer it, and the App's own hook for the App itself. */
export const hooksRoutes: RestRoute[] = [
  repositoryRoute('/hooks', ['metadata'], (repo, call) => {
    requireAdmin(call);
    const ofRepository = hooksOf(call).filter(
      (hook) => hook.repository === repo.repository.full_name,
    );
    return list(ofRepository, (hook) => ({
      type: 'Repository',
      id: hook.id,
      name: 'web',
      active: true,
      events: ['*'],
      config: { content_type: 'json', insecure_ssl: '0', url: hook.url },
    }));
  }),
  repositoryRoute('/hooks/:hook/deliveries', ['metadata'], (_, call) => {
    requireAdmin(call);
    return listAttempts(call, repositoryHook(call));
  }),
  post(
    repositoryRoute('/hooks/:hook/deliveries/:delivery/attempts', ['metadata'], (_, call) => {
      requireAdmin(call);
      return repeatAttempt(call, repositoryHook(call));
    }),
  ),
  siteRoute('/app/hook/deliveries', (call) => listAttempts(call, appHook(call))),
  post(
    siteRoute('/app/hook/deliveries/:delivery/attempts', (call) =>
      repeatAttempt(call, appHook(call)),
    ),
  ),
];

function post(route: RestRoute): RestRoute {
  return { ...route, method: 'POST' };
}

function hooksOf({ served }: RestCall): readonly SimulatedHook[] {
  return served.site.hooks.hooks;
}

function requireAdmin({ served }: RestCall): void {
  const { kind, scopes } = served.grant;
  if (kind !== 'classic') {
    throw new ForbiddenError();
  }
  if (!scopes.some((scope) => scope === 'repo' || scope === 'admin:repo_hook')) {
    throw new NotFoundError('Not Found');
  }
}

function repositoryHook(call: RestCall): SimulatedHook {
  const id = Number(call.params.hook);
  return found(hooksOf(call).find((hook) => hook.id === id && hook.repository !== null));
}

function appHook(call: RestCall): SimulatedHook {
  if (call.served.grant.kind !== 'app') {
    throw new ForbiddenError();
  }
  return found(hooksOf(call).find((hook) => hook.repository === null));
}

/** Newest first; pages go on from a cursor, not by number. */
function listAttempts({ served, query }: RestCall, hook: SimulatedHook): RestResult {
  const perPage = Math.min(100, Number(query.get('per_page') ?? PER_PAGE));
  const before = Number(query.get('cursor') ?? Number.POSITIVE_INFINITY);
  const rest = served.site.hooks.attemptsOf(hook.id).filter(({ id }) => id < before);
  const page = rest.slice(0, perPage);
  const last = page.at(-1);
  const { baseUrl, path } = served.request;
  const next = `${baseUrl}${path}?per_page=${perPage}&cursor=${last?.id ?? 0}`;
  const headers: Record<string, string> =
    rest.length > page.length ? { link: `<${next}>; rel="next"` } : {};
  return { kind: 'answer', answer: jsonAnswer(200, page.map(shapeAttempt), headers) };
}

function shapeAttempt(attempt: DeliveryAttempt) {
  return {
    id: attempt.id,
    guid: attempt.guid,
    delivered_at: attempt.attemptedAt.toISOString(),
    redelivery: attempt.isRedelivery,
    duration: 0.1,
    status: attempt.status >= 200 && attempt.status < 300 ? 'OK' : 'Invalid HTTP Response',
    status_code: attempt.status,
    event: attempt.event,
    action: attempt.action,
    installation_id: null,
    repository_id: null,
  };
}

function repeatAttempt({ served, params }: RestCall, hook: SimulatedHook): RestResult {
  const { hooks } = served.site;
  const attempt = found(hooks.attemptsOf(hook.id).find(({ id }) => id === Number(params.delivery)));
  // GitHub answers before it sends.
  void hooks.repeat(attempt);
  return { kind: 'answer', answer: jsonAnswer(202, {}) };
}
