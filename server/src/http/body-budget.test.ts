import { expect, it } from 'vitest';
import { createBodyBudget } from './body-budget.ts';

it('is shared by all who read, and comes back when they are done', () => {
  const budget = createBodyBudget(10);
  const [one, two] = [budget.open(), budget.open()];
  expect(one.take(6)).toBe(true);
  expect(two.take(4)).toBe(true);
  expect(two.take(1)).toBe(false);
  one.close();
  one.close();
  expect(two.take(7)).toBe(false);
  expect(two.take(6)).toBe(true);
});
