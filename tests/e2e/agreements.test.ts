import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, {
    ...{ reducedMotion: 'reduce', viewport: { width: 1360, height: 900 } },
  });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const TITLE = 'Picked up the same morning';
const agreement = () => page.getByRole('region', { name: TITLE, exact: true });

describe('do we keep what we agreed on?', () => {
  it('shows how it would have gone before anybody agrees', async () => {
    await page.goto(`${server.url}/agreements`);
    await page.getByText('Nothing is agreed on yet').waitFor();
    await page.getByRole('button', { name: 'Agree on something' }).click();
    await page.getByText(/^Would have been kept in \d+ of \d+ weeks/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Agree', exact: true }).isDisabled()).toBe(true);
  });

  it('a team agrees, and sees progress and what to act on', async () => {
    await page.getByLabel('What you agreed on').fill(TITLE);
    await page.getByLabel('From which day on').fill('2025-01-01');
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await agreement()
      .getByText(/^Kept in \d+ of \d+ weeks/)
      .waitFor();
    await agreement()
      .getByText(/breach(es)?, those that still wait first|Nothing took too long/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await agreement()
      .getByRole('button', { name: /as a table$/ })
      .click();
    await agreement().getByRole('columnheader', { name: 'Not decided' }).waitFor();
    await agreement()
      .getByRole('button', { name: /as a chart$/ })
      .click();
  });

  it('a breach opens its pull request', async () => {
    const breaches = agreement().getByRole('region', { name: /breach/ });
    await breaches.getByRole('button').first().click();
    await page
      .getByRole('dialog')
      .getByText(/Review cycle time/)
      .first()
      .waitFor();
    await closeDialogs(page);
  });

  it('is changed, is ended, and its history stays', async () => {
    await agreement().getByRole('button', { name: 'Change', exact: true }).click();
    await agreement().getByLabel('Note', { exact: true }).fill('Mornings are for reviews.');
    await agreement().getByRole('button', { name: 'Save', exact: true }).click();
    await agreement().getByText('Mornings are for reviews.').waitFor();
    await agreement().getByRole('button', { name: 'End it', exact: true }).click();
    // The form asks with a button of the same name.
    await agreement().getByLabel('The first day on which it does not count any more').waitFor();
    await agreement().getByRole('button', { name: 'End it', exact: true }).click();
    await page.getByText('Ended (1)').click();
    await agreement()
      .getByText(/, ended on /)
      .waitFor();
    await page.getByText('Nothing is agreed on yet').waitFor();
  });

  it('fits a phone in the dark, axe clean and without sideways scrolling', async () => {
    const context = await openSignedIn(browser, server, {
      ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
      viewport: { width: 390, height: 844 },
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/agreements`);
    await tab.getByRole('button', { name: 'Agree on something' }).click();
    await tab.getByText(/^Would have been kept/).waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });
});
