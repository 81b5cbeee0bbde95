import { expect, test } from 'vitest';
import { parseInstant } from './parse-instant.ts';

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z'],
  ['2026-01-01T00:00:00.500Z', '2026-01-01T00:00:01Z'],
  ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00Z'],
  ['2026-01-01', '2026-01-01T00:00:00Z'],
  ['yesterday', null],
  [null, null],
])('%s is %s', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});
