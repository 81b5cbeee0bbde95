import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { Readout } from './chart.types.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import styles from './charts.module.css';
import { moveByKey } from './cursor-keys.ts';
import { readAloud } from './spoken-readout.tsx';

const GAP_PX = 12;

type PlaceCursorProps = {
  label: string;
  summary: string;
  readouts: readonly Readout[];
  /** Where it can be read, in pixels of the figure. */
  area: { x: number; y: number; width: number; height: number };
  /** The place under a pixel of the figure; null: none. */
  placeAt: (x: number, y: number) => number | null;
  /** Where the place is shown, in pixels of the figure. */
  anchorOf: (place: number) => { x: number; y: number };
  width: number;
  /** Keys that move by more than one place. */
  steps?: { up: number; down: number };
  /** Marks the place that is read. */
  children?: (place: number) => ReactNode;
};

/** Reads the place under the pointer, or one after the other by key. */
export function PlaceCursor(props: PlaceCursorProps) {
  const { readouts, area, placeAt, anchorOf, width, steps } = props;
  const [active, setActive] = useState<number | null>(null);
  const readout = active === null ? undefined : readouts[active];
  const anchor = active === null ? null : anchorOf(active);

  function find(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setActive(placeAt(event.clientX - box.left + area.x, event.clientY - box.top + area.y));
  }

  function press(event: KeyboardEvent) {
    const next = moveByStep(event.key, active, readouts.length, steps);
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    }
  }

  return (
    <>
      {active === null || readout === undefined ? null : props.children?.(active)}
      <div
        className={styles.slider}
        style={{ left: area.x, top: area.y, width: area.width, height: area.height }}
        role="slider"
        tabIndex={0}
        aria-label={props.label}
        aria-valuemin={1}
        aria-valuemax={Math.max(readouts.length, 1)}
        aria-valuenow={(active ?? 0) + 1}
        aria-valuetext={readout === undefined ? props.summary : readAloud(readout)}
        onPointerMove={find}
        onPointerDown={find}
        onPointerLeave={() => setActive(null)}
        onBlur={() => setActive(null)}
        onKeyDown={press}
      />
      {readout === undefined || anchor === null ? null : (
        <div
          className={styles.beside}
          style={
            anchor.x > width / 2
              ? { right: width - anchor.x + GAP_PX, top: anchor.y }
              : { left: anchor.x + GAP_PX, top: anchor.y }
          }
        >
          <ChartTooltip readout={readout} />
        </div>
      )}
    </>
  );
}

function moveByStep(
  key: string,
  active: number | null,
  count: number,
  steps: PlaceCursorProps['steps'],
): number | null | undefined {
  const byKey: Record<string, number | undefined> = { ArrowUp: steps?.up, ArrowDown: steps?.down };
  const step = byKey[key];
  if (step === undefined || active === null) {
    return moveByKey(key, active, count);
  }
  const next = active + step;
  return next >= 0 && next < count ? next : active;
}
