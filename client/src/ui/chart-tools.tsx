import { ActionIcon } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { lazy, Suspense, use, useCallback, useId, useRef, useState } from 'react';
import type { TableTwin } from '../charts/chart.types.ts';
import styles from './picker.module.css';
import { TableToggle } from './table-toggle.tsx';
import { ToldContext } from './told-context.ts';
import { useFollow } from './use-follow.ts';

const ChartMenu = lazy(() => import('./chart-menu.tsx').then((m) => ({ default: m.ChartMenu })));

type ChartToolsProps = {
  /** What is drawn, for the names of the buttons and of the files: `Line`. */
  what: string;
  /** Absent: it is a table already. */
  isTable?: boolean;
  onToggle?: () => void;
  /** The chart's numbers. Undefined: there are none yet. */
  table: TableTwin | undefined;
};

/** What can be done with any chart: see its numbers, take them or the drawing along, copy the address. A table lacks the drawing. */
export function ChartTools({ what, isTable, onToggle, table }: ChartToolsProps) {
  const isTold = use(ToldContext);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  const close = useCallback(() => menu.current?.hidePopover(), []);
  useFollow(opened, button, menu);
  const label = `${what}: take it along`;
  return (
    <>
      {onToggle === undefined ? null : (
        <TableToggle what={what} isTable={isTable === true} onToggle={onToggle} />
      )}
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        size="md"
        aria-label={label}
        title={label}
        aria-expanded={opened}
        aria-haspopup="dialog"
        popoverTarget={id}
      >
        <IconDotsVertical size={17} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.dropdown}
        style={{ width: 208 }}
        onToggle={(event) => setOpened(event.newState === 'open')}
      >
        {opened ? (
          <Suspense fallback={null}>
            <ChartMenu
              what={what}
              table={isTold ? table : undefined}
              isDrawn={onToggle !== undefined}
              anchor={button}
              onDone={close}
            />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
