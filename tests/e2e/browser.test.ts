import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

let browser: Browser;
const page =
  '<!doctype html><title>Ewe</title><h1 style="font:40px sans-serif">Bellwether ⟳ 3 d 4 h</h1>';
const site = createServer((_, response) => response.end(page));

beforeAll(async () => {
  browser = await launchBrowser();
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await browser.close();
  site.close();
});

it('has a real browser that draws a page with letters', async () => {
  const tab = await browser.newPage({ viewport: { width: 390, height: 200 } });
  await tab.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  expect(await tab.title()).toBe('Ewe');
  const width = await tab.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('h1') ?? document.body);
    return range.getBoundingClientRect().width;
  });
  expect(width).toBeGreaterThan(200);
  const blank = await browser.newPage({ viewport: { width: 390, height: 200 } });
  const drawn = await tab.screenshot();
  expect(drawn.length).toBeGreaterThan((await blank.screenshot()).length + 1_000);
});
