import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENV_RULES, readEnv } from '@bellwether/server/env';
import { expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

it('has an .env.example with exactly the variables that are read, and their fallbacks', async () => {
  const text = await readFile(join(root, '.env.example'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const fallbacks = Object.entries(ENV_RULES).map(([name, { fallback }]) => `${name}=${fallback}`);
  expect(lines).toEqual(fallbacks);
});

it('has an .env.example that changes nothing', async () => {
  const text = await readFile(join(root, '.env.example'), 'utf8');
  const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]);
  expect(readEnv(Object.fromEntries(pairs))).toEqual(readEnv({}));
});

it('has a row in docs/operations.md for every variable', async () => {
  const text = await readFile(join(root, 'docs/operations.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect(rows).toEqual(Object.keys(ENV_RULES));
});
