import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { apiFetch } from '../support/api-fetch.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { eventually } from '../support/eventually.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      pageErrors.push(message.text());
    }
  });
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

describe('exploring the sample team', () => {
  it('leads a newcomer to two doors', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Connect GitHub' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/welcome');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows the history arriving, through a reload, until all of it is there', async () => {
    await page.getByRole('button', { name: 'Explore the sample team' }).click();
    await page.getByRole('heading', { name: 'Can I trust these numbers?' }).waitFor();
    await page.reload();
    const repositories = page.getByRole('button', { name: /^heronfield\// });
    await repositories.nth(2).waitFor();
    await page.getByText(/^Whole\. All .* pull requests of 3 repositories/).waitFor({
      timeout: 150_000,
    });
    await expect.poll(() => repositories.count()).toBe(3);
    const bars = page.getByRole('progressbar', { name: /^Pull requests of heronfield/ });
    for (let index = 0; index < 3; index++) {
      await expect.poll(() => bars.nth(index).getAttribute('aria-valuenow')).toBe('100');
    }
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows that the median fell from about four days to under one', async () => {
    await page.goto(`${server.url}/cycle-time?period=180d`);
    const headline = page.locator('dl', { hasText: 'Median review cycle time' }).locator('dd');
    await expect
      .poll(async () => ((await headline.first().textContent()) ?? '').replaceAll('\u00a0', ' '))
      .toMatch(/^(1\d|2[0-3]) h .*was (3 d \d+ h|4 d)/);
  });

  it('opens a pull request with its timeline and the receipt of each number, and keeps it in the address', async () => {
    await page.goto(`${server.url}/cycle-time?period=90d`);
    await page.getByText('Median review cycle time').waitFor();
    await page.mouse.move(700, 500);
    // Rows out of sight are one empty row, and the head has buttons too.
    const rows = page.getByRole('region', { name: 'Pull requests, rows' }).locator('tbody');
    const first = rows.getByRole('button').first();
    // What is above grows while it arrives: once is not far enough.
    await eventually(
      async () => {
        await page.mouse.wheel(0, 6000);
        return await first.isVisible();
      },
      { everyMs: 250 },
    );
    await first.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: 'Numbers and how they came about' }).waitFor();
    await page.waitForURL(/[?&]pr=/);
    await drawer.getByText('Time to first review').first().click();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.reload();
    await drawer.getByRole('heading', { name: 'Timeline' }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.waitForURL((address) => !address.searchParams.has('pr'));
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)(
    'stands in %s at %i pixels, axe clean and without sideways scrolling',
    async (scheme, width) => {
      const context = await openSignedIn(browser, server, {
        colorScheme: scheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      });
      const tab = await context.newPage();
      for (const path of ['/cycle-time', '/sync', '/connections', '/welcome']) {
        await tab.goto(server.url + path, { waitUntil: 'networkidle' });
        await tab.getByRole('heading', { level: 1 }).waitFor();
        expect(await findAccessibilityFaults(tab), `${path} ${scheme} ${width}`).toEqual([]);
        expect(await sidewaysOverflow(tab), `${path} ${scheme} ${width}`).toBe(0);
      }
      await context.close();
    },
  );

  it('says what a broken address could not mean, and shows the default', async () => {
    await page.goto(`${server.url}/cycle-time?period=zzz&bucket=fortnight&from=2026-13-01`);
    await page.getByText('Median review cycle time').waitFor();
    await page.getByText(/“period”, “from”, “bucket”/).waitFor();
    await page.getByRole('button', { name: /Last 180 days/ }).waitFor();
    await expect.poll(() => page.getByRole('radio', { name: 'Week' }).isChecked()).toBe(true);
  });

  it('goes with one click, and leaves nothing behind', async () => {
    await page.goto(`${server.url}/cycle-time`);
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('heading', { name: 'Connect GitHub' }).waitFor({ timeout: 60_000 });
    const csv = await (await apiFetch(`${server.url}/api/v1/pull-requests.csv`)).text();
    expect(csv.trim().split('\r\n')).toHaveLength(1);
  });

  it('did all that without an error in the browser', () => {
    expect(pageErrors).toEqual([]);
  });

  it('ends cleanly on Ctrl-C', async () => {
    expect(await server.stop()).toBe(0);
  });
});
