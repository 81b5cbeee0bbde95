import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excessOf } from './json-shape.rules.ts';

const limits = { depth: 3, values: 5 };

describe('the shape of a JSON text', () => {
  it.each([
    '{}',
    '[[[1]]]',
    '{"a":{"b":{"c":1}}}',
    '"[[[[[["',
    '{"[{[{[{":1}',
    '"\\"[[[["',
    '[1,2,3,4,5]',
    '',
    ']]]]',
  ])('is fine: %s', (text) => expect(excessOf(text, limits)).toBeNull());

  it.each(['[[[[1]]]]', '{"a":[{"b":[]}]}', '[[[[', `${'['.repeat(100_000)}`])(
    'is too deep: %.40s',
    (text) => expect(excessOf(text, limits)).toBe('It is nested more than 3 deep.'),
  );

  it.each(['[1,2,3,4,5,6]', '{"a":1,"b":2,"c":[1,2,3,4]}'])('is too much: %s', (text) => {
    expect(excessOf(text, limits)).toBe('It holds more than 5 values.');
  });

  it('is as deep as the value that it stands for', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
        : 0;
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 6 }), (text, depth) => {
        const isTooDeep = excessOf(text, { depth, values: Infinity }) !== null;
        expect(isTooDeep).toBe(depthOf(JSON.parse(text)) > depth);
      }),
    );
  });
});
