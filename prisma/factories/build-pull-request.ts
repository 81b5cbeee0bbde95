import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import type {
  AccountRow,
  PullRequestHistory,
  PullRequestRow,
  RepositoryContext,
} from '@bellwether/shared/pull-requests/pull-request-history';
import { buildAccount } from './build-account.ts';
import { buildRepository } from './build-repository.ts';
import { insertRow, newId, type Queryable } from './insert-row.ts';
import { type HistoryOverrides, insertHistory, readHistory } from './pull-request-children.ts';

export type PullRequestOverrides = Partial<PullRequestRow> &
  HistoryOverrides & {
    /** Logins or `org/team` whose review is asked for now. */
    requestedReviewers?: readonly string[];
    /** Said instead of what the events come to, where a test is about the number alone. */
    facts?: Partial<PullRequestFacts>;
  };

export type BuiltPullRequest = {
  id: string;
  pullRequest: PullRequestRow;
  history: PullRequestHistory;
  facts: PullRequestFacts;
};

/**
 * A pull request with everything that is said about it, and its facts as the definitions derive them. What is not said
 * is made: repository, author, number. Open since 2026-03-02T09:00:00Z unless `state` or `mergedAt` says otherwise.
 */
export async function buildPullRequest(
  db: Queryable,
  overrides: PullRequestOverrides = {},
): Promise<BuiltPullRequest> {
  const repository = await findOrBuildRepository(db, overrides.repositoryId);
  const pullRequest = await fillPullRequest(db, overrides, repository);
  const partial = readHistory(pullRequest, overrides);
  const history: PullRequestHistory = {
    ...partial,
    accounts: await loadAccounts(db),
    teams: await loadTeams(db),
    repository: repository.context,
  };
  await insertRow(db, 'pull_requests', {
    ...pullRequest,
    reviewsTotal: history.reviews.length,
    issueCommentsTotal: history.issueComments.length,
    commitsTotal: history.commits.length,
    filesTotal: history.files.length,
    timelineTotal: history.timelineEvents.length,
  });
  await insertHistory(db, history);
  for (const reviewerName of overrides.requestedReviewers ?? []) {
    await insertRow(db, 'review_requests', {
      pullRequestId: pullRequest.id,
      reviewerId: newId('U'),
      reviewerKind: reviewerName.includes('/') ? 'team' : 'account',
      reviewerName,
    });
  }
  const facts = { ...deriveFacts(history, defaultFactRules), ...overrides.facts };
  await insertRow(db, 'pull_request_facts', {
    ...facts,
    pauses: JSON.stringify(facts.pauses),
    reviewTurns: JSON.stringify(facts.reviewTurns),
    complexityFactors: JSON.stringify(facts.complexityFactors),
  });
  return { id: pullRequest.id, pullRequest, history, facts };
}

type KnownRepository = { id: string; url: string; context: RepositoryContext };

async function findOrBuildRepository(
  db: Queryable,
  id: string | undefined,
): Promise<KnownRepository> {
  const wanted = id ?? (await buildRepository(db)).id;
  const { rows } = await db.query(
    'select owner, name, url, default_branch, generated_patterns from repositories where id = $1',
    [wanted],
  );
  const [row] = rows;
  if (row === undefined) {
    const built = await buildRepository(db, { id: wanted });
    return { id: built.id, url: built.url, context: built };
  }
  return {
    id: wanted,
    url: String(row.url),
    context: {
      owner: String(row.owner),
      name: String(row.name),
      defaultBranch: row.default_branch === null ? null : String(row.default_branch),
      generatedPatterns: row.generated_patterns as string[],
    },
  };
}

async function fillPullRequest(
  db: Queryable,
  overrides: PullRequestOverrides,
  repository: KnownRepository,
): Promise<PullRequestRow> {
  const number = overrides.number ?? (await nextNumber(db, repository.id));
  const { createdAt = new Date('2026-03-02T09:00:00Z'), mergedAt = null } = overrides;
  const { closedAt = mergedAt } = overrides;
  const state = closedAt === null ? 'open' : 'closed';
  const filled: PullRequestRow = {
    id: newId('PR'),
    repositoryId: repository.id,
    number,
    title: `Change number ${number}`,
    url: `${repository.url}/pull/${number}`,
    authorId: overrides.authorId === undefined ? (await buildAccount(db)).id : overrides.authorId,
    state: mergedAt === null ? state : 'merged',
    isDraft: false,
    baseBranch: 'main',
    headBranch: `change-${number}`,
    headSha: newId('sha'),
    mergeCommitSha: mergedAt === null ? null : newId('sha'),
    createdAt,
    updatedAt: closedAt ?? createdAt,
    mergedAt,
    closedAt,
    additions: 30,
    deletions: 10,
    changedFiles: 2,
  };
  return withSaid(filled, overrides);
}

/** The row, with what the overrides say in place of its own; what they say beyond a row is left out. */
function withSaid(row: PullRequestRow, overrides: Partial<PullRequestRow>): PullRequestRow {
  const said = Object.keys(row).flatMap((name) => {
    const value = overrides[name as keyof PullRequestRow];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...row, ...Object.fromEntries(said) };
}

async function nextNumber(db: Queryable, repositoryId: string): Promise<number> {
  const { rows } = await db.query(
    'select coalesce(max(number), 0) + 1 as next from pull_requests where repository_id = $1',
    [repositoryId],
  );
  return Number(rows[0]?.next);
}

async function loadTeams(db: Queryable): Promise<PullRequestHistory['teams']> {
  const { rows } = await db.query(
    `select lower(t.organization || '/' || t.slug) as handle, t.github_id as id,
       array(select m.account_id from team_members m where m.team_id = t.id order by 1) as members
     from teams t where t.github_id is not null`,
  );
  return new Map(
    rows.map((row) => [
      String(row.handle),
      { id: String(row.id), memberIds: row.members as string[] },
    ]),
  );
}

async function loadAccounts(db: Queryable): Promise<Map<string, AccountRow>> {
  const { rows } = await db.query('select id, login, type from accounts');
  return new Map(
    rows.map((row) => {
      const account = { id: String(row.id), login: String(row.login), type: String(row.type) };
      return [account.id, account];
    }),
  );
}
