import { getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { publicSchema } from './graphql/public-schema.ts';
import { measureQuery } from './rate-cost.ts';

function measure(text: string, variables: Record<string, unknown> = {}, name?: string) {
  const document = parse(text);
  const operation = getOperationAST(document, name);
  if (!operation) {
    throw new Error('No operation.');
  }
  return measureQuery({ schema: publicSchema(), document, operation, variables });
}

const repository = 'repository(owner: "o", name: "n")';

describe('what a query costs', () => {
  test('three nested levels: 1 + 100 + 100 × 50 requests are 51 points', () => {
    const cost = measure(`{ viewer { repositories(first: 100) { nodes {
      issues(first: 50) { nodes { labels(first: 60) { nodes { name } } } } } } } }`);
    expect(cost).toEqual({
      requests: 1 + 100 + 100 * 50,
      nodeCount: 100 + 100 * 50 + 100 * 50 * 60,
      points: 51,
    });
  });

  test('a query without connections costs one point', () => {
    expect(measure('{ viewer { login } }')).toEqual({ requests: 0, nodeCount: 0, points: 1 });
  });

  test('29 pull requests with five lists each are 146 requests and one point, 30 are two', () => {
    const page = `query($n: Int!) { ${repository} { pullRequests(first: $n) { nodes {
      labels(first: 100) { nodes { name } } reviews(first: 100) { nodes { id } }
      commits(first: 100) { nodes { id } } files(first: 100) { nodes { path } }
      timelineItems(first: 100) { nodes { __typename } } } } } }`;
    expect(measure(page, { n: 29 })).toMatchObject({ requests: 146, points: 1 });
    expect(measure(page, { n: 30 })).toMatchObject({ requests: 151, points: 2 });
  });

  test('siblings do not multiply each other', () => {
    const cost = measure(`{ ${repository} { issues(first: 100) { nodes { id } }
      pullRequests(first: 100) { nodes { id } } } }`);
    expect(cost).toMatchObject({ requests: 2, nodeCount: 200, points: 1 });
  });

  test('two aliases of one connection are two connections', () => {
    const cost = measure(`{ ${repository} { pullRequests(first: 50) { nodes {
      approved: reviews(first: 5, states: [APPROVED]) { nodes { id } }
      all: reviews(first: 10) { nodes { id } } } } } }`);
    expect(cost).toMatchObject({ requests: 1 + 50 + 50, nodeCount: 50 + 50 * 5 + 50 * 10 });
  });

  test('a connection that two fragments ask for is one connection', () => {
    const cost = measure(`
      query { ${repository} { pullRequests(first: 50) { nodes { ...a ...b } } } }
      fragment a on PullRequest { reviews(first: 10) { nodes { id } } }
      fragment b on PullRequest { reviews(first: 10) { nodes { state comments(first: 1) { totalCount } } } }`);
    expect(cost.requests).toBe(1 + 50 + 50 * 10);
  });

  test('connections on the types of a union count for each type', () => {
    const cost =
      measure(`{ ${repository} { pullRequest(number: 1) { timelineItems(first: 10) { nodes {
      ... on PullRequestReview { comments(first: 5) { nodes { id } } }
      ... on PullRequestCommit { commit { parents(first: 5) { nodes { id } } } } } } } } }`);
    expect(cost.requests).toBe(1 + 10 + 10);
  });

  test('a limit in a variable, its default, and `last` count like a number', () => {
    const text = `query($n: Int = 20) { ${repository} { pullRequests(last: $n) { nodes {
      comments(first: 3) { nodes { id } } } } } }`;
    expect(measure(text, { n: 40 })).toMatchObject({ requests: 1 + 40, nodeCount: 40 + 40 * 3 });
  });

  test('what each of 100 ids asks for counts 100 times, the list of ids itself does not', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `id${index}`);
    const cost = measure(
      `query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest {
        commits(first: 100) { nodes { id } } files(first: 100) { nodes { path } } } } }`,
      { ids },
    );
    expect(cost).toMatchObject({ requests: 200, nodeCount: 100 + 200 * 100, points: 2 });
  });

  test('a connection of which only the total is asked is one request', () => {
    const cost = measure(`{ ${repository} { pullRequests(first: 100) { nodes {
      reviews { totalCount } } } } }`);
    expect(cost).toMatchObject({ requests: 101, nodeCount: 100, points: 1 });
  });

  test('what @skip and @include leave out costs nothing', () => {
    const text = `query($withFiles: Boolean!) { ${repository} { pullRequests(first: 100) { nodes {
      files(first: 10) @include(if: $withFiles) { nodes { path } }
      commits(first: 10) @skip(if: true) { nodes { id } } } } } }`;
    expect(measure(text, { withFiles: false }).requests).toBe(1);
    expect(measure(text, { withFiles: true }).requests).toBe(101);
  });

  test('only the operation that runs is measured', () => {
    const text = `query small { viewer { login } }
      query large { ${repository} { pullRequests(first: 100) { nodes { files(first: 9) { totalCount } } } } }`;
    expect(measure(text, {}, 'small').requests).toBe(0);
    expect(measure(text, {}, 'large').requests).toBe(101);
  });
});
