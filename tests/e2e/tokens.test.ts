import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { addUser } from '../support/add-user.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import { signIn } from '../support/sign-in.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await startTestServer({ withClient: true });
  browser = await launchBrowser();
  context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const dialog = () => page.getByRole('dialog');
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });
const sync = (token: string) =>
  fetch(`${server.url}/api/v1/sync`, { headers: { authorization: `Bearer ${token}` } });

/** Every text that the page's own memory holds: fields, storage and what was answered. */
const memoryOf = (shown: Page) =>
  shown.evaluate(() =>
    JSON.stringify([
      Array.from(
        document.querySelectorAll<HTMLInputElement>('input, textarea'),
        ({ value }) => value,
      ),
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
    ]),
  );

describe('the page of tokens', () => {
  let secret = '';

  it('begins empty, with the way to the first one, and names the token of the environment', async () => {
    await page.goto(`${server.url}/cycle-time`);
    await page.getByRole('link', { name: 'Tokens' }).click();
    await page.getByRole('heading', { name: 'Which programs have a key?' }).waitFor();
    await page.getByText('No program has a key').waitFor();
    await page.getByText('BELLWETHER_BOOTSTRAP_TOKEN').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('makes a token for what is chosen, and warns of one without an end', async () => {
    await page.getByRole('button', { name: 'Make a token' }).click();
    const make = dialog().getByRole('button', { name: 'Make the token' });
    expect(await make.isDisabled()).toBe(true);
    await dialog().getByLabel('What is it for?').fill('Grafana');
    await dialog().getByLabel('Read the state of reading').check();
    await dialog().getByText('Never', { exact: true }).click();
    await dialog()
      .getByText(/works until somebody revokes it/)
      .waitFor();
    await dialog().getByText('On a day', { exact: true }).click();
    expect(await make.isDisabled()).toBe(true);
    await dialog().getByLabel('Its last day').fill('2020-01-01');
    await make.click();
    await dialog()
      .getByText(/a day to come/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await dialog().getByText('90 days', { exact: true }).click();
    await make.click();
    await dialog().getByText('it will not be shown again').waitFor();
  });

  it('shows it once, to be copied, with a call that works', async () => {
    secret = await dialog().getByLabel('Token for Grafana').inputValue();
    await dialog().getByRole('button', { name: 'Copy the token' }).click();
    await dialog().getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await dialog().getByText(`${server.url}/api/v1/sync`).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect((await sync(secret)).status).toBe(200);
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await rowOf('Grafana').getByText(secret.slice(0, 7)).waitFor();
    expect(await memoryOf(page)).not.toContain(secret.slice(7));
    await page.reload();
    await rowOf('Grafana')
      .getByText(/^just now|^\d+ \w+ ago/)
      .first()
      .waitFor();
    expect(await memoryOf(page)).not.toContain(secret.slice(7));
  });

  it.each(['light', 'dark'] as const)('fits a phone and a laptop, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 900 },
    ]) {
      await page.setViewportSize(viewport);
      await rowOf('Grafana').waitFor();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Make a token' }).click();
      await dialog().getByLabel('What is it for?').waitFor();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
      await dialog().getByRole('button', { name: 'Close' }).click();
      await dialog().waitFor({ state: 'detached' });
    }
  });

  it('asks once more before it revokes, and keeps it in sight', async () => {
    await page.getByRole('button', { name: 'Revoke Grafana' }).click();
    await dialog()
      .getByText(/refused at once/)
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Keep it' }).click();
    expect((await sync(secret)).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke Grafana' }).click();
    await dialog().getByRole('button', { name: 'Revoke for good' }).click();
    await rowOf('Grafana')
      .getByText(/revoked .* by Ada Admin/)
      .waitFor();
    expect((await sync(secret)).status).toBe(401);
  });

  it('says what failed, and tries again', async () => {
    const question = /\/trpc\/[^?]*tokens\.list/;
    await page.route(question, (route) => route.abort());
    await page.goto(`${server.url}/tokens`);
    await page.getByText('The tokens could not be shown').waitFor();
    await page.unroute(question);
    await page.getByRole('button', { name: 'Try again' }).click();
    await rowOf('Grafana').waitFor();
  });

  it('shows an engineer their own alone, and what they may give', async () => {
    const grants = [{ role: 'engineer', teamId: null }] as const;
    const { email } = await addUser(server.app, { name: 'Eli Engineer', grants });
    const cookie = await signIn(server.url, email);
    await createApiClient(server.url, cookie).tokens.create.mutate({
      ...{ name: 'My script', scopes: ['cycle-time.read'], expiry: 'never' },
    });
    const own = await openSignedIn(browser, server, { cookie });
    const ownPage = await own.newPage();
    await ownPage.goto(`${server.url}/tokens`);
    await ownPage.getByRole('row').filter({ hasText: 'My script' }).waitFor();
    expect(await ownPage.getByText('Grafana').count()).toBe(0);
    expect(await ownPage.getByText('BELLWETHER_BOOTSTRAP_TOKEN').count()).toBe(0);
    await ownPage.getByRole('button', { name: 'Make a token' }).click();
    await ownPage.getByLabel('Read metrics').waitFor();
    expect(await ownPage.getByLabel('Read the audit log').count()).toBe(0);
    await own.close();
    await page.reload();
    await rowOf('My script').getByText('Eli Engineer').waitFor();
  });
});
