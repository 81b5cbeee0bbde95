import type { PullRequestListItem } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  type Header,
  useReactTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useOpenPullRequest } from '../../shell/use-pull-request-link.ts';
import type { SortKey, TableColumn } from './pull-request-columns.prepare.ts';
import styles from './pull-request-table.module.css';

const ROW_PX = 37;
const NEAR_END_ROWS = 40;
const TITLE_PX = 224;
/** Nobody reads more of a title in one line, and some are pages long. */
const TITLE_LENGTH = 300;

type PullRequestRowsProps = {
  items: PullRequestListItem[];
  total: number;
  columns: TableColumn[];
  sort: { key: SortKey; direction: 'asc' | 'desc' };
  zone: string | undefined;
  onSort: (key: SortKey) => void;
  onNearEnd: () => void;
};

const helper = createColumnHelper<PullRequestListItem>();

/** Draws only the rows in sight; arrow keys walk through them, Enter opens one. */
export function PullRequestRows(props: PullRequestRowsProps) {
  const scroll = useRef<HTMLElement>(null);
  const table = usePullRequestTable(props);
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  const lastIndex = visible.at(-1)?.index ?? 0;
  const { onNearEnd } = props;
  useEffect(() => {
    if (lastIndex >= rows.length - NEAR_END_ROWS) {
      onNearEnd();
    }
  }, [lastIndex, rows.length, onNearEnd]);
  const before = visible[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (visible.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label="Pull requests, rows">
      <table
        className={styles.table}
        style={{ minWidth: table.getTotalSize() }}
        aria-rowcount={props.total + 1}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <HeaderCell key={header.id} header={header} {...props} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody onKeyDown={(event) => walkRows(event, (index) => virtual.scrollToIndex(index))}>
          <Spacer height={before} />
          {visible.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr key={row.id} aria-rowindex={index + 2} data-index={index}>
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} className={isNumber(props.columns, cell.column.id)}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
}

function usePullRequestTable({ items, columns, zone }: PullRequestRowsProps) {
  const open = useOpenPullRequest();
  const definitions = useMemo(() => {
    const when = { zone, now: new Date().toISOString() };
    const title = helper.accessor('title', {
      header: 'Title',
      size: TITLE_PX,
      cell: ({ row, getValue }) => (
        <button
          type="button"
          className={styles.open}
          dir="auto"
          data-row={row.index}
          onClick={() => open(row.original.id)}
        >
          {getValue().slice(0, TITLE_LENGTH)}
        </button>
      ),
    });
    const others = columns.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        size: column.width,
        cell: ({ row }) => <span dir="auto">{column.cell(row.original, when)}</span>,
      }),
    );
    return [title, ...others];
  }, [columns, zone, open]);
  return useReactTable({
    data: items,
    columns: definitions,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (item) => item.id,
    manualSorting: true,
  });
}

type HeaderCellProps = Pick<PullRequestRowsProps, 'columns' | 'sort' | 'onSort'> & {
  header: Header<PullRequestListItem, unknown>;
};

function HeaderCell({ header, columns, sort, onSort }: HeaderCellProps) {
  const id = header.column.id;
  const key = id === 'title' ? 'title' : (columns.find((column) => column.id === id)?.sort ?? null);
  const isSorted = sort.key === key;
  const Icon = sort.direction === 'asc' ? IconArrowUp : IconArrowDown;
  const label = flexRender(header.column.columnDef.header, header.getContext());
  const direction = sort.direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={isNumber(columns, id)}
      style={{ width: id === 'title' ? undefined : header.getSize() }}
      aria-sort={isSorted ? direction : undefined}
    >
      {key === null ? (
        label
      ) : (
        <button type="button" className={styles.sort} onClick={() => onSort(key)}>
          {label}
          {isSorted ? <Icon size={14} aria-hidden="true" /> : null}
        </button>
      )}
    </th>
  );
}

function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    <tr className={styles.spacer}>
      <td style={{ height }} />
    </tr>
  );
}

function isNumber(columns: readonly TableColumn[], id: string): string | undefined {
  return columns.find((column) => column.id === id)?.isNumber ? styles.number : undefined;
}

function walkRows(event: KeyboardEvent<HTMLElement>, show: (index: number) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).dataset.row;
  if (step === undefined || row === undefined) {
    return;
  }
  event.preventDefault();
  const next = Number(row) + step;
  const body = event.currentTarget;
  show(Math.max(next, 0));
  requestAnimationFrame(() => body.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
}
