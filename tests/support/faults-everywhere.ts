import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { findAccessibilityFaults, sidewaysOverflow } from './accessibility.ts';

const LOOKS = [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const;

/** What is wrong with a page in both themes, on a laptop and on a phone; `isThere` waits until it stands. */
export async function findFaultsEverywhere(
  open: (options: BrowserContextOptions) => Promise<BrowserContext>,
  address: string,
  isThere: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [colorScheme, width] of LOOKS) {
    const viewport = { width, height: 900 };
    const context = await open({ colorScheme, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(address);
    await isThere(page);
    const overflow = await sidewaysOverflow(page);
    const found = [
      ...(await findAccessibilityFaults(page)),
      ...(overflow === 0 ? [] : [`scrolls ${overflow} pixels sideways`]),
    ];
    faults.push(...found.map((fault) => `${colorScheme} ${width}: ${fault}`));
    await context.close();
  }
  return faults;
}
