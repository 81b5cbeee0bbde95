import { prepareQuery, type QueryRequest, runQuery } from './graphql/run-query.ts';
import { rateHeaders } from './rate-limits.ts';
import type { ServedRequest } from './serve-request.ts';
import { errorAnswer, htmlAnswer, jsonAnswer, type SimulatorAnswer } from './simulator-answer.ts';

/** Answers `POST /graphql`: what GitHub says with 200 and `errors` is said so here, a page that is too heavy with 502. */
export async function answerGraphql(served: ServedRequest): Promise<SimulatorAnswer> {
  const { request, grant, site } = served;
  if (grant.kind === 'anonymous') {
    return errorAnswer(401, 'This endpoint requires you to be authenticated.');
  }
  const asked = parseBody(request.body);
  if (asked === null) {
    return errorAnswer(400, 'Problems parsing JSON');
  }
  if (asked.query === '') {
    return jsonAnswer(200, { errors: [{ message: 'A query attribute must be specified.' }] });
  }
  const before = site.limits.read(grant.key, 'graphql');
  const prepared = prepareQuery(asked);
  if (prepared.kind === 'refused') {
    return jsonAnswer(200, { errors: prepared.errors }, rateHeaders(before));
  }
  const { cost } = prepared;
  if (before.remaining < cost.points) {
    const error = {
      type: 'RATE_LIMITED',
      message: `API rate limit exceeded for ${grant.user.login}.`,
    };
    return jsonAnswer(200, { errors: [error] }, rateHeaders({ ...before, remaining: 0 }));
  }
  const rate = site.limits.spend(grant.key, 'graphql', cost.points);
  site.counters.graphqlPoints += cost.points;
  served.points = cost.points;
  const weight = { nodes: 0 };
  const { index, lookup } = site.held();
  const answer = await runQuery(prepared, { index, lookup, grant, cost, rate, weight });
  if (weight.nodes > site.heavyPageNodes) {
    site.counters.heavyPages += 1;
    return htmlAnswer(502, 'Bad Gateway');
  }
  return jsonAnswer(200, answer, rateHeaders(rate));
}

function parseBody(body: string): QueryRequest | null {
  try {
    const { query, variables, operationName } = JSON.parse(body) as Partial<QueryRequest>;
    return {
      query: typeof query === 'string' ? query : '',
      variables: typeof variables === 'object' && variables !== null ? variables : {},
      operationName: operationName ?? null,
    };
  } catch {
    return null;
  }
}
