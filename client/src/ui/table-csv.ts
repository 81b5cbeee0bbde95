import { defuse, quoteCell } from '@bellwether/shared/csv/csv-cell';
import type { TableTwin } from '../charts/chart.types.ts';

/** The numbers of a chart as a file, in the words in which its table shows them (C1: CRLF, quotes where needed, defused). */
export function tableToCsv({ columns, rows }: TableTwin): string {
  return [columns, ...rows]
    .map((row) => `${row.map((cell) => quoteCell(defuse(cell))).join(',')}\r\n`)
    .join('');
}

/** `Line over time: Lending` as the name of a file: `line-over-time-lending-2026-03-01.csv`. */
export function fileNameOf(what: string, on: string, ending: string): string {
  const words = what
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${words === '' ? 'chart' : words}-${on}.${ending}`;
}
