import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { eventually } from '../support/eventually.ts';
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

const widget = (name: string | RegExp) => page.getByRole('region', { name });

describe('are incidents becoming rarer and shorter?', () => {
  it('answers per week, per deployment and per merge, each with what it stands on', async () => {
    await page.goto(`${server.url}/incidents`);
    await page.getByRole('heading', { name: 'Are incidents becoming rarer' }).waitFor();
    await page.getByText('Incidents per week').first().waitFor();
    await page.getByText(/\d+ incidents, \d+(\.\d)? weeks/).waitFor();
    await page.getByText('Per 100 deployments', { exact: true }).click();
    await widget('Incidents per 100 deployments').waitFor();
    await page.waitForURL(/[?&]per=deployments/);
    await page.reload();
    await widget('Incidents per 100 deployments').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('has the numbers of the chart as a table', async () => {
    const incidents = widget('Incidents per 100 deployments');
    await incidents.getByRole('button', { name: 'Incidents as a table' }).click();
    const table = incidents.getByRole('table');
    for (const name of ['Incidents', 'Deployments', '80 % interval', 'Counted apart']) {
      await table.getByRole('columnheader', { name, exact: true }).waitFor();
    }
    await incidents.getByRole('button', { name: 'Incidents as a chart' }).click();
  });

  it('weighs by severity, and shows the weights', async () => {
    await page.getByLabel('Weigh by severity').check();
    await page.getByText('SEV1 weighs 16, SEV2 8').waitFor();
    await page.getByLabel('Weigh by severity').uncheck();
    await page.getByText('SEV1 weighs 16, SEV2 8').waitFor({ state: 'detached' });
  });

  it('tells how long incidents lasted with n, and plainly of how many nobody knows it', async () => {
    const restore = widget('Time to restore');
    await page.getByText(/^p90 .*, n \d+/).waitFor();
    await restore
      .getByText(/\d+ of \d+ incidents resolved in this period ha(s|ve) no time to restore/)
      .waitFor();
    await restore.getByText('One each, where fewer than 5').waitFor();
    await restore.getByRole('button', { name: 'Durations as a table' }).click();
    await restore.getByRole('columnheader', { name: 'p90' }).first().waitFor();
    await restore.getByRole('button', { name: 'Durations as a chart' }).click();
    await widget('Time to restore').getByRole('button', { name: 'Show them' }).click();
    await eventually(() =>
      Promise.resolve(new URL(page.url()).searchParams.get('part') === 'without-restore'),
    );
  });

  it('a person enters when the impact began, and the incident has its time to restore', async () => {
    const list = page.getByRole('list', { name: 'Incidents' });
    await list.getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('Not known: "Impact began".').first().waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    const declared = panel.getByRole('row', { name: /^Declared (?!to resolved)/ });
    await declared.waitFor();
    await panel.getByLabel('Impact began').fill('2099-01-01T09:20');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('"Impact began" is still to come.').first().waitFor();
    await panel.getByLabel('Impact began').fill('2020-01-01T09:20');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText(/entered by/).waitFor();
    await panel.getByRole('row', { name: /^Time to restore \d/ }).waitFor();
    await closeDialogs(page);
    await page.getByText('Incidents per week').first().waitFor();
    await widget('Time to restore').getByRole('button', { name: 'Durations as a table' }).waitFor();
  });

  it('a service narrows the page, and a phone in the dark shows it all', async () => {
    await page.goto(`${server.url}/incidents`);
    await widget('By service').getByRole('button').first().click();
    await page.getByRole('button', { name: 'All services again' }).waitFor();
    const context = await openSignedIn(browser, server, {
      ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
      viewport: { width: 390, height: 844 },
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/incidents`);
    await tab.getByText(/\d+ incidents, \d+(\.\d)? weeks/).waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });
});
