import type {
  AccountRow,
  PullRequestHistory,
  PullRequestRow,
  RepositoryContext,
  ReviewState,
} from './pull-request-history.ts';

/** A pull request told in few words. Instants are `03-23 09:00` or `03-23 09:00:30`, in 2026, UTC; people are logins. */
export type Story = {
  authorId?: string | null;
  state?: PullRequestRow['state'];
  isDraft?: boolean;
  createdAt?: string;
  mergedAt?: string;
  closedAt?: string;
  baseBranch?: string;
  headBranch?: string;
  additions?: number;
  deletions?: number;
  reviews?: {
    by: string | null;
    at: string;
    state?: ReviewState;
    sha?: string | null;
    inline?: number;
  }[];
  /** Inline comments without a review. */
  lone?: { by: string; at: string }[];
  comments?: { by: string | null; at: string }[];
  commits?: {
    at: string;
    committedAt?: string;
    sha?: string;
    by?: string;
    parents?: number | null;
    position?: null;
  }[];
  /** `about`: the login or `org/team` that is asked. */
  events?: { kind: string; at: string; by?: string; about?: string }[];
  files?: [path: string, additions: number, deletions: number][];
  labels?: string[];
  generatedPatterns?: string[];
  defaultBranch?: string;
  deployedAt?: string;
};

const people = ['mira', 'tomas', 'ines', 'olu', 'lena'];

export const storyAccounts: ReadonlyMap<string, AccountRow> = new Map(
  [
    ...people.map((login) => ({ id: login, login, type: 'User' })),
    { id: 'dependabot', login: 'dependabot[bot]', type: 'Bot' },
    { id: 'coderabbitai', login: 'coderabbitai', type: 'Bot' },
    { id: 'harbour', login: 'harbour', type: 'Organization' },
    { id: 'ghost', login: 'ghost', type: 'User' },
  ].map((account) => [account.id, account]),
);

/** The only team that is known. */
export const storyTeams: PullRequestHistory['teams'] = new Map([
  ['lighthouse/harbour', { id: 'T_harbour', memberIds: ['mira', 'olu', 'lena', 'dependabot'] }],
]);

export function day(monthDayTime: string): Date {
  const withSeconds = monthDayTime.length > 11 ? monthDayTime : `${monthDayTime}:00`;
  return new Date(`2026-${withSeconds.replace(' ', 'T')}Z`);
}

/** Opened by mira on Monday 2026-03-23 at 09:00, with one commit half an hour before. */
export function tellStory(story: Story): PullRequestHistory {
  const commits = story.commits ?? [{ at: '03-23 08:30' }];
  return {
    pullRequest: toRow(story, commits.length),
    accounts: storyAccounts,
    teams: storyTeams,
    ...toReviews(story),
    issueComments: (story.comments ?? []).map(({ by, at }, index) => ({
      id: `comment${index}`,
      authorId: by,
      createdAt: day(at),
    })),
    commits: commits.map((commit, index) => ({
      sha: commit.sha ?? `sha${index + 1}`,
      position: commit.position === null ? null : index,
      authorId: commit.by ?? 'mira',
      authorEmail: null,
      authoredAt: day(commit.at),
      committedAt: day(commit.committedAt ?? commit.at),
      parentCount: commit.parents === undefined ? 1 : commit.parents,
    })),
    files: (story.files ?? []).map(([path, additions, deletions]) => ({
      path,
      additions,
      deletions,
    })),
    timelineEvents: (story.events ?? []).map(({ kind, at, by, about }, index) => ({
      id: `event${index}`,
      kind,
      actorId: by ?? null,
      occurredAt: day(at),
      subject: about ?? null,
      beforeSha: null,
      afterSha: null,
    })),
    labels: story.labels ?? [],
    repository: toContext(story),
    deployment:
      story.deployedAt === undefined ? null : { id: 'd', finishedAt: day(story.deployedAt) },
  };
}

function toRow(story: Story, commitCount: number): PullRequestRow {
  const mergedAt = story.mergedAt === undefined ? null : day(story.mergedAt);
  const closedAt = story.closedAt === undefined ? mergedAt : day(story.closedAt);
  const createdAt = day(story.createdAt ?? '03-23 09:00');
  return {
    id: 'pr',
    repositoryId: 'repository',
    number: 1,
    title: 'A change',
    url: 'https://github.com/lighthouse/ferry/pull/1',
    authorId: 'mira',
    state: stateOf(mergedAt, closedAt),
    isDraft: false,
    baseBranch: 'main',
    headBranch: 'change',
    headSha: `sha${commitCount}`,
    mergeCommitSha: mergedAt === null ? null : 'merge',
    updatedAt: createdAt,
    additions: 10,
    deletions: 5,
    changedFiles: story.files?.length ?? 1,
    ...pick(story, [
      ...(['authorId', 'state', 'isDraft', 'baseBranch', 'headBranch', 'additions'] as const),
      'deletions',
    ]),
    createdAt,
    mergedAt,
    closedAt,
  };
}

function stateOf(mergedAt: Date | null, closedAt: Date | null): PullRequestRow['state'] {
  if (mergedAt !== null) {
    return 'merged';
  }
  return closedAt === null ? 'open' : 'closed';
}

/** The named fields that the story tells. */
function pick<Key extends keyof Story>(story: Story, keys: readonly Key[]): Pick<Story, Key> {
  const told = keys.filter((key) => story[key] !== undefined);
  return Object.fromEntries(told.map((key) => [key, story[key]])) as Pick<Story, Key>;
}

function toReviews({ reviews = [], lone = [] }: Story) {
  return {
    reviews: reviews.map((review, index) => ({
      id: `review${index}`,
      databaseId: index + 1,
      authorId: review.by,
      state: review.state ?? ('COMMENTED' as const),
      submittedAt: day(review.at),
      commitSha: review.sha === undefined ? 'sha1' : review.sha,
    })),
    reviewComments: [
      ...reviews.flatMap((review, index) =>
        Array.from({ length: review.inline ?? 0 }, (_, comment) => ({
          id: `inline${index}.${comment}`,
          reviewDatabaseId: index + 1,
          authorId: review.by,
          path: 'src/app.ts',
          // GitHub dates an inline comment when it was drafted, before its review.
          createdAt: new Date(day(review.at).getTime() - 600_000),
        })),
      ),
      ...lone.map(({ by, at }, index) => ({
        id: `lone${index}`,
        reviewDatabaseId: null,
        authorId: by,
        path: 'src/app.ts',
        createdAt: day(at),
      })),
    ],
  };
}

function toContext(story: Story): RepositoryContext {
  return {
    owner: 'lighthouse',
    name: 'ferry',
    defaultBranch: story.defaultBranch ?? 'main',
    generatedPatterns: story.generatedPatterns ?? [],
  };
}
