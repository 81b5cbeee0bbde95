import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { startPreparedServer, startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const pageErrors: string[] = [];
const path = '/review-load?period=180d';

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

/** Everything far below is fetched when the reader comes near it. */
async function walkDown(tab: Page): Promise<void> {
  for (const name of [
    'Queue now',
    'The lead’s own share',
    'Who reviews whom',
    'Which areas hang on few people?',
    'What if somebody is away?',
  ]) {
    const region = tab.getByRole('region', { name });
    await region.waitFor({ timeout: 60_000 });
    await region.scrollIntoViewIfNeeded();
  }
}

describe('who carries the reviews', () => {
  it('is empty before anything was read, and says which step fills it', async () => {
    const empty = await startPreparedServer();
    const context = await openSignedIn(browser, empty, { viewport: { width: 1440, height: 900 } });
    const tab = await context.newPage();
    tab.on('pageerror', (error) => pageErrors.push(error.message));
    await tab.goto(empty.url + path);
    await tab.getByText('Nothing was reviewed in this period').first().waitFor();
    await tab.getByText('Nobody is waited for').waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    await context.close();
    await empty.remove();
  });

  it('shows that the sample team’s lead carries less than before, and by name', async () => {
    await page.goto(server.url + path);
    const told = page.locator('dl', { hasText: 'Effective reviewers' }).locator('dd');
    await told
      .nth(1)
      .filter({ hasText: /before: [\d.]+/ })
      .waitFor();
    const now = Number(await told.first().textContent());
    const detail = await told.nth(1).textContent();
    const before = Number(/before: ([\d.]+)/.exec(detail ?? '')?.[1]);
    expect(now).toBeGreaterThan(before * 1.5);
    const people = page.getByRole('region', { name: 'Load by person' }).getByRole('listitem');
    await people.nth(8).waitFor();
    const names = await people.evaluateAll((rows) =>
      rows.map((row) => row.querySelector('span > span')?.textContent),
    );
    expect(names).toEqual([...names].sort((a, b) => (a ?? '').localeCompare(b ?? '', 'en')));
  });

  it('opens the pull requests behind a bar, and from there a pull request', async () => {
    await page
      .getByRole('button', { name: /^Imke Sander/ })
      .first()
      .click();
    const list = page.getByRole('dialog', { name: 'Reviewed by Imke Sander' });
    await list.getByText(/of review by one person each/).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await list.getByRole('listitem').first().getByRole('button').click();
    await page.getByRole('heading', { name: 'Numbers and how they came about' }).waitFor();
    await closeDialogs(page);
  });

  it('tells what an absence would cost, area by area', async () => {
    await walkDown(page);
    const region = page.getByRole('region', { name: 'What if somebody is away?' });
    await region.getByRole('button', { name: /Choose a person/ }).click();
    const people = page.getByRole('dialog', { name: 'Who' });
    await people.getByRole('button', { name: 'Imke Sander', exact: true }).click();
    await region.getByText(/pull requests would need another first reviewer/).waitFor();
    await region
      .getByText(/next to it|here/)
      .first()
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('suggests reviewers with their evidence, and has GitHub ask one', async () => {
    const queue = page.getByRole('region', { name: 'Queue now' });
    await queue.getByRole('button', { name: 'Nobody was asked' }).click();
    await queue
      .getByRole('button', { name: /^Suggest reviewers/ })
      .first()
      .click();
    const ask = queue.getByRole('button', { name: /^Ask .* for a review$/ }).first();
    await ask.waitFor();
    await queue
      .getByText(/of the last \d+ here/)
      .first()
      .waitFor();
    const name = /^Ask (.*) for a review$/.exec((await ask.getAttribute('aria-label')) ?? '')?.[1];
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await ask.click();
    // Read again from GitHub, the request waits on whoever was asked.
    await page.getByText(`GitHub has asked ${name}`).waitFor();
    await expect
      .poll(
        async () => {
          await page.reload();
          const rows = page.getByRole('region', { name: 'Queue now' }).getByRole('listitem');
          await rows.first().waitFor();
          return (await rows.allTextContents()).some((text) => text.startsWith(name ?? '?'));
        },
        { timeout: 120_000, interval: 1_000 },
      )
      .toBe(true);
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)(
    'stands in %s at %i pixels, axe clean, without sideways scrolling',
    async (scheme, width) => {
      const context = await openSignedIn(browser, server, {
        colorScheme: scheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      });
      const tab = await context.newPage();
      await tab.goto(server.url + path);
      await walkDown(tab);
      await tab.getByRole('table').last().waitFor();
      expect(await findAccessibilityFaults(tab), `${scheme} ${width}`).toEqual([]);
      expect(await sidewaysOverflow(tab), `${scheme} ${width}`).toBe(0);
      await context.close();
    },
  );

  it('has made no error in the browser', () => {
    expect(pageErrors).toEqual([]);
  });
});
