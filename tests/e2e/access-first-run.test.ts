import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { findFaultsEverywhere } from '../support/faults-everywhere.ts';
import { TEST_PASSWORD } from '../support/sign-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  server = await startBuiltServer({}, undefined, { withoutAdmin: true });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

const pathOf = (tab: Page) => new URL(tab.url()).pathname;
const sampleTeam = () => page.getByRole('complementary', { name: 'Sample team' });
const become = () => page.getByRole('button', { name: 'Become the admin' });

describe('the very first start', () => {
  it('leads from every address to the two doors, in both themes and on a phone', async () => {
    await page.goto(`${server.url}/cycle-time?period=90d`);
    await become().waitFor();
    expect(pathOf(page)).toBe('/welcome');
    expect(await page.getByRole('navigation').count()).toBe(0);
    const faults = await findFaultsEverywhere(
      (options) => browser.newContext(options),
      server.url,
      (tab) => tab.getByRole('button', { name: 'As its lead' }).waitFor(),
    );
    expect(faults).toEqual([]);
  });

  it('opens the sample team with one click, as a manager who sees nobody’s own numbers', async () => {
    await page.getByRole('button', { name: 'As a manager' }).click();
    await page
      .getByRole('heading', { name: 'Can I trust these numbers?' })
      .waitFor({ timeout: 120_000 });
    await sampleTeam().getByText('You look at the sample team as a manager.').waitFor();
    const entries = page.getByRole('navigation').getByRole('link');
    expect(
      await entries.filter({ hasText: /^(People|Connections|Access|Audit log)$/ }).count(),
    ).toBe(0);
    expect(await page.getByRole('button', { name: 'Read all now' }).count()).toBe(0);
    await page.goto(`${server.url}/cycle-time`);
    await page.getByText('Median review cycle time').waitFor({ timeout: 150_000 });
    expect(await page.getByRole('region', { name: /Waiting/ }).count()).toBe(0);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('says at the address of another page that the role does not include it, and where to go', async () => {
    await page.goto(`${server.url}/people`);
    await page.getByRole('heading', { name: 'Your role does not include this page' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Cycle time/ }).waitFor();
    expect(await page.getByRole('option', { name: /People/ }).count()).toBe(0);
    await closeDialogs(page);
  });

  it('switches to the lead, for whom that page opens where one stands', async () => {
    await sampleTeam().getByRole('button', { name: 'Look as its lead' }).click();
    await page.getByRole('heading', { name: 'Who is who?' }).waitFor();
    await sampleTeam().getByText('You look at the sample team as its lead.').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('refuses a wrong set-up code at its field', async () => {
    await sampleTeam().getByRole('link', { name: 'Set up Bellwether for your team' }).click();
    await page.getByLabel('Set-up code').fill('AAAA-BBBB-CCCC-DDDD');
    await page.getByLabel('Your name').fill('Ada Admin');
    await page.getByLabel('E-mail').fill('admin@example.com');
    await page.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await page.getByText('Very strong.').waitFor();
    await become().click();
    await page.getByText('This is not the set-up code.').waitFor();
    expect(await page.getByLabel('Set-up code').getAttribute('aria-invalid')).toBe('true');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('says while it is typed that a password is weak, and refuses it', async () => {
    await page.getByLabel('Set-up code').fill(server.setUpCode ?? '');
    await page.getByLabel('Password', { exact: true }).fill('password123');
    await page.getByText(/^Too easily guessed\./).waitFor();
    await become().click();
    await expect
      .poll(() => page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid'))
      .toBe('true');
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('makes the first admin, who is signed in at once and may connect GitHub', async () => {
    await page.getByLabel('Password', { exact: true }).fill(TEST_PASSWORD);
    await page.getByText('Very strong.').waitFor();
    await become().click();
    await page.getByRole('heading', { name: 'Connect GitHub' }).waitFor();
    await page.getByRole('button', { name: /^Ada Admin, Admin/ }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('is over then: the code is worth nothing, and a stranger is asked to sign in', async () => {
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(`${server.url}/welcome`);
    await stranger.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(pathOf(stranger)).toBe('/sign-in');
    await stranger.context().close();
    expect(pageErrors).toEqual([]);
  });
});
