import type { RowScope } from '@bellwether/shared/access/row-scope';
import {
  type DisputeProposal,
  type DisputeState,
  disputeProposalSchema,
} from '@bellwether/shared/definitions/disputes.schema';
import { createParameters, isInScope } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsOfTeams } from '../../db/row-scope-conditions.ts';

export type DoubtedPullRequest = {
  id: string;
  repository: string;
  number: number;
  title: string;
  url: string;
};

export type StoredDispute = {
  id: string;
  pullRequest: DoubtedPullRequest;
  metric: string | null;
  proposal: DisputeProposal;
  reason: string;
  state: DisputeState;
  createdById: string | null;
  createdBy: string;
  createdAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  answer: string | null;
  /** Whether the scope that was asked with holds the pull request's author: those whose doubts a lead decides. */
  isLed: boolean;
};

const PULL_REQUEST = `json_build_object('id', p.id, 'repository', r.owner || '/' || r.name,
  'number', p.number, 'title', p.title, 'url', p.url)`;

const COLUMNS = `d.id, d.metric, d.proposal, d.reason, d.state, d.created_by_id "createdById",
  d.created_by "createdBy", d.created_at "createdAt", d.decided_by "decidedBy",
  d.decided_at "decidedAt", d.answer, ${PULL_REQUEST} "pullRequest"`;

const FROM = `from disputes d join pull_requests p on p.id = d.pull_request_id
  join repositories r on r.id = p.repository_id
  join pull_request_facts f on f.pull_request_id = p.id`;

/** Who asks: their user, what they may see, and whose doubts they decide (null: nobody's). */
export type DisputeSight = { userId: string | null; seen: RowScope; led: RowScope | null };

export type Wanted = { pullRequestId?: string | null; id?: string };

/** One's own and those that one decides, open ones first, then the latest; at most `limit`. */
export async function loadDisputes(
  db: Queryable,
  { userId, seen, led }: DisputeSight,
  { pullRequestId = null, id }: Wanted,
  limit: number,
): Promise<{ disputes: StoredDispute[]; total: number }> {
  const parameters = createParameters();
  const isLed = led === null ? 'false' : writtenBy(led, parameters);
  const own = `(d.created_by_id = ${parameters.add(userId)} and ${isInScope(seen, parameters)})`;
  const conditions = [
    `(${own} or ${isLed})`,
    ...(pullRequestId === null ? [] : [`d.pull_request_id = ${parameters.add(pullRequestId)}`]),
    ...(id === undefined ? [] : [`d.id = ${parameters.add(id)}::uuid`]),
  ];
  const { rows } = await db.query<StoredDispute & { total: number }>(
    `select ${COLUMNS}, ${isLed} "isLed", count(*) over ()::int total ${FROM}
     where ${conditions.join(' and ')}
     order by d.state = 'open' desc, coalesce(d.decided_at, d.created_at) desc, d.id
     limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return {
    total: rows[0]?.total ?? 0,
    disputes: rows.map(({ total: _, ...row }) => ({
      ...row,
      proposal: disputeProposalSchema.parse(row.proposal),
    })),
  };
}

/** SQL that is true for pull requests `f` whose author is on a team of the scope. */
function writtenBy({ teamIds }: RowScope, parameters: ReturnType<typeof createParameters>): string {
  if (teamIds === 'all') {
    return 'true';
  }
  const held = `select id from teams where id = any(${parameters.add(teamIds)}::uuid[])`;
  return `coalesce(f.author_id in (${accountsOfTeams(held)}), false)`;
}

/** Null: it is not there, or not for the caller to see. */
export async function findPullRequest(
  db: Queryable,
  id: string,
  scope: RowScope,
): Promise<DoubtedPullRequest | null> {
  const parameters = createParameters();
  const { rows } = await db.query<{ pullRequest: DoubtedPullRequest }>(
    `select ${PULL_REQUEST} "pullRequest" from pull_request_facts f
       join pull_requests p on p.id = f.pull_request_id join repositories r on r.id = p.repository_id
     where p.id = ${parameters.add(id)} and ${isInScope(scope, parameters)}`,
    parameters.values,
  );
  return rows[0]?.pullRequest ?? null;
}

export type NewDispute = {
  pullRequestId: string;
  metric: string | null;
  proposal: DisputeProposal;
  reason: string;
  createdById: string;
  createdBy: string;
  createdAt: Date;
};

export async function countOpenOf(
  db: Queryable,
  userId: string,
  pullRequestId: string,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int count from disputes
     where created_by_id = $1 and pull_request_id = $2 and state = 'open'`,
    [userId, pullRequestId],
  );
  return rows[0]?.count ?? 0;
}

export async function insertDispute(db: Queryable, wanted: NewDispute): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into disputes (pull_request_id, metric, kind, proposal, reason, created_by_id, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      ...[wanted.pullRequestId, wanted.metric, wanted.proposal.kind],
      ...[JSON.stringify(wanted.proposal), wanted.reason],
      ...[wanted.createdById, wanted.createdBy, wanted.createdAt],
    ],
  );
  return rows[0]?.id ?? '';
}

export type Decision = {
  state: 'accepted' | 'declined' | 'withdrawn';
  answer: string | null;
  decidedById: string | null;
  decidedBy: string;
  at: Date;
};

/** False: it is not open any more. */
export async function closeDispute(
  db: Queryable,
  id: string,
  { state, answer, decidedById, decidedBy, at }: Decision,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update disputes set state = $2, answer = $3, decided_by_id = $4, decided_by = $5, decided_at = $6
     where id = $1 and state = 'open'`,
    [id, state, answer, decidedById, decidedBy, at],
  );
  return rowCount === 1;
}

/** The login of a user's person on GitHub. Null: nobody knows one. */
export async function findLogin(db: Queryable, userId: string | null): Promise<string | null> {
  const { rows } = await db.query<{ login: string }>(
    `select a.login from users u join accounts a on a.person_id = u.person_id
     where u.id = $1 order by lower(a.login) limit 1`,
    [userId],
  );
  return rows[0]?.login ?? null;
}
