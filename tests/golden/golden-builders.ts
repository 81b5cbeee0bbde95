import type {
  WorldDeployment,
  WorldIssue,
  WorldPull,
  WorldRepository,
  WorldReview,
  WorldUser,
} from '@bellwether/server/github-simulator/world.types';

/** `03-23 09:00` in 2026, UTC. */
export function at(monthDayTime: string): string {
  return `2026-${monthDayTime.replace(' ', 'T')}:00Z`;
}

/** A commit's hash that tells where it belongs: 40 digits, `number` and `step` in turn. */
export function sha(number: number, step: number): string {
  return `${String(number).padStart(4, '0')}${String(step).padStart(4, '0')}`.repeat(5);
}

/** The hash of the commit that merged pull request `number`. */
export function mergeSha(number: number): string {
  return sha(number, 9000);
}

export type GoldenReview = {
  by: WorldUser;
  at: string;
  state: WorldReview['state'];
  /** The commit that was looked at, from 1; by default the last one. */
  on?: number;
  /** How many inline comments came with it. */
  inline?: number;
};

export type GoldenEvent = {
  event: string;
  at: string;
  by: WorldUser | null;
  asked?: WorldUser;
  /** Place of the review that was dismissed, from 0. */
  dismissed?: number;
};

export type GoldenPull = {
  number: number;
  title: string;
  /** Null: a deleted account. */
  by: WorldUser | null;
  createdAt: string;
  mergedAt?: string;
  closedAt?: string;
  isDraft?: boolean;
  /** Author dates; committed at the same second unless another instant follows. */
  commits: { at: string; committedAt?: string; by?: WorldUser }[];
  reviews?: GoldenReview[];
  comments?: { by: WorldUser; at: string }[];
  events?: GoldenEvent[];
  /** Path, lines added, lines deleted. */
  files: [path: string, additions: number, deletions: number][];
  labels?: string[];
};

type Lists = Pick<
  WorldRepository,
  'pulls' | 'reviews' | 'reviewComments' | 'issueComments' | 'commits' | 'files' | 'timeline'
>;

/** Lays one pull request into the lists of a world. */
export function addPull(lists: Lists, golden: GoldenPull): void {
  lists.pulls.push(toPull(golden));
  addReviews(lists, golden);
  addCommits(lists, golden);
  addTimeline(lists, golden);
  const { number } = golden;
  for (const [index, comment] of (golden.comments ?? []).entries()) {
    lists.issueComments.push({
      issue_number: number,
      is_pull: true,
      id: number * 1000 + 500 + index,
      node_id: `IC_golden_${number}_${index}`,
      user: comment.by,
      created_at: comment.at,
      updated_at: comment.at,
    });
  }
  for (const [filename, additions, deletions] of golden.files) {
    const changes = additions + deletions;
    lists.files.push({
      pull_number: number,
      filename,
      status: 'modified',
      additions,
      deletions,
      changes,
    });
  }
}

function toPull(golden: GoldenPull): WorldPull {
  const { number, mergedAt = null, files } = golden;
  const closedAt = mergedAt ?? golden.closedAt ?? null;
  return {
    id: 71_000 + number,
    node_id: `PR_golden_${number}`,
    number,
    state: closedAt === null ? 'open' : 'closed',
    locked: false,
    title: golden.title,
    body: null,
    user: golden.by,
    draft: golden.isDraft ?? false,
    labels: (golden.labels ?? []).map((name) => ({ name, node_id: `LA_golden_${name}` })),
    assignees: [],
    requested_reviewers: (golden.events ?? []).flatMap(({ asked }) => (asked ? [asked] : [])),
    requested_teams: [],
    milestone: null,
    head: { ref: `change-${number}`, sha: sha(number, golden.commits.length) },
    base: { ref: 'main', sha: sha(0, 0) },
    created_at: golden.createdAt,
    updated_at: closedAt ?? golden.createdAt,
    closed_at: closedAt,
    merged_at: mergedAt,
    merge_commit_sha: mergedAt === null ? null : mergeSha(number),
    additions: files.reduce((sum, [, additions]) => sum + additions, 0),
    deletions: files.reduce((sum, [, , deletions]) => sum + deletions, 0),
    changed_files: files.length,
  };
}

