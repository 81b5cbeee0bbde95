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
const pageErrors: string[] = [];

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const part = (name: string | RegExp) => page.getByRole('radio', { name }).check();

describe('who is who', () => {
  it('teams arrive with the sample team, and their names with them', async () => {
    await page.goto(`${server.url}/people`);
    await page.getByRole('checkbox', { name: 'Choose Imke Sander' }).waitFor({ timeout: 120_000 });
    await part('Teams');
    await page.getByRole('region', { name: 'Lending desk From GitHub' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('accepts a suggestion, and takes it back', async () => {
    await part(/^Suggestions/);
    await page.getByRole('button', { name: /^One person: Tobias Wrede/ }).click();
    await page.getByText('No two look like one person').waitFor();
    await part('People');
    await page.getByText('9 people').waitFor();
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.getByText('10 people').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('names a team of one’s own, and gives it people and paths', async () => {
    await part('Teams');
    await page.getByLabel('Name of a new team').fill('Kiosk');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change Kiosk' }).click();
    await page.getByRole('button', { name: 'Members: Choose members' }).click();
    await page.getByRole('checkbox', { name: 'Imke Sander' }).check();
    await closeDialogs(page);
    await page.getByRole('button', { name: 'Members: 1 member' }).waitFor();
    const pattern = page.getByLabel('Give it paths, as in CODEOWNERS');
    await pattern.fill('!src');
    await page.keyboard.press('Enter');
    await page.getByText('CODEOWNERS has no exceptions').waitFor();
    await pattern.fill('/src/kiosk/');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Take /src/kiosk/ away' }).waitFor();
  });

  it('says who owns a path, and which line says so', async () => {
    await part('Code owners');
    const path = page.getByLabel('Who owns this path?');
    await path.fill('src/modules/payments/refund.ts');
    await page.getByText('line 3 of CODEOWNERS').waitFor();
    await path.fill('src/kiosk/screen.ts');
    await page.getByText('was given to the team here').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows one team’s numbers by the filter, which the address keeps', async () => {
    await page.goto(`${server.url}/cycle-time`);
    await page.getByRole('button', { name: 'Teams: All teams' }).click();
    await page.getByRole('checkbox', { name: 'Lending desk' }).check();
    await page.waitForURL(/[?&]teams=/);
    await page.reload();
    await page.getByRole('button', { name: 'Teams: Lending desk' }).waitFor();
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const tab of ['people', 'suggestions', 'teams', 'code-owners']) {
      await page.goto(`${server.url}/people?tab=${tab}`);
      await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
      expect(await sidewaysOverflow(page)).toBe(0);
    }
    expect(pageErrors).toEqual([]);
  });
});
