import { buildGitGraph, type GitGraph } from './git-graph.ts';
import type {
  WorldCommit,
  WorldDeployment,
  WorldFile,
  WorldIssue,
  WorldIssueComment,
  WorldPull,
  WorldRepository,
  WorldReview,
  WorldReviewComment,
  WorldTimelineEvent,
} from './world.types.ts';

/** One repository of a world with every list reachable by number or id, so that no answer scans all rows. */
export type RepositoryIndex = {
  readonly repository: WorldRepository;
  readonly owner: string;
  readonly name: string;
  readonly pulls: Map<number, WorldPull>;
  readonly issues: Map<number, WorldIssue>;
  readonly deployments: Map<number, WorldDeployment>;
  /** Rows of one pull request or issue, in GitHub's order (oldest first). */
  readonly reviewsOf: (pullNumber: number) => WorldReview[];
  readonly reviewCommentsOf: (pullNumber: number) => WorldReviewComment[];
  readonly commentsOfReview: (reviewId: number) => WorldReviewComment[];
  readonly commentsOf: (number: number) => WorldIssueComment[];
  readonly commitsOf: (pullNumber: number) => WorldCommit[];
  readonly filesOf: (pullNumber: number) => WorldFile[];
  readonly eventsOf: (number: number) => WorldTimelineEvent[];
  readonly pullsBy: (field: SortField) => WorldPull[];
  readonly issuesBy: (field: SortField) => WorldIssue[];
  /** Newest first, as GitHub lists them. */
  readonly deploymentsByCreation: () => WorldDeployment[];
  readonly graph: () => GitGraph;
};

export type SortField = 'created_at' | 'updated_at';

type Dated = { id: number; created_at: string };

export function indexRepository(repository: WorldRepository): RepositoryIndex {
  const [owner = '', name = ''] = repository.full_name.split('/');
  const comments = lazily(() => groupBy(byCreation(repository.reviewComments), 'pull_number'));
  return {
    repository,
    owner,
    name,
    pulls: new Map(repository.pulls.map((pull) => [pull.number, pull])),
    issues: new Map(repository.issues.map((issue) => [issue.number, issue])),
    deployments: new Map(repository.deployments.map((row) => [row.id, row])),
    reviewsOf: grouped(() => groupBy(bySubmission(repository.reviews), 'pull_number')),
    reviewCommentsOf: grouped(comments),
    commentsOfReview: grouped(() =>
      groupBy(byCreation(repository.reviewComments), 'pull_request_review_id'),
    ),
    commentsOf: grouped(() => groupBy(byCreation(repository.issueComments), 'issue_number')),
    commitsOf: grouped(() => groupBy(repository.commits, 'pull_number')),
    filesOf: grouped(() => groupBy(repository.files, 'pull_number')),
    eventsOf: grouped(() => groupEvents(byCreation(repository.timeline))),
    pullsBy: sortedBy(repository.pulls),
    issuesBy: sortedBy(repository.issues),
    deploymentsByCreation: lazily(() => byCreation(repository.deployments).reverse()),
    graph: lazily(() => buildGitGraph(repository)),
  };
}

/** Computes once, at the first call. */
export function lazily<Value>(compute: () => Value): () => Value {
  let held: { value: Value } | undefined;
  return () => {
    held ??= { value: compute() };
    return held.value;
  };
}

/** Oldest first; rows of the same second by id. */
export function byCreation<Row extends Dated>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => compare(a.created_at, b.created_at) || a.id - b.id);
}

function bySubmission(reviews: readonly WorldReview[]): WorldReview[] {
  const at = (review: WorldReview) => review.submitted_at ?? '9999';
  return [...reviews].sort((a, b) => compare(at(a), at(b)) || a.id - b.id);
}

function sortedBy<Row extends { number: number; created_at: string; updated_at: string }>(
  rows: readonly Row[],
): (field: SortField) => Row[] {
  const sort = (field: SortField) =>
    lazily(() => [...rows].sort((a, b) => compare(a[field], b[field]) || a.number - b.number));
  const sorted = { created_at: sort('created_at'), updated_at: sort('updated_at') };
  return (field) => sorted[field]();
}

function grouped<Row>(compute: () => Map<number, Row[]>): (key: number) => Row[] {
  const groups = lazily(compute);
  return (key) => groups().get(key) ?? [];
}

function groupBy<Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const value = row[key];
    if (typeof value === 'number') {
      addTo(groups, value, row);
    }
  }
  return groups;
}

function groupEvents(rows: readonly WorldTimelineEvent[]): Map<number, WorldTimelineEvent[]> {
  const groups = new Map<number, WorldTimelineEvent[]>();
  for (const row of rows) {
    const number = row.pull_number ?? row.issue_number;
    if (number !== undefined) {
      addTo(groups, number, row);
    }
  }
  return groups;
}

function addTo<Row>(groups: Map<number, Row[]>, key: number, row: Row): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, [row]);
  } else {
    group.push(row);
  }
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
