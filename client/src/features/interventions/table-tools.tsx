import { Button } from '@mantine/core';
import type { TableTwin } from '../../charts/chart.types.ts';
import { saveFile } from '../../ui/save-file.ts';
import { fileNameOf, tableToCsv } from '../../ui/table-csv.ts';

/** A table needs no twin: it is taken along as CSV. */
export function TableTools({ what, table }: { what: string; table: TableTwin }) {
  const take = () => {
    const name = fileNameOf(what, new Date().toISOString().slice(0, 10), 'csv');
    saveFile(name, new Blob([tableToCsv(table)], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <Button size="xs" variant="default" onClick={take}>
      Numbers as CSV
    </Button>
  );
}
