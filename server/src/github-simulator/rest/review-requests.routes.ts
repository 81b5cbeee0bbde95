import { ForbiddenError } from '../access-tokens.ts';
import { askForReview } from '../ask-for-review.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { errorAnswer, jsonAnswer } from '../simulator-answer.ts';
import type { WorldPull, WorldUser } from '../world.types.ts';
import { shapePull } from './pull.shape.ts';
import {
  found,
  NotFoundError,
  type RestCall,
  type RestResult,
  type RestRoute,
  repositoryRoute,
} from './rest-route.ts';

/** Asking for a review changes the world that is served: later answers show it. */
export const reviewRequestsRoutes: RestRoute[] = [
  {
    ...repositoryRoute('/pulls/:number/requested_reviewers', ['pull_requests'], request),
    method: 'POST',
  },
];

function request(repo: RepositoryIndex, call: RestCall): RestResult {
  requireWrite(call);
  const pull = found(repo.pulls.get(Number(call.params.number)));
  const logins = readLogins(call.served.request.body);
  const { index } = call.shaping;
  const users = logins.map((login) => index.findUser(login));
  const refusal = refusalOf(pull, users);
  if (refusal !== null) {
    return { kind: 'answer', answer: errorAnswer(422, refusal) };
  }
  const asked = users.filter((user) => user !== undefined);
  const { site, grant } = call.served;
  const world = askForReview(index.world, repo.repository, pull, asked, {
    by: grant.user,
    at: site.clock(),
  });
  site.replaceWorld(world);
  const after = found(site.held().index.findRepository(repo.repository.full_name));
  const row = found(after.pulls.get(pull.number));
  return {
    kind: 'answer',
    answer: jsonAnswer(201, shapePull({ ...call.shaping, index: site.held().index }, after, row)),
  };
}

function requireWrite({ served }: RestCall): void {
  const { kind, permissions, scopes } = served.grant;
  const isFine = permissions !== null && permissions !== undefined;
  if (isFine ? permissions.pull_requests !== 'write' : kind === 'app') {
    throw new ForbiddenError();
  }
  if (!isFine && !scopes.some((scope) => scope === 'repo' || scope === 'public_repo')) {
    throw new NotFoundError('Not Found');
  }
}

function readLogins(body: string): string[] {
  try {
    const { reviewers } = JSON.parse(body) as { reviewers?: unknown };
    return Array.isArray(reviewers) ? reviewers.map(String) : [];
  } catch {
    return [];
  }
}

/** In GitHub's terms why it takes nothing of it. Null: it does. */
function refusalOf(pull: WorldPull, users: readonly (WorldUser | undefined)[]): string | null {
  if (pull.state !== 'open' || users.length === 0) {
    return 'Validation Failed';
  }
  if (users.some((user) => user === undefined || (user.type ?? 'User') !== 'User')) {
    return 'Reviews may only be requested from collaborators.';
  }
  return users.some((user) => user?.id === pull.user?.id)
    ? 'Review cannot be requested from pull request author.'
    : null;
}
