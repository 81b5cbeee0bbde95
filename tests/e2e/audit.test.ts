import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  server = await startPreparedServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { reducedMotion: 'reduce' });
  page = await context.newPage();
  const api = createApiClient(server.url);
  for (let index = 1; index <= 60; index += 1) {
    await api.people.teams.create.mutate({ name: `Team ${index}` });
  }
  const { teams } = await api.people.teams.list.query();
  const teamId = teams.find(({ name }) => name === 'Team 7')?.id ?? '';
  await api.people.teams.rename.mutate({ teamId, name: 'Payments <b>' });
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

describe('the audit log', () => {
  it('tells the newest change first, and unfolds to before and after', async () => {
    await page.goto(`${server.url}/audit`);
    const first = page.getByRole('listitem').filter({ hasText: 'renamed a team' }).first();
    await first.getByText('Payments <b>').first().waitFor();
    await first.locator('summary').click();
    await first.getByRole('row', { name: 'name Team 7 Payments <b>' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows more on demand, and is narrowed by words that stay in the address', async () => {
    await page.getByText('The newest 50').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(/^All \d+$/).waitFor();
    await page.getByLabel('Search the log').fill('payments');
    await page.getByText(/^All 1$/).waitFor();
    expect(page.url()).toContain('search=payments');
    await page.reload();
    await page.getByText(/^All 1$/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toBe('audit.csv');
  });

  it('says so when nothing is found', async () => {
    await page.getByLabel('Search the log').fill('nothing is called so');
    await page.getByText('Nothing was found').waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a phone in the %s', async (colorScheme) => {
    const context = await openSignedIn(browser, server, {
      ...{ viewport: { width: 390, height: 844 }, colorScheme, reducedMotion: 'reduce' },
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/audit`);
    await tab.locator('summary').first().click();
    expect(await sidewaysOverflow(tab)).toBe(0);
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    await context.close();
  });
});
