import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { BuiltServer } from '../support/built-server.ts';
import { closeDialogs } from '../support/close-dialogs.ts';
import { startSampleServer } from '../support/prepared-server.ts';
import { openSignedIn } from '../support/signed-in.ts';

const PAGES = [
  ...[
    '/cycle-time',
    '/deployments',
    '/incidents',
    '/incidents/rules',
    '/agreements',
    '/people',
    '/definitions',
    '/sync',
    '/connections',
  ],
  ...['/access', '/audit', '/tokens', '/account', '/sign-in-settings'],
];

let server: BuiltServer;
let browser: Browser;
let page: Page;
const refused: string[] = [];

beforeAll(async () => {
  server = await startSampleServer();
  browser = await launchBrowser();
  const context = await openSignedIn(browser, server, { viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) {
      refused.push(`${new URL(page.url()).pathname}: ${message.text()}`);
    }
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

it('nothing of our own pages goes against the content policy, in either theme, with a dialog open', async () => {
  await page.goto(`${server.url}/cycle-time?period=90d`);
  await page.getByText('Median review cycle time').waitFor({ timeout: 120_000 });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await closeDialogs(page);
  for (const address of PAGES) {
    await page.goto(`${server.url}${address}`);
    await page.getByRole('main').waitFor();
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${server.url}/cycle-time?period=90d`);
  await page.getByText('Median review cycle time').waitFor();
  expect(refused).toEqual([]);
  const hasStyles = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--mantine-cursor-type'),
  );
  expect(hasStyles).not.toBe('');
});

it('the policy has no unsafe word, and another text for styles with every answer', async () => {
  const policies: string[] = [];
  for (const count of [1, 2]) {
    const response = await fetch(`${server.url}/cycle-time?${count}`);
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]{24})'/.exec(policy)?.[1] ?? 'none';
    expect(await response.text()).toContain(`name="style-nonce" content="${nonce}"`);
    expect(policy).not.toContain('unsafe');
    policies.push(policy);
  }
  expect(policies[0]).not.toBe(policies[1]);
});

it('the built page holds no script and no style of its own', async () => {
  const file = path.resolve(import.meta.dirname, '../../client/dist/index.html');
  const html = await readFile(file, 'utf8');
  expect(html).toContain('name="style-nonce" content=""');
  expect(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
  expect(html.match(/<style|\sstyle=|\son\w+=|=["']?javascript:/gi)).toBeNull();
});
