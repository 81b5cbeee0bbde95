import {
  type ConnectionVisit,
  type WalkedQuery,
  walkConnections,
} from './graphql/connection-walk.ts';

export type QueryCost = {
  /** Requests that the query's connections would need if every one above them were full. */
  requests: number;
  /** Items that the answer may hold at most. */
  nodeCount: number;
  /** What the query costs of the hourly allowance. */
  points: number;
};

/**
 * What GitHub's documented formula gives: each connection counts once for every item that its parents may hold; the sum is
 * divided by 100 and rounded, and a query costs at least one point. `nodes(ids)` is no connection, yet what is asked of
 * each of its items counts once per id.
 */
export function measureQuery(query: WalkedQuery): QueryCost {
  return sumCost(walkConnections(query));
}

export function sumCost(visits: readonly ConnectionVisit[]): QueryCost {
  let requests = 0;
  let nodeCount = 0;
  for (const visit of visits) {
    requests += visit.kind === 'connection' ? visit.parents : 0;
    nodeCount += visit.parents * (visit.limit ?? 0);
  }
  return { requests, nodeCount, points: Math.max(1, Math.round(requests / 100)) };
}
