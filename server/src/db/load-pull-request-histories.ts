import type {
  AccountRow,
  IssueCommentRow,
  PullRequestCommitRow,
  PullRequestFileRow,
  PullRequestHistory,
  PullRequestRow,
  RepositoryContext,
  ReviewCommentRow,
  ReviewRow,
  ReviewTeamRow,
  TimelineEventRow,
} from '@bellwether/shared/pull-requests/pull-request-history';
import type { Queryable } from './queryable.types.ts';

type Owned<T> = T & { pullRequestId: string };

type HeadRow = PullRequestRow & {
  repository: RepositoryContext;
  labels: string[];
  deploymentId: string | null;
  deployedAt: Date | null;
};

/** Everything stored about the pull requests, in the order of the ids; one that is not stored is left out. */
export async function loadPullRequestHistories(
  db: Queryable,
  ids: readonly string[],
): Promise<PullRequestHistory[]> {
  const heads = await readHeads(db, ids);
  const reviews = await readOwned<ReviewRow>(db, REVIEWS, ids);
  const reviewComments = await readOwned<ReviewCommentRow>(db, REVIEW_COMMENTS, ids);
  const issueComments = await readOwned<IssueCommentRow>(db, ISSUE_COMMENTS, ids);
  const commits = await readOwned<PullRequestCommitRow>(db, COMMITS, ids);
  const files = await readOwned<PullRequestFileRow>(db, FILES, ids);
  const timelineEvents = await readOwned<TimelineEventRow>(db, TIMELINE_EVENTS, ids);
  const asked = namesAsked(timelineEvents.all);
  const mentions = [
    ...heads.values(),
    ...reviews.all,
    ...reviewComments.all,
    ...issueComments.all,
    ...commits.all,
    ...timelineEvents.all.map((event) => ({ authorId: event.actorId })),
  ];
  const accounts = await readAccounts(db, mentions, asked.logins);
  const teams = await readTeams(db, asked.handles);
  return ids.flatMap((id) => {
    const head = heads.get(id);
    if (head === undefined) {
      return [];
    }
    const { repository, labels, deploymentId, deployedAt, ...pullRequest } = head;
    return {
      pullRequest,
      accounts,
      teams,
      repository,
      labels,
      reviews: reviews.of(id),
      reviewComments: reviewComments.of(id),
      issueComments: issueComments.of(id),
      commits: commits.of(id),
      files: files.of(id),
      timelineEvents: timelineEvents.of(id),
      deployment:
        deploymentId === null || deployedAt === null
          ? null
          : { id: deploymentId, finishedAt: deployedAt },
    };
  });
}

const HEADS = `
  select p.id, p.repository_id "repositoryId", p.number, p.title, p.url, p.author_id "authorId", p.state,
    p.is_draft "isDraft", p.base_branch "baseBranch", p.head_branch "headBranch", p.head_sha "headSha",
    p.merge_commit_sha "mergeCommitSha", p.created_at "createdAt", p.updated_at "updatedAt",
    p.merged_at "mergedAt", p.closed_at "closedAt", p.additions, p.deletions, p.changed_files "changedFiles",
    json_build_object('owner', r.owner, 'name', r.name, 'defaultBranch', r.default_branch,
      'generatedPatterns', coalesce(r.generated_patterns, '{}'::text[])) repository,
    array(select l.name from pull_request_labels l where l.pull_request_id = p.id order by l.name) labels,
    f.deployment_id "deploymentId", f.deployed_at "deployedAt"
  from pull_requests p
  join repositories r on r.id = p.repository_id
  left join pull_request_facts f on f.pull_request_id = p.id
  where p.id = any($1)`;

const REVIEWS = `
  select pull_request_id "pullRequestId", id, database_id "databaseId", author_id "authorId", state,
    submitted_at "submittedAt", commit_sha "commitSha"
  from reviews where pull_request_id = any($1) order by submitted_at, id`;

const REVIEW_COMMENTS = `
  select p.id "pullRequestId", c.id, c.review_database_id "reviewDatabaseId", c.author_id "authorId", c.path,
    c.created_at "createdAt"
  from review_comments c
  join pull_requests p on p.repository_id = c.repository_id and p.number = c.pull_request_number
  where p.id = any($1) order by c.created_at, c.id`;

const ISSUE_COMMENTS = `
  select pull_request_id "pullRequestId", id, author_id "authorId", created_at "createdAt"
  from issue_comments where pull_request_id = any($1) order by created_at, id`;

const COMMITS = `
  select pull_request_id "pullRequestId", sha, position, author_id "authorId", author_email "authorEmail",
    authored_at "authoredAt", committed_at "committedAt", parent_count "parentCount"
  from pull_request_commits where pull_request_id = any($1) order by position, sha`;

const FILES = `
  select pull_request_id "pullRequestId", path, additions, deletions
  from pull_request_files where pull_request_id = any($1) order by path`;

const TIMELINE_EVENTS = `
  select pull_request_id "pullRequestId", id, kind, actor_id "actorId", occurred_at "occurredAt", subject,
    before_sha "beforeSha", after_sha "afterSha"
  from timeline_events where pull_request_id = any($1) order by occurred_at, id`;

async function readHeads(db: Queryable, ids: readonly string[]): Promise<Map<string, HeadRow>> {
  const { rows } = await db.query<HeadRow>(HEADS, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readOwned<T>(db: Queryable, sql: string, ids: readonly string[]) {
  const { rows } = await db.query<Owned<T>>(sql, [ids]);
  const byOwner = new Map<string, T[]>();
  for (const { pullRequestId, ...row } of rows) {
    const own = byOwner.get(pullRequestId) ?? [];
    own.push(row as T);
    byOwner.set(pullRequestId, own);
  }
  return { all: rows as T[], of: (id: string): T[] => byOwner.get(id) ?? [] };
}

async function readAccounts(
  db: Queryable,
  mentions: readonly { authorId: string | null }[],
  logins: readonly string[],
): Promise<Map<string, AccountRow>> {
  const ids = new Set(mentions.flatMap((mention) => mention.authorId ?? []));
  const { rows } = await db.query<AccountRow>(
    'select id, login, type from accounts where id = any($1) or login = any($2) order by id',
    [[...ids], logins],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who was ever asked for a review: logins as the timeline spells them, teams as `org/slug` in lower case. */
function namesAsked(events: readonly TimelineEventRow[]) {
  const names = events.flatMap(({ kind, subject }) =>
    kind === 'review_requested' && subject !== null ? [subject] : [],
  );
  return {
    logins: [...new Set(names.filter((name) => !name.includes('/')))],
    handles: [...new Set(names.filter((name) => name.includes('/')).map(lowerCase))],
  };
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** The teams of GitHub with those who belong to them now, by `org/slug` in lower case. */
async function readTeams(
  db: Queryable,
  handles: readonly string[],
): Promise<Map<string, ReviewTeamRow>> {
  if (handles.length === 0) {
    return new Map();
  }
  const { rows } = await db.query<ReviewTeamRow & { handle: string }>(
    `select lower(t.organization || '/' || t.slug) handle, t.github_id id,
       array(select m.account_id from team_members m where m.team_id = t.id order by 1) "memberIds"
     from teams t
     where t.github_id is not null and lower(t.organization || '/' || t.slug) = any($1)`,
    [handles],
  );
  return new Map(rows.map(({ handle, id, memberIds }) => [handle, { id, memberIds }]));
}
