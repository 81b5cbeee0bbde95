import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStorableJson } from './storable-json.ts';

test('what Postgres cannot store is taken out, and nothing else', () => {
  expect(
    JSON.parse(toStorableJson([{ a: 'x\u0000y', b: 'half \ud83d', c: '\\u0000 🐏' }])),
  ).toEqual([{ a: 'xy', b: 'half \ufffd', c: '\\u0000 🐏' }]);
});

test('well-formed text without NUL arrives as it was', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
  fc.assert(
    fc.property(fc.array(text), (rows) => {
      expect(JSON.parse(toStorableJson(rows))).toEqual(rows);
    }),
  );
});
