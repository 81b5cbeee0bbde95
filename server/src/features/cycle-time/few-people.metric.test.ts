import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestPeople, gatherPeople, withholdFew, withholdNested } from './few-people.metric.ts';

const cellsOf = (...cells: string[]) => cells.map((people) => new Set(people));

describe('withholdFew', () => {
  it.each([
    ['nobody is hidden', ['', ''], [false, false], false],
    ['enough everywhere', ['abc', 'bcd'], [false, false], false],
    ['one alone', ['a'], [true], true],
    ['few in all', ['a', 'ab'], [true, true], true],
    [
      'a withheld one is not the rest of the whole',
      ['a', 'abcd', 'abc'],
      [true, false, true],
      false,
    ],
    ['several withheld ones hide each other', ['a', 'bc', 'abcd'], [true, true, false], false],
    ['an empty one stays empty', ['a', '', 'abc'], [true, false, true], false],
  ])('%s', (_, cells, withheld, whole) => {
    expect(withholdFew(cellsOf(...cells))).toEqual({ cells: withheld, whole });
  });

  it('never leaves one or two people behind a total that is told, or behind the whole less all that is told', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.array(person), { maxLength: 8 }), (lists) => {
        const cells = lists.map((people) => new Set(people));
        const { cells: withheld, whole } = withholdFew(cells);
        const isFew = (people: Set<string>) => people.size > 0 && people.size < fewestPeople;
        const told = cells.filter((_, index) => !withheld[index]);
        expect(told.some(isFew)).toBe(false);
        const rest = new Set(
          cells.flatMap((people, index) => (withheld[index] ? [...people] : [])),
        );
        expect(whole || !isFew(rest)).toBe(true);
        expect(whole).toBe(isFew(new Set(lists.flat())));
      }),
    );
  });
});

describe('gatherPeople', () => {
  it('counts a person once in each place, and keeps places without anybody', () => {
    const found = [
      { bucket: 1, person: 'a' },
      { bucket: 1, person: 'a' },
    ];
    expect(gatherPeople(found, 3).map(({ size }) => size)).toEqual([0, 1, 0]);
  });
});

describe('withholdNested', () => {
  it.each([
    ['a team above that adds one person to a told one', ['abc', 'abcd'], [false, true]],
    ['a team above that adds three', ['abc', 'abcdef'], [false, false]],
    ['two told teams and one person beside them', ['abc', 'def', 'abcdefg'], [false, false, true]],
    ['teams that share nobody', ['abc', 'def'], [false, false]],
  ])('%s', (_, cells, withheld) => {
    expect(withholdNested(cellsOf(...cells))).toEqual(withheld);
  });

  it('never lets one told total less another told one within it be about one or two people', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    fc.assert(
      fc.property(fc.array(fc.array(person), { maxLength: 6 }), (lists) => {
        const cells = lists.map((people) => new Set(people));
        const withheld = withholdNested(cells);
        const told = cells.filter((_, index) => withheld[index] === false);
        for (const outer of told) {
          for (const inner of told.filter((one) => [...one].every((name) => outer.has(name)))) {
            const left = outer.size - inner.size;
            expect(inner.size === 0 || left === 0 || left >= fewestPeople).toBe(true);
          }
        }
      }),
    );
  });
});
