import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

/** Every place where something that was sent is held against a secret. */
const PLACES = [
  'server/src/access/bootstrap-token.ts',
  'server/src/access/tokens/identify-token.ts',
  'server/src/features/access/first-admin.service.ts',
];

it.each(PLACES)('%s compares in constant time', async (place) => {
  const text = await readFile(join(root, place), 'utf8');
  expect(text).toMatch(/timingSafeEqual\(/);
  expect(text).not.toMatch(
    /(?:hash|digest|secret|token|code)\w* (?:===|!==) (?!null|undefined)\w*(?:hash|digest|secret|token|code|expected|given)/i,
  );
});

it('signatures of webhooks are compared by the library that does so in constant time', async () => {
  const text = await readFile(join(root, 'server/src/webhooks/verify-signature.ts'), 'utf8');
  expect(text).toMatch(/timingSafeEqual|from '@octokit\/webhooks/);
});
