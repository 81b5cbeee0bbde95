import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, {
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await server.remove();
});

const accounts = () => page.getByRole('region', { name: 'Accounts' });
const history = () => page.getByRole('region', { name: 'What was changed before?' });

describe('changing what is counted', () => {
  it('is previewed with what would leave the numbers of people', async () => {
    await page.goto(`${server.url}/definitions`);
    await accounts().getByRole('combobox').first().selectOption('bot');
    await page.getByLabel('Friday, until').fill('14:00');
    const change = page.getByRole('region', { name: 'Your change' });
    await change.getByRole('button', { name: 'Preview the change' }).click();
    await change.getByText(/would turn from a person into a bot: .* leave the numbers/).waitFor();
    await change.getByRole('row', { name: /Time to first review, working hours/ }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('comes into force by itself, stands in the history and on the chart', async () => {
    await page.getByLabel('Why (optional)').fill('It only reports');
    await page.getByRole('button', { name: 'Apply it' }).click();
    await history()
      .getByText(/Counts now .* “It only reports”/)
      .waitFor({ timeout: 60_000 });
    await accounts()
      .getByText(/^Bot, because your list says so/)
      .waitFor();
    await page.goto(`${server.url}/cycle-time`);
    await page
      .getByText(/Definition changed: .* is a bot/)
      .first()
      .waitFor();
  });

  it('can be taken back', async () => {
    await page.goto(`${server.url}/definitions`);
    await history().getByRole('button', { name: 'Restore revision 0' }).click();
    await history()
      .getByText(/^Revision 2 · Counts now/)
      .waitFor({ timeout: 60_000 });
    await accounts()
      .getByText(/because your list says so/)
      .waitFor({ state: 'detached' });
  });

  it('refuses a pattern that would be everybody, in words', async () => {
    await page.getByLabel('Add a login or a pattern').fill('*');
    await page
      .locator('form', { has: page.getByLabel('Add a login or a pattern') })
      .getByRole('button', { name: 'Add', exact: true })
      .click();
    await page.getByRole('button', { name: 'Preview the change' }).click();
    await page
      .getByRole('alert')
      .getByText(/needs at least one letter/)
      .waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  it('leaves pull requests out by a rule, and says on the chart how many', async () => {
    const card = page.getByRole('region', { name: 'What is left out?' });
    await card.getByLabel('Name').fill('Fixes');
    await card.getByLabel('What the rule looks at').selectOption('title-prefix');
    await card.getByLabel(/^Pattern/).fill('*');
    await card.getByRole('button', { name: 'Add' }).click();
    await card
      .getByRole('alert')
      .getByText(/for example/)
      .waitFor();
    await card.getByLabel(/^Pattern/).fill('fix');
    await card.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: 'Preview the change' }).click();
    await page.getByText(/would leave out \d+ pull requests merged/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply it' }).click();
    await history()
      .getByText(/^Revision 3 · Counts now/)
      .waitFor({ timeout: 60_000 });
    await page.goto(`${server.url}/cycle-time`);
    await page.getByRole('button', { name: /^\d+ Fixes, list$/ }).waitFor();
  });

  it('fits a phone in the dark, axe clean and without sideways scrolling', async () => {
    const context = await openSignedIn(browser, server, {
      ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
      viewport: { width: 390, height: 844 },
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/definitions`);
    await tab.getByRole('region', { name: 'Accounts' }).getByRole('listitem').first().waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });
});
