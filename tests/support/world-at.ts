import type {
  World,
  WorldDeployment,
  WorldIssue,
  WorldPull,
  WorldRepository,
  WorldReview,
  WorldReviewComment,
  WorldTimelineEvent,
} from '@bellwether/server/github-simulator/world.types';

/** When something of each pull request or issue happened, by its number. */
type Happenings = ReadonlyMap<number, readonly string[]>;
type Events = ReadonlyMap<number, readonly WorldTimelineEvent[]>;

/**
 * A world as it stood at an instant, as far as its rows tell: what was made up to then, in the state that its events give.
 * Titles, labels and heads are those of the end. What was changed for the last time before the instant is as at the end.
 */
export function worldAt(world: World, at: Date): World {
  const instant = `${at.toISOString().slice(0, 19)}Z`;
  return {
    ...world,
    endsAt: instant,
    repositories: world.repositories.map((repository) => repositoryAt(repository, instant)),
  };
}

function repositoryAt(repository: WorldRepository, at: string): WorldRepository {
  const { pulls, issues, reviews, reviewComments, issueComments, timeline, deployments } =
    repository;
  const isMade = (row: { created_at: string }) => row.created_at <= at;
  const happenings = collectHappenings(repository);
  const events = groupEvents(timeline);
  const settled = new Set(pulls.filter((row) => row.updated_at <= at).map((row) => row.number));
  return {
    ...repository,
    pulls: pulls.filter(isMade).map((row) => pullAt(row, at, events, happenings)),
    issues: issues.filter(isMade).map((row) => issueAt(row, at, events, happenings)),
    reviews: reviews
      .filter((row) => (row.submitted_at ?? '') <= at)
      .map((row) => reviewAt(row, at, timeline)),
    reviewComments: reviewComments.filter(isMade).map((row) => commentAt(row, at)),
    issueComments: issueComments.filter(isMade).map((row) => commentAt(row, at)),
    commits: repository.commits.filter(
      (row) => row.commit.committer.date <= at || settled.has(row.pull_number),
    ),
    timeline: timeline.filter(isMade),
    deployments: deployments.filter(isMade).map((row) => deploymentAt(row, at)),
  };
}

function pullAt(row: WorldPull, at: string, events: Events, happenings: Happenings): WorldPull {
  if (row.updated_at <= at) {
    return row;
  }
  const own = events.get(row.number) ?? [];
  const isMerged = row.merged_at !== null && row.merged_at <= at;
  const closedAt = isMerged ? row.merged_at : closedBy(row, own, at);
  return {
    ...row,
    state: closedAt === null ? 'open' : 'closed',
    closed_at: closedAt,
    draft: isDraftAt(row, own, at),
    ...(isMerged ? {} : { merged_at: null, merge_commit_sha: null, merged_by: null }),
    updated_at: lastHappening(row, at, happenings),
  };
}

function issueAt(row: WorldIssue, at: string, events: Events, happenings: Happenings): WorldIssue {
  if (row.updated_at <= at) {
    return row;
  }
  const closedAt = closedBy(row, events.get(row.number) ?? [], at);
  return {
    ...row,
    state: closedAt === null ? 'open' : 'closed',
    closed_at: closedAt,
    updated_at: lastHappening(row, at, happenings),
  };
}

/** When it was closed, if it was closed then; null: it was open. */
function closedBy(
  row: { closed_at: string | null },
  events: readonly WorldTimelineEvent[],
  at: string,
): string | null {
  const last = events
    .filter(({ event, created_at }) => /^(closed|reopened)$/.test(event) && created_at <= at)
    .at(-1);
  if (last === undefined) {
    return row.closed_at !== null && row.closed_at <= at ? row.closed_at : null;
  }
  return last.event === 'closed' ? last.created_at : null;
}

function isDraftAt(row: WorldPull, events: readonly WorldTimelineEvent[], at: string): boolean {
  const flips = events.filter(({ event }) => /^(ready_for_review|convert_to_draft)$/.test(event));
  const last = flips.filter(({ created_at }) => created_at <= at).at(-1);
  if (last !== undefined) {
    return last.event === 'convert_to_draft';
  }
  const next = flips[0];
  return next === undefined ? (row.draft ?? false) : next.event === 'ready_for_review';
}

function lastHappening(
  row: { number: number; created_at: string },
  at: string,
  happenings: Happenings,
): string {
  const until = (happenings.get(row.number) ?? []).filter((instant) => instant <= at);
  return latest([row.created_at, ...until]);
}

/** A dismissed review had the state that its dismissal tells until then. */
function reviewAt(row: WorldReview, at: string, timeline: WorldTimelineEvent[]): WorldReview {
  const dismissal = timeline.find(({ dismissed_review }) => dismissed_review?.review_id === row.id);
  if (dismissal?.dismissed_review === undefined || dismissal.created_at <= at) {
    return row;
  }
  const state = dismissal.dismissed_review.state.toUpperCase() as WorldReview['state'];
  return { ...row, state };
}

function commentAt<T extends Pick<WorldReviewComment, 'created_at' | 'updated_at'>>(
  row: T,
  at: string,
): T {
  const isEditedLater = row.updated_at !== undefined && row.updated_at > at;
  return isEditedLater ? { ...row, updated_at: row.created_at } : row;
}

function deploymentAt(row: WorldDeployment, at: string): WorldDeployment {
  const statuses = row.statuses.filter(({ created_at }) => created_at <= at);
  const instants = [row.created_at, ...statuses.map(({ created_at }) => created_at)];
  return {
    ...row,
    statuses,
    updated_at: row.updated_at <= at ? row.updated_at : latest(instants),
  };
}

function latest(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? '';
}

const collected = new WeakMap<WorldRepository, Happenings>();

/** GitHub says of each of these that the pull request or issue was updated. */
function collectHappenings(repository: WorldRepository): Happenings {
  const known = collected.get(repository);
  if (known !== undefined) {
    return known;
  }
  const all = new Map<number, string[]>();
  const add = (number: number | undefined, ...instants: (string | null | undefined)[]) => {
    const list = all.get(number ?? 0) ?? [];
    list.push(...instants.filter((instant) => typeof instant === 'string'));
    all.set(number ?? 0, list);
  };
  for (const row of [...repository.pulls, ...repository.issues]) {
    add(row.number, row.closed_at, row.updated_at);
  }
  for (const row of repository.reviews) {
    add(row.pull_number, row.submitted_at);
  }
  for (const row of repository.reviewComments) {
    add(row.pull_number, row.created_at, row.updated_at);
  }
  for (const row of repository.issueComments) {
    add(row.issue_number, row.created_at, row.updated_at);
  }
  for (const row of repository.commits) {
    add(row.pull_number, row.commit.committer.date);
  }
  for (const row of repository.timeline) {
    add(row.pull_number ?? row.issue_number, row.created_at);
  }
  collected.set(repository, all);
  return all;
}

const grouped = new WeakMap<readonly WorldTimelineEvent[], Events>();

function groupEvents(timeline: readonly WorldTimelineEvent[]): Events {
  const known = grouped.get(timeline);
  if (known !== undefined) {
    return known;
  }
  const groups = new Map<number, WorldTimelineEvent[]>();
  for (const event of timeline.toSorted((a, b) => a.created_at.localeCompare(b.created_at))) {
    const number = event.pull_number ?? event.issue_number ?? 0;
    groups.set(number, [...(groups.get(number) ?? []), event]);
  }
  grouped.set(timeline, groups);
  return groups;
}
