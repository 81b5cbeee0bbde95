import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

let browser: Browser;
let server: BuiltServer;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(error.message));
  await page.goto(`${server.url}/cycle-time?period=180d`);
  await page.getByRole('tablist').waitFor();
});

afterAll(async () => {
  await browser.close();
  await server.remove();
});

async function choose(tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('tabpanel', { name: tab }).scrollIntoViewIfNeeded();
}

const region = (name: string | RegExp) => page.getByRole('region', { name });

describe('the depth of the page', () => {
  it('tells both clocks in the headline, and opens the arithmetic of a typical one', async () => {
    const headline = page.locator('dl', { hasText: 'Median review cycle time' });
    await headline.getByText(/elapsed · .* working/).waitFor();
    await page.getByRole('button', { name: /the arithmetic of a typical one/ }).click();
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
    await closeDialogs(page);
  });

  it('shows every stage at once, each by its own clock', async () => {
    await choose('Every stage');
    for (const stage of ['Coding time', 'Time to first review', 'Review time', 'Merge wait']) {
      await region(stage).getByRole('application').first().waitFor();
    }
    await region('Time to first review')
      .getByText(/working hours, n/)
      .waitFor();
    await region('Coding time')
      .getByText(/all hours, n/)
      .waitFor();
  });

  it('says the chance of being picked up within the hours that are chosen', async () => {
    await choose('Pickup');
    const curve = region('How soon is it picked up?');
    const chance = /within 4 working hours with \d+ % ± \d+\./;
    await curve.getByText(chance).waitFor();
    await curve.getByRole('button', { name: /^Within how many working hours/ }).click();
    await page.getByRole('button', { name: '8 hours', exact: true }).click();
    await curve.getByText(/within 8 working hours with \d+ % ± \d+\./).waitFor();
    const week = region('When in the week?');
    await week.getByText(/became ready, most of them on/).waitFor();
    await week.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => week.getByRole('slider').getAttribute('aria-valuetext'))
      .toContain('Mon, 00:00');
  });

  it('walks its tabs by key, and keeps the one in the address', async () => {
    await page.getByRole('tab', { name: 'Pickup' }).focus();
    await page.keyboard.press('ArrowRight');
    await region('How long does a request for a review wait?').waitFor();
    await page.waitForURL(/depth=requests/);
    await region('By reviewer').getByRole('table').waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Review requests', selected: true }).waitFor();
  });

  it('lists what was merged over objections or changed after its approval', async () => {
    await choose('Rework and approvals');
    await region('Rework and approvals').getByText('Median rework').first().waitFor();
    await region('How often is it sent back?').getByRole('application').waitFor();
  });

  it('compares by what is chosen, with a twin of the numbers', async () => {
    await choose('Compare');
    const byRepository = region('Review cycle time by repository');
    await byRepository.getByRole('rowheader', { name: 'heronfield/lending-web' }).waitFor();
    await page.getByRole('button', { name: /^Compare by/ }).click();
    await page.getByRole('button', { name: 'Size', exact: true }).click();
    const bySize = region('Review cycle time by size');
    await bySize.getByRole('rowheader', { name: '11 to 50 lines' }).waitFor();
    await bySize.getByRole('button', { name: 'Comparison as a table' }).click();
    await bySize.getByRole('columnheader', { name: '80 % interval' }).waitFor();
    await bySize.getByRole('button', { name: 'Comparison as a chart' }).click();
  });

  it('tells mix from speed, in parts that lead from one mean to the other', async () => {
    await choose('What changed?');
    const changed = region('What changed since the period before?');
    await changed
      .getByText(/the mean is .* shorter than in the period before/)
      .first()
      .waitFor();
    await region('What adds most')
      .getByText(/lending-web, size/)
      .first()
      .waitFor();
  });

  it('narrows by slices behind one button', async () => {
    await page.getByRole('button', { name: /^More filters/ }).click();
    await page.getByRole('checkbox', { name: 'XL' }).check();
    await page.waitForURL(/sizes=/);
    await page.getByRole('button', { name: 'Clear these filters' }).click();
    await page.waitForURL((address) => !address.searchParams.has('sizes'));
    await closeDialogs(page);
  });

  it.each([
    ['light', 1440],
    ['light', 390],
    ['dark', 1440],
    ['dark', 390],
  ] as const)(
    'has no accessibility faults in any of its parts, %s at %i pixels, and scrolls nowhere sideways',
    async (colorScheme, width) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const tab of ['Every stage', 'Pickup', 'Review requests', 'Compare', 'What changed?']) {
        await choose(tab);
        const panel = page.getByRole('tabpanel', { name: tab });
        await panel.getByRole('img').or(panel.getByRole('application')).first().waitFor();
        // What stands around the tabs stays as it is: the whole page once, then what each tab shows.
        const within = tab === 'Every stage' ? undefined : '[role="tabpanel"]';
        expect([tab, await findAccessibilityFaults(page, within)]).toEqual([tab, []]);
        await expect.poll(() => sidewaysOverflow(page)).toBe(0);
      }
    },
  );

  it('breaks nothing on the way', () => {
    expect(pageErrors).toEqual([]);
  });
});
