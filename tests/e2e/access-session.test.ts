import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/accessibility.ts';
import { createApiClient } from '../support/api-client.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { findFaultsEverywhere } from '../support/faults-everywhere.ts';
import { joinAs } from '../support/join.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { signIn, TEST_PASSWORD } from '../support/sign-in.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const pageErrors: string[] = [];
const lena = { name: 'Lena Lead', email: 'lena@example.com' };

beforeAll(async () => {
  server = await startPreparedServer();
  browser = await launchBrowser();
  const cookie = await joinAs(server.url, { ...lena, role: 'lead' });
  const context = await openSignedIn(browser, server, { cookie, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const entry = (name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true });

async function giveRole(role: 'admin' | 'lead' | 'engineer') {
  const api = createApiClient(server.url);
  const { members } = await api.members.list.query();
  const member = members.find(({ email }) => email === lena.email);
  await api.members.setGrants.mutate({
    ...{ userId: member?.userId ?? '', accessVersion: member?.accessVersion ?? -1 },
    grants: [{ role, teamId: null }],
  });
}

describe('an open tab', () => {
  it('shows at once what a new role takes away, and says so of the page that stands', async () => {
    await page.goto(`${server.url}/people`);
    await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
    await giveRole('engineer');
    await page.getByRole('heading', { name: 'Your role does not include this page' }).waitFor();
    await page.getByText('Engineer in every team').first().waitFor();
    await page.getByText('An admin of Bellwether can give you another role').waitFor();
    await entry('People').waitFor({ state: 'detached' });
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('shows at once what a new role gives, where one stands', async () => {
    await giveRole('admin');
    await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
    await entry('Access').waitFor();
    await entry('Connections').waitFor();
  });

  it('refuses politely in both themes and on a phone', async () => {
    await giveRole('lead');
    const cookie = await signIn(server.url, lena.email);
    const faults = await findFaultsEverywhere(
      (options) => openSignedIn(browser, server, { ...options, cookie }),
      `${server.url}/connections`,
      (tab) => tab.getByRole('heading', { name: 'Your role does not include this page' }).waitFor(),
    );
    expect(faults).toEqual([]);
  });

  it('offers no button that would be refused', async () => {
    await page.goto(`${server.url}/sync`);
    await page.getByText('An admin of Bellwether connects GitHub').waitFor();
    await page.goto(`${server.url}/definitions`);
    await page.getByText('You see how it is set.').waitFor();
    await expect.poll(() => page.getByLabel('A day without work').isDisabled()).toBe(true);
  });

  it('keeps what was typed when the session ends, under a cover, until one signs in beside it', async () => {
    await page.goto(`${server.url}/account`);
    await page.getByLabel('Present password', { exact: true }).fill('half a thought');
    const own = await signIn(server.url, lena.email);
    await createApiClient(server.url, own).access.endAllSessions.mutate();
    const cover = page.getByRole('dialog', { name: 'Your session has ended' });
    await cover.waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      cover.getByRole('link', { name: 'Sign in in another tab' }).click(),
    ]);
    await beside.getByLabel('E-mail').fill(lena.email);
    await beside.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await beside.getByRole('button', { name: 'Sign in', exact: true }).click();
    await beside.getByRole('button', { name: /^Lena Lead, / }).waitFor();
    await beside.close();
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await cover.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Present password', { exact: true }).inputValue()).toBe(
      'half a thought',
    );
  });

  it('is led to the form by signing out everywhere, and back to its page', async () => {
    await page.goto(`${server.url}/definitions`);
    await page.getByRole('heading', { name: 'What is counted, and how?' }).waitFor();
    const elsewhere = await openSignedIn(browser, server, {
      cookie: await signIn(server.url, lena.email),
    });
    const tab = await elsewhere.newPage();
    await tab.goto(`${server.url}/account`);
    const sessions = tab.getByRole('region', { name: 'Where you are signed in' });
    await sessions.getByRole('listitem').nth(1).waitFor();
    await sessions.getByRole('button', { name: 'Sign out everywhere' }).click();
    await tab.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.getByRole('navigation').waitFor({ state: 'detached' });
    await page.getByLabel('E-mail').fill(lena.email);
    await page.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'What is counted, and how?' }).waitFor();
    await elsewhere.close();
  });

  it('did all that without an error in the browser', () => {
    expect(pageErrors).toEqual([]);
  });
});
