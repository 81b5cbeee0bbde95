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
    ...{ reducedMotion: 'reduce', viewport: { width: 1360, height: 900 } },
  });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const widget = (name: string | RegExp) => page.getByRole('region', { name });
const headline = (name: string) => page.locator('dl > div').filter({ hasText: name });

describe('what reaches production, how fast, and how safely?', () => {
  it('answers in five numbers, with charts, services, teams and deployments', async () => {
    await page.goto(`${server.url}/delivery?period=180d`);
    await headline('Deployments a week').waitFor();
    for (const name of ['Median lead time', 'Change failure rate', 'Median recovery time']) {
      await headline(name).getByRole('definition').first().waitFor();
    }
    await widget('How often').waitFor();
    await widget('How safely').getByText('Suspected, from nearness in time alone').waitFor();
    const services = widget('By service').getByRole('row');
    await eventually(async () => {
      await page.mouse.wheel(0, 2_000);
      return (await services.count()) === 4;
    });
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('tells the sample team’s story: failures mended by reverts, hotfixes and rollbacks alike', async () => {
    await headline('Rework rate').getByRole('button').click();
    const list = page.getByRole('list', { name: 'Deployments' });
    await list.getByText('remedy').first().waitFor();
    await page.waitForURL(/[?&]shown=remedies/);
    await page.getByRole('button', { name: 'Show more' }).click();
    for (const words of ['Takes back', 'Reverts', 'Hotfix']) {
      await list.getByText(words).first().waitFor();
    }
  });

  it('lists each failed deployment with its evidence, as many as the number says', async () => {
    const link = headline('Change failure rate').getByRole('button', { name: /^\d+ of/ });
    const [, failed] = /^(\d+) of/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    const list = page.getByRole('list', { name: 'Deployments' });
    await eventually(
      async () => (await list.getByText('failed', { exact: true }).count()) === Number(failed),
    );
    await list
      .getByText(/Taken back by|Reverted by|Mended in haste by/)
      .first()
      .waitFor();
  });

  it('has every chart’s numbers as a table', async () => {
    for (const [name, what] of [
      ['How often', 'Deployments'],
      ['How fast', 'Lead time'],
      ['How safely', 'Failures'],
      ['How long a failure lasts', 'Recovery'],
      ['How much of it is mending', 'Rework'],
    ] as const) {
      await widget(name)
        .getByRole('button', { name: `${what} as a table` })
        .click();
      await widget(name).getByRole('table').waitFor();
    }
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('an admin switches the bands of a report on, which are off at first', async () => {
    await page.reload();
    await headline('Deployments a week').waitFor();
    expect(await page.getByText('(DORA 2024)').count()).toBe(0);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const settings = widget('How delivery is judged');
    await settings.getByRole('button', { name: /Bands/ }).click();
    await page.getByRole('button', { name: /^DORA 2024/ }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await page.getByText('(DORA 2024)').first().waitFor();
  });

  it('reads in the dark and on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await headline('Deployments a week').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await headline('Deployments a week').waitFor();
    await widget('How often').waitFor();
    await expect.poll(() => sidewaysOverflow(page)).toBe(0);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1360, height: 900 });
  });
});

describe('what caused it?', () => {
  const waiting = async () => {
    const title = await page.getByRole('heading', { name: /^To decide \(/ }).textContent();
    return Number(/\((\d+)\)/.exec(title ?? '')?.[1]);
  };
  // Each card lists its evidence: those items are no cards.
  const cards = () => page.getByRole('list', { name: 'Suspected links' }).locator(':scope > li');

  it('lists suspected causes in parts, each with its evidence, and says how many there are beyond', async () => {
    await page.goto(`${server.url}/attribution?period=180d`);
    await page.getByRole('heading', { name: /^To decide \(/ }).waitFor();
    const all = await waiting();
    expect(all).toBeGreaterThan(3);
    await eventually(async () => (await cards().count()) === Math.min(all, 25));
    if (all > 25) {
      await page.getByText(`25 of ${all}: ${all - 25} more`).waitFor();
      await page.getByRole('button', { name: 'Show more' }).first().click();
      await eventually(async () => (await cards().count()) === Math.min(all, 50));
    }
    await page.getByText('strong', { exact: true }).first().waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('goes by keyboard: j and k move, y confirms, n refutes, u takes the last back', async () => {
    const before = await waiting();
    await page.keyboard.press('j');
    await eventually(async () => (await cards().nth(1).getAttribute('aria-current')) === 'true');
    await page.keyboard.press('k');
    await eventually(async () => (await cards().nth(0).getAttribute('aria-current')) === 'true');
    await page.keyboard.press('y');
    const decided = page.getByRole('list', { name: 'Decided links' });
    await decided.getByText('Confirmed', { exact: true }).waitFor();
    await eventually(async () => (await waiting()) < before);
    await page.keyboard.press('n');
    await decided.getByText('Refuted', { exact: true }).waitFor();
    await page.keyboard.press('u');
    await eventually(
      async () => (await decided.getByText('Refuted', { exact: true }).count()) === 0,
    );
    expect(await findAccessibilityFaults(page)).toEqual([]);
  });

  it('writing a note is no decision, and the note is kept with it', async () => {
    const note = cards().first().getByRole('textbox');
    const before = await waiting();
    await note.pressSequentially('yn');
    expect(await waiting()).toBe(before);
    await cards().first().getByRole('button', { name: 'Yes, it caused it' }).click();
    await page.getByRole('list', { name: 'Decided links' }).getByText(': yn').waitFor();
  });

  it('what is confirmed counts at once, with who said so', async () => {
    await page.goto(`${server.url}/delivery?period=180d&shown=failed`);
    await page.getByText('Said to be the cause of').first().waitFor();
  });

  it('says why there is nothing to decide; reads in the dark and on a phone', async () => {
    await page.goto(`${server.url}/attribution?from=2001-01-01&to=2001-02-01`);
    await page.getByText('Nothing waits for a decision').waitFor();
    await page.getByText('No incident is known to have begun in this period.').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/attribution?period=180d`);
    await page.getByRole('heading', { name: /^To decide \(/ }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
