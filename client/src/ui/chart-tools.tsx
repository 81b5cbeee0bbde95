import type { TableTwin } from '../charts/chart.types.ts';
import { TableToggle } from './table-toggle.tsx';

type ChartToolsProps = {
  /** What is drawn, for the names of the buttons and of the files: `Line`. */
  what: string;
  isTable: boolean;
  onToggle: () => void;
  /** The chart's numbers. Undefined: there are none yet. */
  table: TableTwin | undefined;
};

/** What can be done with any chart: see its numbers, take them or the drawing along, copy the address. */
export function ChartTools({ what, isTable, onToggle }: ChartToolsProps) {
  return <TableToggle what={what} isTable={isTable} onToggle={onToggle} />;
}
