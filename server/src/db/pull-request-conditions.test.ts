import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { describe, expect, it } from 'vitest';
import { choosePullRequests, createParameters } from './pull-request-conditions.ts';

const everything = { repositories: [], authors: [], baseBranches: [], labels: [] };

function choose(scope: Parameters<typeof choosePullRequests>[0]['scope']) {
  const parameters = createParameters();
  return {
    sql: choosePullRequests({ ...everything, scope }, parameters),
    values: parameters.values,
  };
}

describe('choosePullRequests', () => {
  it('asks nothing more of the database for who sees everything', () => {
    expect(choose(EVERYTHING)).toEqual({ sql: 'true', values: [] });
  });

  it('finds nothing for who sees nothing', () => {
    expect(choose({ teamIds: [], accountIds: [] })).toEqual({ sql: 'false', values: [] });
  });
});
