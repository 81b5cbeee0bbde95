import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGoldenRepository, goldenRepositoryName } from '../golden/golden-week.ts';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startPreparedServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { smallRepository } from '../support/small-world.ts';

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

let simulator: Simulator;
let server: BuiltServer;
let browser: Browser;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator({
    world: {
      name: 'sync-page',
      endsAt: null,
      repositories: [buildGoldenRepository(), smallRepository('acme/attic', {})],
    },
    // Everything but deployments.
    tokens: [
      {
        token: 'github_pat_reader',
        user: { login: 'lena', id: 901, node_id: 'U_901', type: 'User' },
        permissions: {
          metadata: 'read',
          pull_requests: 'read',
          issues: 'read',
          contents: 'read',
        },
      },
    ],
  });
  server = await startPreparedServer({
    GITHUB_API_URL: simulator.url,
    GITHUB_TOKEN: 'github_pat_reader',
    GITHUB_REPOSITORIES: `${goldenRepositoryName},acme/attic`,
  });
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
  await simulator.close();
});

const answer = (tab: Page) => tab.getByRole('region', { name: 'The answer' });
const rowOf = (tab: Page, name: string) =>
  tab.locator('tr', { has: tab.getByRole('button', { name, exact: true }) });

async function choose(tab: Page, name: string, action: string) {
  await tab.getByRole('button', { name: `Actions for ${name}` }).click();
  await tab.getByRole('menuitem', { name: action }).click();
}

describe('can I trust these numbers?', () => {
  it('answers in one sentence, with the step that gains most', async () => {
    await page.goto(`${server.url}/sync`);
    await page.getByRole('heading', { name: 'Can I trust these numbers?' }).waitFor();
    await answer(page)
      .getByText(/^Let the token read deployments: lead time is missing for \d+ pull requests\./)
      .waitFor({ timeout: 60_000 });
    await answer(page).getByText('Partial.').waitFor();
    await answer(page).getByRole('link', { name: 'To the connections' }).waitFor();
  });

  it('shows of each repository how complete it is, and why something is missing', async () => {
    const row = rowOf(page, goldenRepositoryName);
    await row.getByText(/^Partial\. All \d+ pull requests, .* old, but deployments/).waitFor();
    const bar = row.getByRole('progressbar', { name: `Pull requests of ${goldenRepositoryName}` });
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('100');
    const disclose = page.getByRole('button', { name: goldenRepositoryName, exact: true });
    if ((await disclose.getAttribute('aria-expanded')) === 'false') {
      await disclose.click();
    }
    const streams = page.getByRole('list', { name: `What is read from ${goldenRepositoryName}` });
    const deployments = streams.getByRole('listitem').filter({ hasText: /^Deployments/ });
    await deployments.filter({ hasText: /may not read.*deployments/i }).waitFor();
    await streams.getByRole('img', { name: 'Stopped by an error' }).first().waitFor();
  });

  it('draws what reading cost, and lists what the server did', async () => {
    const work = page.getByRole('region', { name: 'What is the server doing?' });
    await work.getByText(`Read what is new: ${goldenRepositoryName}`).first().waitFor();
    const points = page.getByRole('region', { name: /allowance last/ });
    await points.getByText(/GitHub as lena .* points left/).waitFor({ timeout: 90_000 });
    await points.getByRole('button', { name: 'Points as a table' }).click();
    await points.getByRole('columnheader', { name: 'Spent' }).waitFor();
    await points.getByRole('button', { name: 'Points as a chart' }).click();
  });

  it('pauses one repository, keeps that through a reload, and resumes it', async () => {
    await choose(page, 'acme/attic', 'Pause reading');
    await rowOf(page, 'acme/attic').getByText('Paused.').waitFor();
    await page.reload();
    await rowOf(page, 'acme/attic').getByText('when it is resumed').waitFor();
    await choose(page, 'acme/attic', 'Resume reading');
    await rowOf(page, 'acme/attic').getByText('Paused.').waitFor({ state: 'detached' });
  });

  it('has everything compared with GitHub on demand, by keys alone', async () => {
    await page.getByRole('button', { name: 'Actions for acme/attic' }).focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'Compare everything with GitHub' });
    await item.waitFor();
    // Once around the menu at most.
    for (let press = 0; press < 12; press++) {
      if (await item.evaluate((element) => element === document.activeElement)) {
        break;
      }
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
    const work = page.getByRole('region', { name: 'What is the server doing?' });
    await work.getByText('Compare with GitHub: acme/attic').first().waitFor({ timeout: 60_000 });
  });

  it('says insufficient beside a chart that lacks what it stands on, and which step helps', async () => {
    await page.goto(
      `${server.url}/cycle-time?from=2026-03-16&to=2026-04-06&bucket=week&metric=lead-time`,
    );
    const line = page.getByRole('region', { name: /Lead time.* over time/i });
    await line.getByText('Insufficient').waitFor();
    await line.getByText(/Let the token read deployments/).waitFor();
    await line.getByRole('link', { name: 'To the connections' }).waitFor();
    expect(await line.locator('svg.recharts-surface').count()).toBe(0);
    const stages = page.getByRole('region', { name: 'Where the time goes' });
    await stages.getByText(/^As of .* · \d+ of \d+ pull requests$/).waitFor();
  });

  it('says what removing a repository deletes, and keeps or removes it', async () => {
    await page.goto(`${server.url}/sync`);
    await choose(page, 'acme/attic', 'Remove…');
    const dialog = page.getByRole('dialog', { name: 'Remove acme/attic?' });
    await dialog.getByText('2 pull requests').waitFor();
    await dialog.getByText(/nothing changes on GitHub/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await rowOf(page, 'acme/attic').waitFor();
    await choose(page, 'acme/attic', 'Remove…');
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await rowOf(page, 'acme/attic').waitFor({ state: 'detached' });
    await rowOf(page, goldenRepositoryName).waitFor();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('stands in %s at %i pixels, unfolded and with its menu', async (scheme, width) => {
    const context = await openSignedIn(browser, server, {
      colorScheme: scheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/sync`, { waitUntil: 'domcontentloaded' });
    await rowOf(tab, goldenRepositoryName).waitFor();
    await tab.getByRole('heading', { name: 'Do changes arrive at once?' }).waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    await tab.getByRole('button', { name: `Actions for ${goldenRepositoryName}` }).click();
    await tab.getByRole('menuitem', { name: 'Pause reading' }).waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });

  it('did all that without an error in the browser', () => {
    expect(pageErrors).toEqual([]);
  });
});
