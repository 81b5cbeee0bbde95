import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** Escape closes the topmost of what is open: as often as there is something, until nothing is. */
export async function closeDialogs(page: Page): Promise<void> {
  const open = page.getByRole('dialog').filter({ visible: true });
  await eventually(
    async () => {
      if ((await open.count()) === 0) {
        return true;
      }
      await page.keyboard.press('Escape');
      return false;
    },
    { everyMs: 400 },
  );
}
