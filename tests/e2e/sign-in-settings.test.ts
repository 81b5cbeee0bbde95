import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const SECRET = 'an-oauth-secret-that-nobody-sees-9f2';

let server: TestServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startTestServer({ withClient: true });
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const github = () => page.getByRole('region', { name: 'With GitHub' });
const mail = () => page.getByRole('region', { name: 'Mail' });

describe('the page of the ways to sign in', () => {
  it('keeps a secret, and tells of it when, by whom and how it ends', async () => {
    await page.goto(`${server.url}/sign-in-settings`);
    await github().getByLabel('Client ID').fill('Iv1.abc');
    expect(await github().getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(await github().getByLabel('Client secret').getAttribute('autocomplete')).toBe('off');
    await github().getByLabel('Client secret').fill(SECRET);
    await github().getByRole('button', { name: 'Save' }).click();
    await github()
      .getByText(/^Set on .* by Ada Admin, ends in …\w*9f2$/)
      .waitFor();
    expect(await page.content()).not.toContain(SECRET);
    expect(await github().locator('input[type=password]').count()).toBe(0);
    await page.reload();
    await github()
      .getByText(/by Ada Admin, ends in …/)
      .waitFor();
    expect(await page.content()).not.toContain(SECRET);
  });

  it('takes another secret, or keeps the old one', async () => {
    await github().getByRole('button', { name: 'Replace' }).click();
    const field = github().getByLabel('New client secret');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe('');
    await github().getByRole('button', { name: 'Keep the old one' }).click();
    await github().getByRole('button', { name: 'Replace' }).click();
    await field.fill('another-secret-of-the-app-c0de');
    await github().getByRole('button', { name: 'Save' }).click();
    await github()
      .getByText(/ends in …\w*0de$/)
      .waitFor();
  });

  it('says at the field what is wrong', async () => {
    await mail().getByLabel('Mail server').fill('127.0.0.1');
    await mail().getByLabel('Sender').fill('nobody');
    await mail().getByRole('button', { name: 'Save' }).click();
    await mail()
      .getByText(/Write the sender/)
      .waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a phone and a laptop, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 900 },
    ]) {
      await page.setViewportSize(viewport);
      await github().waitFor();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
    }
  });

  it('removes a way in once more is said to it', async () => {
    await github().getByRole('button', { name: 'Remove With GitHub' }).click();
    await github()
      .getByText(/locked out/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await github().getByRole('button', { name: 'Remove for good' }).click();
    await github().getByLabel('Client secret').waitFor();
    await expect.poll(() => github().getByLabel('Client ID').inputValue()).toBe('');
  });
});
