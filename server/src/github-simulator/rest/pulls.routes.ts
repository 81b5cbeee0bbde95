import { parseInstant } from '../parse-instant.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldPull, WorldReviewComment } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import { shapeCommit } from './commit.shape.ts';
import { shapePull, shapeWholePull } from './pull.shape.ts';
import { found, list, one, type RestCall, type RestRoute, repositoryRoute } from './rest-route.ts';
import { shapeFile, shapeReview, shapeReviewComment } from './review.shape.ts';

export const pullsRoutes: RestRoute[] = [
  repositoryRoute('/pulls', ['pull_requests'], (repo, { query, shaping }) =>
    list(selectPulls(repo, query), (row) => shapePull(shaping, repo, row)),
  ),
  repositoryRoute('/pulls/comments', ['pull_requests'], (repo, { query, shaping }) =>
    list(selectComments(repo.repository.reviewComments, query), (row) =>
      shapeReviewComment(shaping, repo, row),
    ),
  ),
  repositoryRoute('/pulls/:number', ['pull_requests'], (repo, call) =>
    one(shapeWholePull(call.shaping, repo, pullOf(repo, call))),
  ),
  repositoryRoute('/pulls/:number/reviews', ['pull_requests'], (repo, call) =>
    list(repo.reviewsOf(pullOf(repo, call).number), (row) => shapeReview(call.shaping, repo, row)),
  ),
  repositoryRoute('/pulls/:number/comments', ['pull_requests'], (repo, call) =>
    list(selectComments(repo.reviewCommentsOf(pullOf(repo, call).number), call.query), (row) =>
      shapeReviewComment(call.shaping, repo, row),
    ),
  ),
  repositoryRoute('/pulls/:number/commits', ['pull_requests'], (repo, call) => {
    const { commits } = repo.graph();
    const listed = repo.commitsOf(pullOf(repo, call).number).slice(0, 250);
    return list(
      listed.flatMap((row) => commits.get(row.sha) ?? []),
      (commit) => shapeCommit(call.shaping, repo, commit),
    );
  }),
  repositoryRoute('/pulls/:number/files', ['pull_requests'], (repo, call) =>
    list(repo.filesOf(pullOf(repo, call).number).slice(0, 3000), shapeFile),
  ),
  repositoryRoute('/pulls/:number/requested_reviewers', ['pull_requests'], (repo, call) => {
    const pull = pullOf(repo, call);
    return one({
      users: (pull.requested_reviewers ?? []).map((user) => shapeUser(call.shaping, user)),
      teams: pull.requested_teams ?? [],
    });
  }),
];

function pullOf(repo: RepositoryIndex, call: RestCall): WorldPull {
  return found(repo.pulls.get(Number(call.params.number)));
}

function selectPulls(repo: RepositoryIndex, query: URLSearchParams): WorldPull[] {
  const state = query.get('state') ?? 'open';
  const base = query.get('base');
  const sort = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
  const isAscending = (query.get('direction') ?? 'desc') === 'asc';
  const rows = repo
    .pullsBy(sort)
    .filter((row) => state === 'all' || row.state === state)
    .filter((row) => base === null || row.base.ref === base);
  return isAscending ? rows : rows.reverse();
}

/** `since` looks at the instant of the last change, the same second included. */
function selectComments(rows: readonly WorldReviewComment[], query: URLSearchParams) {
  const since = parseInstant(query.get('since'));
  const sort = query.get('sort');
  const isAscending = sort === null || query.get('direction') === 'asc';
  const updatedAt = (row: WorldReviewComment) => row.updated_at ?? row.created_at;
  const at = sort === 'updated' ? updatedAt : (row: WorldReviewComment) => row.created_at;
  const selected = rows
    .filter((row) => since === null || updatedAt(row) >= since)
    .sort((a, b) => at(a).localeCompare(at(b)) || a.id - b.id);
  return isAscending ? selected : selected.reverse();
}
