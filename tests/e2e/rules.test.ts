import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { eventually } from '../support/eventually.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { reducedMotion: 'reduce' });
  page = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await server.remove();
});

describe.each([
  ['/deployments', /^Production environments/, 'staging'],
  ['/incidents/rules', /^One of these labels/, 'bug'],
] as const)('the rule on %s', (path, field, value) => {
  it('cannot be saved while it is empty, and can once it says something else', async () => {
    await page.goto(server.url + path);
    const save = page.getByRole('button', { name: 'Save the rule' });
    await page.getByLabel(field).first().fill('');
    await page.getByLabel(field).first().blur();
    await expect.poll(() => save.isDisabled()).toBe(true);
    await page.getByLabel(field).first().fill(value);
    await page.getByLabel(field).first().blur();
    await eventually(() => save.isEnabled());
    // What stood there before is pale until the new preview is here.
    await eventually(async () => (await page.locator('[aria-busy="true"]').count()) === 0);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('is saved, survives a reload, and is taken back', async () => {
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText(/^Saved\./).waitFor();
    await page.reload();
    await eventually(async () => (await page.getByLabel(field).first().inputValue()) === value);
    await page.getByRole('button', { name: 'Back to the first rule' }).click();
    await eventually(async () => (await page.getByLabel(field).first().inputValue()) !== value);
  });

  it('fits a phone in the dark, axe clean and without sideways scrolling', async () => {
    const context = await openSignedIn(browser, server, {
      ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
      viewport: { width: 390, height: 844 },
    });
    const tab = await context.newPage();
    await tab.goto(server.url + path);
    await tab.getByLabel(field).first().waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });
});
