import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { AgreementMetric } from '@bellwether/shared/agreements/agreement.terms';
import type { AgreementRow } from '@bellwether/shared/agreements/agreement-waits.metric';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { loadPullRequestHistories } from '../../db/load-pull-request-histories.ts';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  isInScope,
} from '../../db/pull-request-conditions.ts';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '../../db/pull-request-facts-columns.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope } from '../../db/row-scope-conditions.ts';

export type RowsQuestion = {
  metric: AgreementMetric;
  teamId: string;
  /** None: all. */
  repositoryIds: readonly string[];
  from: Instant;
};

const shipping: readonly AgreementMetric[] = ['merge-to-production', 'lead-time'];
/** What is never deployed would wait for ever: other branches, and repositories of which no deployment counts. */
const canBeDeployed = `f.base_branch = (select r.default_branch from repositories as r where r.id = f.repository_id)
  and exists (select 1 from deployment_facts as d where d.repository_id = f.repository_id and d.is_counted)`;

/**
 * The pull requests of a team's people that count (B1, B14) and of which anything may have begun to wait since `from`: those
 * that were open at any time since, and for what is shipped, those that are not deployed yet.
 */
export async function loadAgreementRows(
  db: Queryable,
  { metric, teamId, repositoryIds, from }: RowsQuestion,
): Promise<AgreementRow[]> {
  const parameters = createParameters();
  const since = `${parameters.add(dateOf(from))}::timestamptz`;
  const choice = {
    ...{ repositories: [...repositoryIds], authors: [], baseBranches: [], labels: [] },
    scope: { teamIds: [teamId], accountIds: [] },
  };
  const isShipped = shipping.includes(metric);
  const { rows } = await db.query<FactsRow>(
    `select ${FACTS_COLUMNS} from pull_request_facts as f
     where ${isCounted} and (f.closed_at is null or f.closed_at >= ${since} or f.merged_at >= ${since})
       and ${isShipped ? canBeDeployed : 'true'} and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows.map(toPullRequestFacts);
}

/** Who stands behind accounts: the person, else the account; and whether the caller may see them one by one. */
export async function loadBehindAccounts(
  db: Queryable,
  accountIds: readonly string[],
  oneByOne: RowScope | null,
): Promise<Map<string, { person: string; isSeen: boolean }>> {
  const parameters = createParameters();
  const seen = oneByOne === null ? 'false' : `a.id in (${accountsInScope(oneByOne, parameters)})`;
  const { rows } = await db.query<{ id: string; person: string; isSeen: boolean }>(
    `select a.id, coalesce(a.person_id::text, a.id) person, ${seen} "isSeen" from accounts as a
     where a.id = any(${parameters.add(accountIds)}::text[])`,
    parameters.values,
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export type NamedPullRequest = {
  id: string;
  repository: string;
  number: number;
  title: string;
  url: string;
  author: string | null;
  asked: string[];
};

/** Of these pull requests the ones that the caller may see one by one. */
export async function loadSeenPullRequests(
  db: Queryable,
  ids: readonly string[],
  oneByOne: RowScope,
): Promise<NamedPullRequest[]> {
  const parameters = createParameters();
  const { rows } = await db.query<NamedPullRequest>(
    `select p.id, r.owner || '/' || r.name repository, p.number, p.title, p.url, a.login author,
       array(select q.reviewer_name from review_requests as q
         where q.pull_request_id = p.id order by q.reviewer_name) asked
     from pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
       join repositories as r on r.id = p.repository_id left join accounts as a on a.id = p.author_id
     where p.id = any(${parameters.add(ids)}::text[]) and ${isInScope(oneByOne, parameters)}`,
    parameters.values,
  );
  return rows;
}

export async function loadHistories(
  db: Queryable,
  ids: readonly string[],
): Promise<PullRequestHistory[]> {
  return ids.length === 0 ? [] : await loadPullRequestHistories(db, [...ids]);
}
