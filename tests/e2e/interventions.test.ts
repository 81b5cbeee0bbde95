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
  const context = await openSignedIn(browser, server, {
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await server.remove();
});

const region = (name: string) => page.getByRole('region', { name, exact: true });
/** The verdict under the title. */
const sentence = () => page.locator('header p').first();
const titleOfSample = 'Reviews tiered and shared';

describe('did it help?', () => {
  it('is answered in the list with one sentence', async () => {
    await page.goto(`${server.url}/interventions`);
    await page
      .getByText(
        /^Review cycle time: \d+.h → (1\d|2[0-3]).h, shift −\d+.h \(−\d+ … −\d+\), clearly shorter\.$/,
      )
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('is shown with both sides, the weeks, what else may explain it, and all metrics', async () => {
    await page.getByRole('link', { name: titleOfSample }).click();
    await page.getByRole('heading', { name: `Did “${titleOfSample}” help?` }).waitFor();
    await region('Before and after')
      .getByText(/^Enough data: \d+ pull requests/)
      .waitFor();
    await region('Week by week')
      .getByText('17 Aug: in place')
      .or(page.getByText(/: in place$/))
      .first()
      .waitFor();
    await region('What else may explain it?').waitFor();
    await region('What else moved?')
      .getByRole('row', { name: /^Lead time for changes .* clearly shorter$/ })
      .waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('says of the incidents how many there were, and that it is not settled', async () => {
    const incidents = region('Incidents before and after');
    await incidents.getByText(/^Enough to compare, not enough to tell: \d+ incidents/).waitFor();
    await incidents.getByText(/^0\.[3-6]\d \(0\.\d\d … 1\.\d\d\)$/).waitFor();
  });

  it('has the numbers of each chart as a table', async () => {
    for (const name of ['Before and after', 'Week by week', 'Incidents before and after']) {
      await region(name).getByRole('button', { name: /table/i }).click();
      await region(name).getByRole('table').waitFor();
    }
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('can be asked another way, and the address brings anybody to the same numbers', async () => {
    await page.getByRole('button', { name: /^Metric:/ }).click();
    await page.getByRole('button', { name: 'Time to first review' }).click();
    await page.getByText('Working hours', { exact: true }).click();
    await sentence().filter({ hasText: 'Time to first review, working hours: ' }).waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText(/^Copied\. The link/).waitFor();
    const said = await sentence().textContent();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(/moved=pickup&measured=work&weeks=12$/);
    await page.goto(address);
    await sentence()
      .filter({ hasText: said ?? 'nothing' })
      .waitFor();
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('Copied as text.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain(address);
    expect(text).toMatch(/clearly shorter\./);
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone in %s, without a fault',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await region('What else moved?').waitFor();
      // Charts measure themselves anew, a moment after the window.
      await eventually(async () => (await sidewaysOverflow(page)) <= 0);
      expect(await findAccessibilityFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );
});

describe('a change of one’s own', () => {
  it('is written down, planned until a week is over, and shown as it was written', async () => {
    await page.goto(`${server.url}/interventions`);
    await page.getByRole('button', { name: 'Write down a change' }).click();
    const form = region('Write down a change');
    await form.getByLabel('What was changed').fill('A rotation of reviewers');
    await form
      .getByLabel(/^What was done, and why/)
      .fill('Turns, **weekly**. <b id="raw">raw</b> [here](javascript:alert(1))');
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Write it down' }).click();
    await page.getByRole('heading', { name: 'Did “A rotation of reviewers” help?' }).waitFor();
    await page.getByText(/^Too early\. A first whole week will be over on/).waitFor();
    await page.locator('strong', { hasText: 'weekly' }).waitFor();
    expect(await page.locator('#raw').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
  });

  it('is changed, and removed', async () => {
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    const form = region('Change what is written');
    await form.getByLabel('What was changed').fill('Reviewers in turns');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Did “Reviewers in turns” help?' }).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await region('Remove “Reviewers in turns”?').getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('heading', { name: 'Did it help?' }).waitFor();
    await page.getByRole('link', { name: titleOfSample }).waitFor();
    expect(await page.getByText('Reviewers in turns').count()).toBe(0);
  });
});
