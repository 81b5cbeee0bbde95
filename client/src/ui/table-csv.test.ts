import { describe, expect, it } from 'vitest';
import { fileNameOf, tableToCsv } from './table-csv.ts';

describe('tableToCsv', () => {
  it('quotes what needs it, ends lines in CRLF, and defuses what a spreadsheet would run', () => {
    const table = {
      columns: ['Week', 'Median'],
      rows: [
        ['2 Mar, Mon', '3 d 4 h'],
        ['=1+1', ''],
      ],
    };
    expect(tableToCsv(table)).toBe('Week,Median\r\n"2 Mar, Mon",3 d 4 h\r\n\'=1+1,\r\n');
  });
});

describe('fileNameOf', () => {
  it('keeps letters and digits alone', () => {
    expect(fileNameOf('Time to first review: Žofie & co', '2026-03-01', 'csv')).toBe(
      'time-to-first-review-zofie-co-2026-03-01.csv',
    );
    expect(fileNameOf('…', '2026-03-01', 'png')).toBe('chart-2026-03-01.png');
  });
});
