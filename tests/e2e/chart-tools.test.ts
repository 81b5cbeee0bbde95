import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const violations: string[] = [];

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, {
    ...{ reducedMotion: 'reduce', acceptDownloads: true },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      violations.push(message.text());
    }
  });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await server.remove();
});

const open = async (address: string) => {
  await page.goto(server.url + address);
  const widget = page.getByRole('region', { name: 'Review cycle time over time' }).first();
  await widget.locator('svg.recharts-surface').first().waitFor();
  await page.getByRole('button', { name: 'Line: take it along' }).click();
};

async function take(name: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

describe('any chart', () => {
  it('gives its numbers as a file, as many lines as its table has', async () => {
    await open('/cycle-time?period=90d');
    await page
      .getByText(/^As of /)
      .first()
      .waitFor();
    const { name, content } = await take('Numbers as CSV');
    expect(name).toMatch(/^review-cycle-time-over-time-\d{4}-\d\d-\d\d\.csv$/);
    const lines = content.toString('utf8').trimEnd().split('\r\n');
    await page.getByRole('button', { name: 'Line as a table' }).click();
    const widget = page.getByRole('region', { name: 'Review cycle time over time' }).first();
    await widget.getByRole('table').waitFor();
    await expect.poll(() => widget.locator('tbody tr').count()).toBe(lines.length - 1);
  });

  it('gives its picture without breaking the content policy', async () => {
    await open('/cycle-time?period=90d');
    const { name, content } = await take('Picture as PNG');
    expect(name).toMatch(/\.png$/);
    expect(content.subarray(1, 4).toString('latin1')).toBe('PNG');
    // Wider than a badge, and no empty sheet: a blank picture of this size packs into a few hundred bytes.
    expect(content.readUInt32BE(16)).toBeGreaterThan(600);
    expect(content.length).toBeGreaterThan(10_000);
    expect(violations).toEqual([]);
  });

  it('gives a link that shows the same again', async () => {
    await open('/cycle-time?period=30d&bucket=day');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(/^Copied\./).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${server.url}/cycle-time?period=30d&bucket=day`);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });
});

describe('a view', () => {
  it('is kept under a name, found again, and removed', async () => {
    await page.goto(`${server.url}/cycle-time?period=30d`);
    await page.getByRole('button', { name: 'Views: Views' }).click();
    await page.getByLabel('Keep what is shown under a name').fill('Thirty days');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('button', { name: 'Views: Thirty days' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.goto(`${server.url}/delivery`);
    await page.getByRole('button', { name: 'Views: Views' }).click();
    await page.getByRole('button', { name: /^Thirty days/ }).click();
    await page.waitForURL(`${server.url}/cycle-time?period=30d`);
    await page.getByRole('button', { name: 'Views: Thirty days' }).click();
    await page.getByRole('button', { name: 'Remove Thirty days' }).click();
    await page.getByRole('button', { name: 'Views: Views' }).waitFor();
  });
});
