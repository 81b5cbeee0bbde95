import { expect, it } from 'vitest';
import { leadsSomewhere } from './leads-somewhere.ts';

it.each([
  ['https://github.com/acme/shop/pull/1', true],
  ['https://sample-team.invalid/acme/shop/pull/1', false],
  ['http://github.example.com/acme/shop', true],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt:alert(1)//https://github.com', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,<script>alert(1)</script>', false],
  ['vbscript:x', false],
  ['blob:https://github.com/x', false],
  ['file:///etc/passwd', false],
  ['no address', false],
])('%s leads somewhere: %s', (url, expected) => {
  expect(leadsSomewhere(url)).toBe(expected);
});
