import { expect, test } from 'vitest';
import { hasPageBelow } from './pages.ts';

test('the page above another one of the navigation is not shown as the current one there', () => {
  expect(hasPageBelow('/incidents')).toBe(true);
  expect(hasPageBelow('/incidents/rules')).toBe(false);
  expect(hasPageBelow('/people')).toBe(false);
});
