import { describe, expect, test } from 'vitest';
import { paginate } from './paginate.ts';

const items = Array.from({ length: 250 }, (_, index) => index + 1);

function linksOf(query: string) {
  const { link } = paginate(items, new URLSearchParams(query), 'http://host/x');
  return Object.fromEntries(
    (link ?? '').split(', ').map((part) => {
      const [, address = '', relation = ''] = part.match(/<(.*)>; rel="(.*)"/) ?? [];
      return [relation, new URL(address).searchParams.get('page')];
    }),
  );
}

describe('pages of a REST list', () => {
  test('hold 30 items unless told, and 100 at most', () => {
    const sizes = ['', 'per_page=7', 'per_page=500', 'per_page=0', 'per_page=x'].map(
      (query) => paginate(items, new URLSearchParams(query), 'http://host/x').items.length,
    );
    expect(sizes).toEqual([30, 7, 100, 30, 30]);
  });

  test('the first leads to next and last, one in the middle to all four, the last back', () => {
    expect(linksOf('per_page=100')).toEqual({ next: '2', last: '3' });
    expect(linksOf('per_page=100&page=2')).toEqual({ prev: '1', next: '3', last: '3', first: '1' });
    expect(linksOf('per_page=100&page=3')).toEqual({ prev: '2', first: '1' });
  });

  test('keep the other parameters', () => {
    const { link } = paginate(items, new URLSearchParams('state=all'), 'http://host/x');
    expect(link).toContain('state=all&page=2');
  });

  test('a list of one page has no Link header, and a page beyond the end is empty', () => {
    expect(paginate([1], new URLSearchParams(), 'http://host/x').link).toBeNull();
    expect(paginate(items, new URLSearchParams('page=99'), 'http://host/x').items).toEqual([]);
  });
});
