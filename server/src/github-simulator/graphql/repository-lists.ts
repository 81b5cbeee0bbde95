import { requirePermission } from '../access-tokens.ts';
import { parseInstant } from '../parse-instant.ts';
import type { SortField } from '../repository-index.ts';
import type { WorldIssue, WorldLabel, WorldPull } from '../world.types.ts';
import { Connection } from './connection.ts';
import type { Args, FieldResolver } from './graph-context.ts';
import { notFound } from './graph-errors.ts';
import { deploymentNode, issueNode, pullNode, type RepositoryNode } from './graph-nodes.ts';
import { isOrdered, orderRows } from './order-rows.ts';
import { pullState } from './pull-request.fields.ts';

type RepositoryField = FieldResolver<RepositoryNode>;

export const pullConnection: RepositoryField = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'pull_requests');
  const rows = inOrder((field) => repo.pullsBy(field), args.orderBy).filter((row) =>
    matchesPull(row, args),
  );
  return new Connection(rows, args, (row) => pullNode(repo, row), { keyOf: keyOfNumber });
};

export const issueConnection: RepositoryField = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'issues');
  const rows = inOrder((field) => repo.issuesBy(field), args.orderBy).filter((row) =>
    matchesIssue(row, args),
  );
  return new Connection(rows, args, (row) => issueNode(repo, row), { keyOf: keyOfNumber });
};

export const deploymentConnection: RepositoryField = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'deployments');
  const { environments, orderBy } = args;
  const rows = [...repo.deploymentsByCreation()]
    .reverse()
    .filter((row) => !Array.isArray(environments) || environments.includes(row.environment));
  return new Connection(orderRows(rows, orderBy), args, (row) => deploymentNode(repo, row), {
    keyOf: (row) => String(row.id),
  });
};

export const onePull: RepositoryField = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'pull_requests');
  const row = repo.pulls.get(Number(args.number));
  return row === undefined
    ? notFound(`Could not resolve to a PullRequest with the number of ${args.number}.`)
    : pullNode(repo, row);
};

export const oneIssue: RepositoryField = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'issues');
  const row = repo.issues.get(Number(args.number));
  return row === undefined
    ? notFound(`Could not resolve to an Issue with the number of ${args.number}.`)
    : issueNode(repo, row);
};

export const oneIssueOrPull: RepositoryField = (source, args, context) =>
  source.repo.pulls.has(Number(args.number))
    ? onePull(source, args, context)
    : oneIssue(source, args, context);

/** Sorted lists are kept per field, so only the direction is left to do. */
function inOrder<Row>(rowsBy: (field: SortField) => Row[], orderBy: unknown): Row[] {
  if (!isOrdered(orderBy)) {
    return rowsBy('created_at');
  }
  const rows = rowsBy(orderBy.field === 'UPDATED_AT' ? 'updated_at' : 'created_at');
  return orderBy.direction === 'DESC' ? rows.toReversed() : rows;
}

function matchesPull(row: WorldPull, args: Args): boolean {
  const { states, labels, baseRefName, headRefName } = args;
  return (
    (!Array.isArray(states) || states.includes(pullState(row))) &&
    hasLabel(row.labels, labels) &&
    (typeof baseRefName !== 'string' || row.base.ref === baseRefName) &&
    (typeof headRefName !== 'string' || row.head.ref === headRefName)
  );
}

function matchesIssue(row: WorldIssue, args: Args): boolean {
  const filter = (args.filterBy ?? {}) as { since?: string; labels?: string[]; states?: string[] };
  const states = args.states ?? filter.states;
  const since = parseInstant(filter.since);
  return (
    (!Array.isArray(states) || states.includes(row.state.toUpperCase())) &&
    hasLabel(row.labels, args.labels ?? filter.labels) &&
    (since === null || row.updated_at >= since)
  );
}

function hasLabel(labels: readonly WorldLabel[], wanted: unknown): boolean {
  if (!Array.isArray(wanted)) {
    return true;
  }
  const names = new Set(wanted.map((name) => String(name).toLowerCase()));
  return labels.some((label) => names.has(label.name.toLowerCase()));
}

function keyOfNumber(row: { number: number }): string {
  return String(row.number);
}
