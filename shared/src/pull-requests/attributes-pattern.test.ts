import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAttributesPattern } from './attributes-pattern.ts';

const long = 'a'.repeat(500);

describe('patterns that were made to take long', () => {
  it.each([
    ['*a'.repeat(200), `${long}b`],
    ['a*'.repeat(200), `${long}/b`],
    [`${'**/'.repeat(150)}b`, `${'a/'.repeat(200)}c`],
    [`${'**/a/'.repeat(80)}b`, `${'a/'.repeat(200)}c`],
    [`${'*?'.repeat(200)}b`, long],
    [`${'[a-z]*'.repeat(120)}!`, long],
    [`${'[[:alpha:]]*'.repeat(70)}!`, long],
    ['['.repeat(900), long],
    [`${'[[:a:]'.repeat(100)}`, long],
    ['('.repeat(500), long],
    ['(a+)+$', long],
  ])('say no at once: %.40s', (pattern, path) => {
    expect(compileAttributesPattern(pattern)(path)).toBe(false);
  });

  it('mean nothing when they are longer than any path', () => {
    expect(compileAttributesPattern('*'.repeat(1_001))('a')).toBe(false);
  });

  it('never throw, whatever somebody pushed', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '?',
      '/',
      '[',
      ']',
      '!',
      '^',
      '-',
      '\\',
      'a',
      'b',
      '[:alpha:]',
      '(',
    );
    const pattern = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(pattern, fc.string()), fc.string(), (text, path) => {
        expect(typeof compileAttributesPattern(text)(path)).toBe('boolean');
      }),
    );
  });
});

it('means what the plain expression means, where nothing is special but stars', () => {
  const segment = fc.stringMatching(/^[ab*?]{1,5}$/).filter((text) => !/^\*{2,}$/.test(text));
  const pattern = fc.array(segment, { minLength: 2, maxLength: 4 }).map((all) => all.join('/'));
  const path = fc.array(fc.stringMatching(/^[ab]{0,5}$/), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(pattern, path, (text, names) => {
      const source = text.replace(/\*+/g, '[^/]*').replaceAll('?', '[^/]');
      const expected = new RegExp(`^${source}$`).test(names.join('/'));
      expect(compileAttributesPattern(text)(names.join('/'))).toBe(expected);
    }),
  );
});
