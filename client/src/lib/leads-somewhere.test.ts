import { expect, it } from 'vitest';
import { leadsSomewhere } from './leads-somewhere.ts';

it.each([
  ['https://github.com/acme/shop/pull/1', true],
  ['https://sample-team.invalid/acme/shop/pull/1', false],
  ['no address', false],
])('%s leads somewhere: %s', (url, expected) => {
  expect(leadsSomewhere(url)).toBe(expected);
});
