import { expect, it } from 'vitest';
import { defuse, quoteCell } from './csv-cell.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")', '=', '-'])(
  'defuses %j, which a spreadsheet would run',
  (value) => expect(defuse(value)).toBe(`'${value}`),
);

it.each(['', 'fix: a=b', '1 - 2', "'=1", ' plain', 'a@b', '#12'])('leaves %j as it is', (value) =>
  expect(defuse(value)).toBe(value),
);

it.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['plain', 'plain'],
])('writes %j as %j', (value, cell) => expect(quoteCell(value)).toBe(cell));
