import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackRig, startAttackRig } from '../support/attack-rig.ts';
import { type AttackName, attackTable } from '../support/attack-table.ts';
import { attacksInBrowser } from '../support/attacks-in-browser.ts';
import { attacksOnIdentity } from '../support/attacks-on-identity.ts';
import { attacksOnInput } from '../support/attacks-on-input.ts';
import { launchBrowser } from '../support/browser.ts';
import { root } from '../support/cruise.ts';

let rig: AttackRig;
let proxied: AttackRig;
let browser: Browser;

beforeAll(async () => {
  rig = await startAttackRig({ withClient: true });
  proxied = await startAttackRig({
    env: { BELLWETHER_TRUST_PROXY: 'loopback', BELLWETHER_ALLOWED_NETWORKS: '' },
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rig?.remove();
  await proxied?.remove();
});

type Attempt = () => Promise<void>;

/** One attempt for each row of the table: a row without one does not compile. */
const attempts: Record<AttackName, Attempt> = {
  ...mapValues(attacksInBrowser, (attack) => () => attack(rig, browser)),
  ...mapValues(attacksOnInput, (attack) => () => attack({ rig, proxied })),
  ...mapValues(attacksOnIdentity, (attack) => () => attack({ rig, proxied })),
};

function mapValues<Name extends string, A, B>(
  values: Record<Name, A>,
  change: (value: A) => B,
): Record<Name, B> {
  const pairs = Object.entries<A>(values).map(([name, value]) => [name, change(value)]);
  return Object.fromEntries(pairs) as Record<Name, B>;
}

describe('each attack is refused, and the log says so', () => {
  for (const [name, attempt] of Object.entries(attempts)) {
    it(`${attackTable[name as AttackName].attack} (${name})`, attempt);
  }
});

it('SECURITY.md lists the same attacks', async () => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const rows = Object.values(attackTable).map(
    ({ attack, outcome }) => `| ${attack} | ${outcome} |`,
  );
  const [, section = ''] = text.split('\n## Attacks that are tried\n');
  const [listing = ''] = section.split('\n## ');
  const listed = listing.split('\n').filter((line) => /^\| (?!attack )/.test(line));
  expect(listed).toEqual(rows);
});
