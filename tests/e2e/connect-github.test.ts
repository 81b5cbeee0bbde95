import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenReviewCycleByWeek } from '../golden/golden-aggregates.ts';
import { buildGoldenRepository, goldenRepositoryName } from '../golden/golden-week.ts';
import { findAccessibilityFaults } from '../support/accessibility.ts';
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

const lena = { login: 'lena', id: 901, node_id: 'U_901' };

beforeAll(async () => {
  simulator = await startSimulator({
    world: {
      name: 'connect',
      endsAt: null,
      repositories: [
        buildGoldenRepository(),
        smallRepository('acme/attic', { archived: true }),
        smallRepository('acme/void', { isEmpty: true }),
      ],
    },
    tokens: [
      { token: 'ghp_classic1', user: lena, scopes: ['repo'] },
      { token: 'ghp_public01', user: { login: 'tom', id: 902, node_id: 'U_902' }, scopes: [] },
    ],
  });
  server = await startPreparedServer({ GITHUB_API_URL: simulator.url });
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.remove();
  await simulator.close();
});

/** The way in is called by the same name. */
const tokenField = () =>
  page.getByLabel('Token', { exact: true }).and(page.locator('input:not([type="radio"])'));

async function offerToken(token: string) {
  await tokenField().fill(token);
  await page.getByRole('button', { name: 'Check the token' }).click();
}

describe('connecting GitHub', () => {
  it('says at the field that GitHub does not know a token', async () => {
    await page.goto(`${server.url}/welcome`);
    await offerToken('ghp_wrong999');
    await page.getByText('GitHub does not accept the token.').waitFor();
    const field = tokenField();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('form').textContent()).not.toContain('ghp_wrong999');
  });

  it('says what a token without rights may not read, in words', async () => {
    await offerToken('ghp_public01');
    await page.getByRole('heading', { name: /Connected as tom/ }).waitFor();
    await page.getByText(/lacks the scope .repo./).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('lists repositories with their marks, finds by search, and takes a typed name', async () => {
    await page.goto(`${server.url}/welcome`);
    await offerToken('ghp_classic1');
    await page.getByRole('heading', { name: /Connected as lena/ }).waitFor();
    await page.getByRole('checkbox', { name: /acme\/attic.*archived/i }).waitFor();
    await page.getByRole('checkbox', { name: /acme\/void.*empty/i }).waitFor();
    const search = page.getByRole('textbox', { name: /Search repositories/ });
    await search.fill('acme/nowhere');
    await page.getByRole('checkbox', { name: /acme\/nowhere/ }).check();
    await search.fill('');
    await page.getByRole('checkbox', { name: /acme\/attic/ }).check();
    await page.getByRole('checkbox', { name: /acme\/void/ }).check();
    await page.getByRole('checkbox', { name: new RegExp(goldenRepositoryName) }).check();
    await page.getByText('All', { exact: true }).click();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Read 4 repositories/ }).click();
    await page.getByText(/acme\/nowhere: GitHub shows no such repository/).waitFor();
    await page.getByRole('link', { name: 'See how far it is' }).click();
  });

  it('reads the chosen ones, the empty and the archived one too', async () => {
    for (const name of ['acme/attic', 'acme/void', goldenRepositoryName]) {
      await page
        .locator('tr', { has: page.getByRole('button', { name, exact: true }) })
        .getByText(/^Whole\. /)
        .waitFor({ timeout: 60_000 });
    }
  });

  it('shows the golden week as it was worked out by hand', async () => {
    await page.goto(
      `${server.url}/cycle-time?from=2026-03-16&to=2026-04-06&bucket=week&metric=review-cycle`,
    );
    await page.getByText('Median review cycle time').waitFor();
    const widget = page.getByRole('region', { name: 'Review cycle time over time' });
    // One week of three has a median, one a single value, one nothing: two dots, each at a height.
    await widget.locator('svg circle[class*="point"]').waitFor();
    const heights = await widget
      .locator('svg circle[class*="point"], svg circle[class*="single"]')
      .evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute('cy') ?? Number.NaN)));
    expect(heights).toHaveLength(2);
    expect(heights.every((height) => height > 0)).toBe(true);
    await widget.getByRole('button', { name: /table/i }).click();
    const rows = await widget.getByRole('row').allInnerTexts();
    const second = rows
      .map((row) => row.replaceAll('\u00a0', ' '))
      .find((row) => /23 Mar/.test(row));
    const expected = goldenReviewCycleByWeek[1];
    expect(expected).toMatchObject({ n: 9, p50: 12_600, p75: 22_200, p90: 321_120 });
    expect(second).toContain('3 h 30 min');
    expect(second).toContain('6 h 10 min');
    expect(second).toContain('3 d 17 h');
    expect(second).toMatch(/\b9\b/);
  });
});