function addReviews(lists: Lists, { number, commits, reviews = [] }: GoldenPull): void {
  for (const [index, review] of reviews.entries()) {
    const id = number * 1000 + index;
    const commitId = sha(number, review.on ?? commits.length);
    lists.reviews.push({
      pull_number: number,
      id,
      node_id: `PRR_golden_${number}_${index}`,
      user: review.by,
      body: null,
      state: review.state,
      submitted_at: review.at,
      commit_id: commitId,
    });
    for (let comment = 0; comment < (review.inline ?? 0); comment += 1) {
      lists.reviewComments.push({
        pull_number: number,
        id: id * 10 + comment,
        node_id: `PRRC_golden_${number}_${index}_${comment}`,
        user: review.by,
        created_at: review.at,
        updated_at: review.at,
        pull_request_review_id: id,
        in_reply_to_id: null,
        path: 'src/app.ts',
        commit_id: commitId,
      });
    }
  }
}

function addCommits(lists: Lists, { number, commits, by }: GoldenPull): void {
  for (const [index, commit] of commits.entries()) {
    const step = index + 1;
    lists.commits.push({
      pull_number: number,
      sha: sha(number, step),
      node_id: `C_golden_${number}_${step}`,
      author: commit.by ?? by,
      commit: {
        author: { name: 'golden', email: 'golden@lighthouse.example', date: commit.at },
        committer: {
          name: 'golden',
          email: 'golden@lighthouse.example',
          date: commit.committedAt ?? commit.at,
        },
        message: `Step ${step}`,
      },
      parents: [{ sha: step === 1 ? sha(0, 0) : sha(number, index) }],
    });
  }
}

function addTimeline(lists: Lists, golden: GoldenPull): void {
  const { number, mergedAt, closedAt, by } = golden;
  const events: GoldenEvent[] = [...(golden.events ?? [])];
  const endedAt = mergedAt ?? closedAt;
  if (mergedAt !== undefined) {
    events.push({ event: 'merged', at: mergedAt, by });
  }
  if (endedAt !== undefined) {
    events.push({ event: 'closed', at: endedAt, by });
  }
  for (const [index, { event, at, by: actor, asked, dismissed }] of events.entries()) {
    lists.timeline.push({
      pull_number: number,
      id: number * 1000 + 700 + index,
      node_id: `EV_golden_${number}_${index}`,
      event,
      created_at: at,
      actor,
      commit_id: event === 'merged' ? mergeSha(number) : null,
      ...(asked === undefined ? {} : { requested_reviewer: asked }),
      ...(dismissed === undefined
        ? {}
        : {
            dismissed_review: { state: 'changes_requested', review_id: number * 1000 + dismissed },
          }),
    });
  }
}

export type GoldenDeployment = {
  id: number;
  environment: string;
  /** The pull request whose merge is deployed. */
  pull: number;
  createdAt: string;
  creator: WorldUser;
  statuses: [state: string, at: string][];
};

export function toDeployment(golden: GoldenDeployment): WorldDeployment {
  const { id, environment, createdAt, statuses } = golden;
  return {
    id,
    node_id: `DE_golden_${id}`,
    sha: mergeSha(golden.pull),
    ref: 'main',
    task: 'deploy',
    environment,
    original_environment: environment,
    production_environment: environment !== 'staging',
    created_at: createdAt,
    updated_at: statuses.at(-1)?.[1] ?? createdAt,
    creator: golden.creator,
    description: null,
    statuses: statuses.map(([state, at], index) => ({
      id: id * 10 + index,
      state,
      created_at: at,
      environment,
    })),
  };
}

export function toIncident(
  number: number,
  title: string,
  by: WorldUser,
  createdAt: string,
  closedAt: string,
): WorldIssue {
  return {
    id: 72_000 + number,
    node_id: `I_golden_${number}`,
    number,
    title,
    body: null,
    state: 'closed',
    state_reason: 'completed',
    user: by,
    labels: [{ name: 'incident', node_id: 'LA_golden_incident' }],
    assignees: [],
    comments: 0,
    created_at: createdAt,
    updated_at: closedAt,
    closed_at: closedAt,
  };
}
