import { IconFileTypeCsv, IconLink, IconPhoto } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { TableTwin } from '../charts/chart.types.ts';
import styles from './picker.module.css';
import { saveFile } from './save-file.ts';
import { fileNameOf, tableToCsv } from './table-csv.ts';

type ChartMenuProps = {
  what: string;
  table: TableTwin | undefined;
  /** A picture is taken of drawings alone. */
  isDrawn: boolean;
  /** Something inside the widget whose picture is taken. */
  anchor: RefObject<HTMLElement | null>;
  onDone: () => void;
};

/** Numbers, picture, address: each says when it worked, and why when it did not. */
export function ChartMenu({ what, table, isDrawn, anchor, onDone }: ChartMenuProps) {
  const [said, setSaid] = useState<string | null>(null);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('button')?.focus(), []);
  const name = (ending: string) =>
    fileNameOf(titleOf(anchor.current) ?? what, new Date().toISOString().slice(0, 10), ending);
  const takeNumbers = (twin: TableTwin) => {
    saveFile(name('csv'), new Blob([tableToCsv(twin)], { type: 'text/csv;charset=utf-8' }));
    onDone();
  };
  const takePicture = async () => {
    const part = anchor.current?.closest('section');
    setSaid('Drawing …');
    try {
      const { drawPicture } = await import('./chart-picture.ts');
      if (part instanceof HTMLElement) {
        saveFile(name('png'), await drawPicture(part));
      }
      onDone();
    } catch {
      setSaid('This browser could not draw it. The numbers can be taken as CSV.');
    }
  };
  const copyAddress = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid('Copied. The link shows this screen with its filters.');
    } catch {
      setSaid('This browser does not let the page copy: take the link from the address bar.');
    }
  };
  return (
    <div ref={first}>
      <MenuItem
        icon={<IconFileTypeCsv size={16} aria-hidden="true" />}
        isDisabled={table === undefined}
        onClick={() => (table === undefined ? undefined : takeNumbers(table))}
      >
        Numbers as CSV
      </MenuItem>
      {isDrawn ? (
        <MenuItem icon={<IconPhoto size={16} aria-hidden="true" />} onClick={takePicture}>
          Picture as PNG
        </MenuItem>
      ) : null}
      <MenuItem icon={<IconLink size={16} aria-hidden="true" />} onClick={copyAddress}>
        Copy link
      </MenuItem>
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}

type MenuItemProps = {
  icon: ReactNode;
  isDisabled?: boolean;
  onClick: () => void | Promise<void>;
  children: ReactNode;
};

function MenuItem({ icon, isDisabled = false, onClick, children }: MenuItemProps) {
  return (
    <button
      type="button"
      className={styles.option}
      disabled={isDisabled}
      onClick={() => void onClick()}
    >
      {icon}
      {children}
    </button>
  );
}

/** The heading of the widget around an element. */
function titleOf(inside: HTMLElement | null): string | null {
  return inside?.closest('section')?.querySelector('h2')?.textContent?.trim() ?? null;
}
