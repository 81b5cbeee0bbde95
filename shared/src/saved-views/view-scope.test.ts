import { describe, expect, it } from 'vitest';
import { mayBeShared, namedInView } from './view-scope.rules.ts';

describe('a saved view', () => {
  it('may be shared unless it names a single person', () => {
    expect(mayBeShared({ period: '90d', teams: ['acme/web'] })).toBe(true);
    expect(mayBeShared({ authors: ['mira'] })).toBe(false);
    expect(mayBeShared({ person: 'mira' })).toBe(false);
  });

  it('tells what it names, whether one or many', () => {
    expect(namedInView({ repositories: 'R_1', teams: ['a', 'b'] })).toEqual({
      repositories: ['R_1'],
      teams: ['a', 'b'],
      authors: [],
    });
  });
});
