import { describe, expect, test } from 'vitest';
import { indexRepository } from './repository-index.ts';
import { searchIssues } from './search-issues.ts';
import { tinyMerge, tinyPull, tinyRepository } from './tiny-world.fixture.ts';

const repositories = [
  indexRepository(
    tinyRepository({
      pulls: [
        tinyPull(1, { updated_at: '2026-02-01T10:00:00Z' }),
        tinyMerge(2, '2026-02-02T00:00:00Z', {
          created_at: '2026-01-15T00:00:00Z',
          updated_at: '2026-02-01T10:00:01Z',
        }),
      ],
      issues: [
        {
          id: 3,
          number: 3,
          title: 'Issue #3',
          state: 'open',
          user: null,
          labels: [{ name: 'Incident' }],
          created_at: '2026-01-20T00:00:00Z',
          updated_at: '2026-03-01T00:00:00Z',
          closed_at: null,
        },
      ],
    }),
  ),
  indexRepository(tinyRepository({ full_name: 'octo/other', id: 8, pulls: [tinyPull(1)] })),
];

function numbers(query: string) {
  return searchIssues(repositories, query).map((hit) => `${hit.repo.name}#${hit.row.number}`);
}

describe('issue search', () => {
  test.each([
    ['repo:octo/shop is:pr', ['shop#2', 'shop#1']],
    ['repo:Octo/Shop type:pr is:merged', ['shop#2']],
    ['repo:octo/shop is:issue', ['shop#3']],
    ['repo:octo/shop label:"incident"', ['shop#3']],
    ['is:pr repo:octo/shop updated:>=2026-02-01T10:00:01Z', ['shop#2']],
    ['is:pr repo:octo/shop updated:>2026-02-01T10:00:00Z', ['shop#2']],
    ['is:pr repo:octo/shop updated:<=2026-02-01T10:00:00+00:00', ['shop#1']],
    ['repo:octo/shop created:2026-01-15', ['shop#2']],
    ['repo:octo/shop created:2026-01-10..2026-01-31', ['shop#3', 'shop#2']],
    ['is:pr author:ADA state:open repo:octo/other', ['other#1']],
    ['repo:octo/nowhere', []],
  ])('%s', (query, expected) => {
    expect(numbers(query)).toEqual(expected);
  });
});
