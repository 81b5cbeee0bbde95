import { parseInstant } from '../parse-instant.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldIssueComment } from '../world.types.ts';
import { shapeEvent, timelineOf } from './event.shape.ts';
import { type IssueOrPull, shapeIssue, shapeIssueComment } from './issue.shape.ts';
import { shapeLabel } from './pull.shape.ts';
import { found, list, one, type RestCall, type RestRoute, repositoryRoute } from './rest-route.ts';

export const issuesRoutes: RestRoute[] = [
  repositoryRoute('/issues', ['issues'], (repo, { query, shaping }) =>
    list(selectIssues(repo, query), (item) => shapeIssue(shaping, repo, item)),
  ),
  repositoryRoute('/issues/comments', ['issues'], (repo, { query, shaping }) =>
    list(selectComments(repo, query), (row) => shapeIssueComment(shaping, repo, row)),
  ),
  repositoryRoute('/issues/:number', ['issues', 'pull_requests'], (repo, call) =>
    one(shapeIssue(call.shaping, repo, itemOf(repo, call))),
  ),
  repositoryRoute('/issues/:number/comments', ['issues', 'pull_requests'], (repo, call) => {
    const since = parseInstant(call.query.get('since'));
    const rows = repo
      .commentsOf(itemOf(repo, call).row.number)
      .filter((row) => since === null || (row.updated_at ?? row.created_at) >= since);
    return list(rows, (row) => shapeIssueComment(call.shaping, repo, row));
  }),
  repositoryRoute('/issues/:number/events', ['issues', 'pull_requests'], (repo, call) =>
    list(repo.eventsOf(itemOf(repo, call).row.number), (row) =>
      shapeEvent(call.shaping, repo, row),
    ),
  ),
  repositoryRoute('/issues/:number/timeline', ['issues', 'pull_requests'], (repo, call) =>
    list(timelineOf(call.shaping, repo, itemOf(repo, call).row.number), (entry) => entry.shape()),
  ),
  repositoryRoute('/issues/:number/labels', ['issues', 'pull_requests'], (repo, call) =>
    list(itemOf(repo, call).row.labels, (label) => shapeLabel(call.shaping, repo, label)),
  ),
];

function itemOf(repo: RepositoryIndex, call: RestCall): IssueOrPull {
  const number = Number(call.params.number);
  const issue = repo.issues.get(number);
  return issue === undefined
    ? { kind: 'pull', row: found(repo.pulls.get(number)) }
    : { kind: 'issue', row: issue };
}

function selectIssues(repo: RepositoryIndex, query: URLSearchParams): IssueOrPull[] {
  const state = query.get('state') ?? 'open';
  const since = parseInstant(query.get('since'));
  const labels = (query.get('labels') ?? '').toLowerCase().split(',').filter(Boolean);
  const field = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
  const sign = (query.get('direction') ?? 'desc') === 'asc' ? 1 : -1;
  return [
    ...repo.repository.issues.map((row) => ({ kind: 'issue' as const, row })),
    ...repo.repository.pulls.map((row) => ({ kind: 'pull' as const, row })),
  ]
    .filter(({ row }) => state === 'all' || row.state === state)
    .filter(({ row }) => since === null || row.updated_at >= since)
    .filter(({ row }) => {
      const names = row.labels.map((label) => label.name.toLowerCase());
      return labels.every((label) => names.includes(label));
    })
    .sort(
      (a, b) => sign * (a.row[field].localeCompare(b.row[field]) || a.row.number - b.row.number),
    );
}

function selectComments(repo: RepositoryIndex, query: URLSearchParams): WorldIssueComment[] {
  const since = parseInstant(query.get('since'));
  const sort = query.get('sort');
  const updatedAt = (row: WorldIssueComment) => row.updated_at ?? row.created_at;
  const at = sort === 'updated' ? updatedAt : (row: WorldIssueComment) => row.created_at;
  const selected = repo.repository.issueComments
    .filter((row) => since === null || updatedAt(row) >= since)
    .sort((a, b) => at(a).localeCompare(at(b)) || a.id - b.id);
  return sort !== null && query.get('direction') !== 'asc' ? selected.reverse() : selected;
}
