import { sumCost } from '../rate-cost.ts';
import type { ConnectionVisit } from './connection-walk.ts';

export type QueryProblem = { type: string; message: string; path: string[] };

const MAX_PAGE = 100;
const MAX_NODES = 500_000;

/** What GitHub refuses before it runs a query: pages without a limit or beyond 100, and more than 500,000 possible nodes. */
export function findQueryProblems(visits: readonly ConnectionVisit[]): QueryProblem[] {
  const problems = visits.flatMap(problemOf);
  const { nodeCount } = sumCost(visits);
  if (nodeCount > MAX_NODES) {
    problems.push({
      type: 'MAX_NODE_LIMIT_EXCEEDED',
      message: `This query may return up to ${nodeCount} nodes; the limit is ${MAX_NODES}.`,
      path: [],
    });
  }
  return problems;
}

function problemOf(visit: ConnectionVisit): QueryProblem[] {
  const { name, path, limit, argument } = visit;
  if (visit.kind === 'node-list') {
    return (limit ?? 0) > MAX_PAGE
      ? [
          {
            type: 'ARGUMENT_LIMIT',
            message: `\`nodes\` takes at most 100 ids, not ${limit}.`,
            path,
          },
        ]
      : [];
  }
  if (limit === null) {
    return visit.asksItems
      ? [
          {
            type: 'MISSING_PAGINATION_BOUNDARIES',
            message: `The \`${name}\` connection needs \`first\` or \`last\`.`,
            path,
          },
        ]
      : [];
  }
  if (limit > MAX_PAGE || limit < 0) {
    return [
      {
        type: 'EXCESSIVE_PAGINATION',
        message: `\`${argument}: ${limit}\` on the \`${name}\` connection is outside of 0 to ${MAX_PAGE}.`,
        path,
      },
    ];
  }
  return [];
}
