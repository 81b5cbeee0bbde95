import { expect, test } from 'vitest';
import { closingReferences } from './closing-references.ts';

test.each([
  ['Fixes #7', [7]],
  ['closes: #7, resolved #8 and FIXED #7', [7, 8]],
  ['see #7', []],
  ['Fixes octo/shop#7, fixes octo/other#8', [7]],
  [null, []],
])('%s closes %j', (body, expected) => {
  expect(closingReferences(body, 'octo/shop')).toEqual(expected);
});
