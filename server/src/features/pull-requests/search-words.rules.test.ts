import { describe, expect, it } from 'vitest';
import { likeAnywhere, readSearch } from './search-words.rules.ts';

describe('readSearch', () => {
  it('splits at any white space and leaves out empty words', () => {
    expect(readSearch('  fix\tlogin  ')).toEqual([
      { text: 'fix', number: null },
      { text: 'login', number: null },
    ]);
    expect(readSearch(' # ')).toEqual([]);
  });

  it.each([
    ['#12', 12],
    ['12', 12],
    ['12a', null],
    ['99999999999', null],
    ['4294967296', null],
  ])('reads %s as the number %s', (word, number) => {
    expect(readSearch(word)).toEqual([{ text: word, number }]);
  });
});

describe('likeAnywhere', () => {
  it('takes the signs of LIKE as plain characters', () => {
    expect(likeAnywhere('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
