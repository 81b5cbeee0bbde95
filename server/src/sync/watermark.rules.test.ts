import { expect, test } from 'vitest';
import { settledBefore, stopBefore } from './watermark.rules.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

test('without a complete pass and without a limit everything is read', () => {
  expect(stopBefore(null, null)).toBeNull();
});

test('a complete pass is overlapped by ten minutes', () => {
  expect(stopBefore(day(10), null)).toEqual(new Date(day(10).getTime() - 600_000));
});

test('the limit of history holds where the last pass reaches further back', () => {
  expect(stopBefore(day(10), day(12))).toEqual(day(12));
  expect(settledBefore(day(10), day(8))).toEqual(day(8));
});

test('deployments of the week before are read again, because their statuses still change', () => {
  expect(settledBefore(day(10), day(1))).toEqual(day(3));
});
