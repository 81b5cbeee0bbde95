import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, sidewaysOverflow } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

const DAY_MS = 86_400_000;

let browser: Browser;
let server: BuiltServer;
let admin: Page;

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, {
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  });
  admin = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await server.remove();
});

/** A page of somebody of the sample team. */
async function enterAs(role: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
  });
  await context.request.post(`${server.url}/trpc/access.enterSample`, {
    ...{ data: { role }, headers: { origin: server.url } },
  });
  return await context.newPage();
}

/** The latest that somebody merged among those that they see one by one. */
async function ownPullRequest(page: Page): Promise<string> {
  const day = (agoMs: number) => new Date(Date.now() - agoMs).toISOString().slice(0, 10);
  const filter = { from: day(80 * DAY_MS), to: day(-DAY_MS) };
  const input = encodeURIComponent(JSON.stringify({ filter, by: 'mergedAt' }));
  const answer = await page.request.get(`${server.url}/trpc/pullRequests.list?input=${input}`);
  const { result } = (await answer.json()) as { result: { data: { items: { id: string }[] } } };
  return result.data.items[0]?.id ?? '';
}

const history = () => admin.getByRole('region', { name: 'What was changed before?' });
const card = (page: Page, name: string) => page.getByRole('region', { name });

describe('a calendar with the public holidays of a region', () => {
  it('shows the days of this year and the next before anything is saved', async () => {
    await admin.goto(`${server.url}/definitions`);
    const calendar = card(admin, 'When does the organisation work?');
    await calendar.getByLabel('Public holidays of').fill('DE-BE');
    await calendar.getByRole('rowheader', { name: /Oct/ }).first().waitFor();
    await expect.poll(() => calendar.getByRole('table').count()).toBe(2);
    await calendar.getByText('Good Friday').first().waitFor();
    expect(await findAccessibilityFaults(admin)).toEqual([]);
  });

  it('is previewed, worked out in sight of everybody, and stands in the history', async () => {
    await admin.getByRole('button', { name: 'Preview the change' }).click();
    await admin.getByRole('row', { name: /Time to first review, working hours/ }).waitFor();
    await admin.getByRole('button', { name: 'Apply it' }).click();
    await history()
      .getByText(/Public holidays are those of DE-BE/)
      .waitFor();
    await history()
      .getByText(/^Revision 1 · Counts now/)
      .waitFor({ timeout: 60_000 });
    const calendar = card(admin, 'When does the organisation work?');
    await expect.poll(() => calendar.getByRole('table').count()).toBe(2);
  });
});

describe('a doubted number', () => {
  let engineer: Page;
  let lead: Page;

  it('is said from the drawer of a pull request, with a reason', async () => {
    engineer = await enterAs('engineer');
    await engineer.goto(`${server.url}/cycle-time?pr=${await ownPullRequest(engineer)}`);
    const drawer = engineer.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Doubt a number' }).click();
    await drawer.getByLabel('Why?').fill('This was a dry run of the release.');
    expect(await findAccessibilityFaults(engineer)).toEqual([]);
    await drawer.getByRole('button', { name: 'Send it' }).click();
    await drawer.getByText(/^Waiting for a decision/).waitFor();
    await drawer.getByRole('link', { name: 'follow it here' }).click();
    await card(engineer, 'Waiting for a decision')
      .getByText('This was a dry run of the release.')
      .waitFor();
    await engineer.getByRole('button', { name: 'Withdraw' }).waitFor();
  });

  it('is accepted by the lead who saw the effect, and counts as left out by hand', async () => {
    lead = await enterAs('lead');
    await lead.goto(`${server.url}/disputes`);
    const open = card(lead, 'Waiting for a decision');
    await open.getByRole('button', { name: 'See the effect' }).click();
    await open.getByText(/would leave out 1 (open )?pull request/).waitFor();
    await open.getByLabel('Your answer').fill('You are right.');
    expect(await findAccessibilityFaults(lead)).toEqual([]);
    await open.getByRole('button', { name: 'Accept' }).click();
    await card(lead, 'Decided')
      .getByText(/Accepted by/)
      .waitFor();
    await admin.goto(`${server.url}/definitions`);
    await history()
      .getByText(/^Revision 2 · Counts now/)
      .waitFor({ timeout: 60_000 });
    await card(admin, 'What is left out?')
      .getByText(/^manual by /)
      .waitFor();
  });

  it('shows its answer to who doubted', async () => {
    await engineer.goto(`${server.url}/disputes`);
    await card(engineer, 'Decided').getByText('You are right.').waitFor();
    await engineer.getByText('Nobody doubts a number').waitFor();
  });

  it('fits a phone in the dark, axe clean and without sideways scrolling', async () => {
    const context = await openSignedIn(browser, server, {
      ...{ colorScheme: 'dark', reducedMotion: 'reduce' },
      viewport: { width: 390, height: 844 },
    });
    const tab = await context.newPage();
    await tab.goto(`${server.url}/disputes`);
    await tab.getByText(/Accepted by/).waitFor();
    expect(await findAccessibilityFaults(tab)).toEqual([]);
    expect(await sidewaysOverflow(tab)).toBe(0);
    await tab.goto(`${server.url}/definitions`);
    await card(tab, 'When does the organisation work?').getByText('Good Friday').first().waitFor();
    expect(await sidewaysOverflow(tab)).toBe(0);
    await context.close();
  });
});
