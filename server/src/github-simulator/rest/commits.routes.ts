import { compareCommits, oldestFirst, reachableFrom } from '../compare-commits.ts';
import type { GraphCommit } from '../git-graph.ts';
import { parseInstant } from '../parse-instant.ts';
import { pullsWithCommit } from '../pulls-with-commit.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { shapeCommit } from './commit.shape.ts';
import { shapePull } from './pull.shape.ts';
import { found, list, one, type RestCall, type RestRoute, repositoryRoute } from './rest-route.ts';

const COMPARE_LIMIT = 250;

export const commitsRoutes: RestRoute[] = [
  repositoryRoute('/compare/*basehead', ['contents'], compare),
  repositoryRoute('/commits', ['contents'], (repo, { query, shaping }) => {
    const start = found(shaOf(repo, query.get('sha') ?? 'HEAD'));
    const since = parseInstant(query.get('since'));
    const until = parseInstant(query.get('until'));
    const commits = oldestFirst([...reachableFrom(repo.graph(), start).values()])
      .reverse()
      .filter((commit) => since === null || commit.committedAt >= since)
      .filter((commit) => until === null || commit.committedAt <= until);
    return list(commits, (commit) => shapeCommit(shaping, repo, commit));
  }),
  repositoryRoute('/commits/:ref', ['contents'], (repo, { params, shaping }) => {
    const commit = found(commitOf(repo, params.ref ?? ''));
    return one({ ...shapeCommit(shaping, repo, commit), files: [] });
  }),
  repositoryRoute('/commits/:sha/pulls', ['pull_requests'], (repo, { params, shaping }) => {
    const commit = found(commitOf(repo, params.sha ?? ''));
    return list(pullsWithCommit(repo, commit.sha), (row) => shapePull(shaping, repo, row));
  }),
];

function compare(repo: RepositoryIndex, call: RestCall) {
  const [base = '', head = ''] = (call.params.basehead ?? '').split('...');
  const baseCommit = found(commitOf(repo, base));
  const headCommit = found(commitOf(repo, head));
  const { status, ahead, behindBy } = found(
    compareCommits(repo.graph(), baseCommit.sha, headCommit.sha),
  );
  const { shaping, query } = call;
  const shape = (commit: GraphCommit) => shapeCommit(shaping, repo, commit);
  const wrap = (commits: unknown[]) => ({
    url: `${shaping.baseUrl}/repos/${repo.repository.full_name}/compare/${call.params.basehead}`,
    base_commit: shape(baseCommit),
    status,
    ahead_by: ahead.length,
    behind_by: behindBy,
    total_commits: ahead.length,
    commits,
    files: [],
  });
  if (!query.has('page') && !query.has('per_page')) {
    return one(wrap(ahead.slice(0, COMPARE_LIMIT).map(shape)));
  }
  return list(ahead, shape, wrap);
}

function commitOf(repo: RepositoryIndex, ref: string): GraphCommit | undefined {
  const sha = shaOf(repo, ref);
  return sha === null ? undefined : repo.graph().commits.get(sha);
}

function shaOf(repo: RepositoryIndex, ref: string): string | null {
  const { default_branch } = repo.repository;
  const isHead = ['HEAD', default_branch, `heads/${default_branch}`].includes(ref);
  return isHead ? repo.graph().head : ref;
}
