import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong on the page as it stands, of WCAG 2.2 A and AA, as lines to read; none is right. `within`: only in
 * that part, where the rest was looked at already.
 */
export async function findAccessibilityFaults(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags([
    ...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  ]);
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.impact} ${violation.id}: ${node.html.slice(0, 160)}`,
    ),
  );
}

/** How far the page can be scrolled sideways, in pixels; 0 is right. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
