import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOwningLine, parseCodeOwners, problemOfPattern } from './code-owners.rules.ts';

const file = `\ufeff# Everybody
*            @acme/everyone

*.md         writer@example.com @lena   # the docs
/apps/       @acme/apps
/apps/legacy
!/apps/x.ts  @lena
`;

const ownersOf = (text: string, path: string) =>
  findOwningLine(parseCodeOwners(text), path)?.owners ?? null;

describe('parseCodeOwners', () => {
  it('reads patterns, owners and line numbers, and leaves comments out', () => {
    expect(parseCodeOwners(file).filter(({ problem }) => problem === null)).toEqual([
      { line: 2, pattern: '*', owners: ['@acme/everyone'], problem: null },
      { line: 4, pattern: '*.md', owners: ['writer@example.com', '@lena'], problem: null },
      { line: 5, pattern: '/apps/', owners: ['@acme/apps'], problem: null },
      { line: 6, pattern: '/apps/legacy', owners: [], problem: null },
    ]);
  });

  it.each([
    ['!/apps/x.ts @lena', /exceptions/],
    ['src/*.[ch] @lena', /ranges/],
    ['\\#notes.md @lena', /escape/],
    ['src/*** @lena', /Three stars/],
    ['src//x @lena', /slashes/],
    ['* lena', /"lena" is no owner/],
    ['* @lena @acme/', /"@acme\/" is no owner/],
    ['* @lena,@tom', /is no owner/],
    ['* @lena#tom', /is no owner/],
    ['/a b.md @lena', /"b.md" is no owner/],
  ])('skips %s and says why', (line, words) => {
    const [parsed] = parseCodeOwners(line);
    expect(parsed?.problem).toMatch(words);
    expect(ownersOf(`* @tom\n${line}`, 'src/x.c')).toEqual(['@tom']);
  });

  it('a space in a path is written with a backslash', () => {
    expect(ownersOf('/my\\ notes/ @lena', 'my notes/a.md')).toEqual(['@lena']);
  });

  it('lines may end in either way', () => {
    expect(parseCodeOwners('a @x\r\nb @y\n').map(({ line }) => line)).toEqual([1, 2]);
  });

  it('a file of 3 MB is not loaded', () => {
    const text = `* @lena\n${'# a long comment\n'.repeat(200_000)}`;
    expect(parseCodeOwners(text)).toMatchObject([{ problem: expect.stringMatching(/3 MB/) }]);
    expect(ownersOf(text, 'a')).toBeNull();
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        for (const line of parseCodeOwners(text)) {
          expect(line.pattern).not.toBe('');
        }
        findOwningLine(parseCodeOwners(text), path);
      }),
    );
  });
});

describe('findOwningLine', () => {
  it.each([
    ['src/main.ts', ['@acme/everyone']],
    ['src/readme.md', ['writer@example.com', '@lena']],
    ['apps/readme.md', ['@acme/apps']],
    ['/apps/readme.md', ['@acme/apps']],
    ['apps/legacy/x.ts', []],
    ['apps/x.ts', ['@acme/apps']],
  ])('the last line that matches %s counts', (path, owners) => {
    expect(ownersOf(file, path)).toEqual(owners);
  });

  it('nobody and no line are two things', () => {
    expect(ownersOf('/apps/ @lena\n/apps/x', 'apps/x')).toEqual([]);
    expect(ownersOf('/apps/ @lena\n/apps/x', 'other')).toBeNull();
  });

  const pattern = fc.constantFrom('*', '*.ts', '/a/', 'a/', 'a/*', '/b.ts', '**/b.ts', 'a/**');
  const path = fc.constantFrom('a/b.ts', 'a/c/b.ts', 'b.ts', 'c/a/d', 'a/d.md', 'z');

  it('a line put last that matches always wins, and one that does not changes nothing', () => {
    fc.assert(
      fc.property(fc.array(pattern), pattern, path, (before, last, asked) => {
        const text = before.map((one, index) => `${one} @u${index}`).join('\n');
        const alone = ownersOf(`${last} @last`, asked);
        expect(ownersOf(`${text}\n${last} @last`, asked)).toEqual(alone ?? ownersOf(text, asked));
      }),
    );
  });
});

it('problemOfPattern lets ordinary patterns through', () => {
  for (const pattern of ['*', '/a/b', 'docs/', 'a\\[b', 'x\\ y', '**/z', '/packages/@scope/']) {
    expect(problemOfPattern(pattern)).toBeNull();
  }
});
