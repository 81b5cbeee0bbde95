import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCodeOwnersPattern } from './code-owners-pattern.ts';

const matching = (pattern: string, paths: readonly string[]) =>
  paths.filter(compileCodeOwnersPattern(pattern));

const tree = [
  ...['docs', 'docs/a.md', 'docs/deep/b.md', 'docs/deep/deeper/c.md'],
  ...['app/docs/d.md', 'app/docs', 'app/main.js', 'main.js', 'main.jsx', 'Docs/a.md'],
];

describe('compileCodeOwnersPattern', () => {
  it.each<[string, string, string[]]>([
    ['everything', '*', tree],
    ['a name at any depth', '*.js', ['app/main.js', 'main.js']],
    ['a lone star at the end: direct children only', 'docs/*', ['docs/a.md']],
    ['the same, anchored', '/docs/*', ['docs/a.md']],
    ['a lone star at the root', '/*', ['docs', 'main.js', 'main.jsx']],
    [
      'a folder at any depth, and never a file of its name',
      'docs/',
      ['docs/a.md', 'docs/deep/b.md', 'docs/deep/deeper/c.md', 'app/docs/d.md'],
    ],
    [
      'a folder at the root alone',
      '/docs/',
      ['docs/a.md', 'docs/deep/b.md', 'docs/deep/deeper/c.md'],
    ],
    [
      'a name without slashes: the file, and all below the folder, at any depth',
      'docs',
      tree.filter((path) => /(^|\/)docs(\/|$)/.test(path)),
    ],
    ['a slash in the middle anchors', 'deep/b.md', []],
    ['two stars before', '**/deep/b.md', ['docs/deep/b.md']],
    ['two stars between may be no folder', 'docs/**/b.md', ['docs/deep/b.md']],
    ['two stars between and a file directly below', 'docs/**/a.md', ['docs/a.md']],
    ['two stars behind', 'docs/**', ['docs/a.md', 'docs/deep/b.md', 'docs/deep/deeper/c.md']],
    ['a folder through a star', '/docs/*/', ['docs/deep/b.md', 'docs/deep/deeper/c.md']],
    [
      'a star within a part means folders too',
      '/docs/d*',
      ['docs/deep/b.md', 'docs/deep/deeper/c.md'],
    ],
    ['one character', '/main.js?', ['main.jsx']],
    ['case differs', '/Docs/', ['Docs/a.md']],
    ['nothing', '/', []],
    ['an empty part', 'docs//a.md', []],
  ])('%s: %s', (_, pattern, expected) => {
    expect(matching(pattern, tree)).toEqual(expected);
  });

  it('a backslash takes a star, a mark or a space as it is', () => {
    expect(matching('f\\*o', ['foo', 'f*o'])).toEqual(['f*o']);
    expect(matching('f\\?o', ['foo', 'f?o'])).toEqual(['f?o']);
    expect(matching('/my\\ file', ['my file', 'my'])).toEqual(['my file']);
  });

  it('many stars against a long name take no time', () => {
    expect(matching(`${'*a'.repeat(40)}*b`, ['a'.repeat(5_000)])).toEqual([]);
    expect(matching(`${'**/a/'.repeat(40)}b`, ['a/'.repeat(2_000)])).toEqual([]);
  });

  const name = fc.stringMatching(/^[a-c.]{1,3}$/).filter((text) => text !== '.' && text !== '..');
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

  it('an anchored path means itself and what is below, and nothing else', () => {
    fc.assert(
      fc.property(path, path, (meant, other) => {
        const isMeant = other === meant || other.startsWith(`${meant}/`);
        expect(compileCodeOwnersPattern(`/${meant}`)(other)).toBe(isMeant);
        expect(compileCodeOwnersPattern(`/${meant}/`)(other)).toBe(other.startsWith(`${meant}/`));
      }),
    );
  });

  it('a lone star at the end means the direct children', () => {
    fc.assert(
      fc.property(path, path, (folder, other) => {
        const rest = other.startsWith(`${folder}/`) ? other.slice(folder.length + 1) : '/';
        expect(compileCodeOwnersPattern(`/${folder}/*`)(other)).toBe(!rest.includes('/'));
      }),
    );
  });

  it('a folder anywhere is found below whatever folders', () => {
    fc.assert(
      fc.property(name, fc.array(name), path, (folder, above, below) => {
        const found = [...above, folder, below].join('/');
        expect(compileCodeOwnersPattern(`${folder}/`)(found)).toBe(true);
        expect(compileCodeOwnersPattern(`**/${folder}/**`)(found)).toBe(true);
      }),
    );
  });
});
