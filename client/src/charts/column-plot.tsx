import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { Tick } from '../format/duration-ticks.ts';
import type { ColumnTick, Readout } from './chart.types.ts';
import { ChartTooltip, readAloud } from './chart-tooltip.tsx';
import styles from './charts.module.css';
import { linearScale, type Scale, thinTicks } from './scale.ts';
import { useElementWidth } from './use-element-width.ts';

const MARGIN = { top: 10, right: 8, bottom: 24, left: 46 };
const LABEL_PX = 58;

type ColumnPlotProps = {
  height: number;
  summary: string;
  columnName: string;
  readouts: readonly Readout[];
  yTicks: readonly Tick[];
  yMax: number;
  xTicks: readonly ColumnTick[];
  /** Draws the marks, given the middle of a column, its width and the height of a value. */
  children: (plot: { center: Scale; columnWidth: number; y: Scale }) => ReactNode;
};

/** The frame of every chart over time: axes, a cursor for pointer and keys, and what it reads. */
export function ColumnPlot(props: ColumnPlotProps) {
  const [ref, width] = useElementWidth();
  const [active, setActive] = useState<number | null>(null);
  const count = props.readouts.length;
  const innerWidth = Math.max(width - MARGIN.left - MARGIN.right, 0);
  const bottom = props.height - MARGIN.bottom;
  const columnWidth = count === 0 ? innerWidth : innerWidth / count;
  const center: Scale = (index) => MARGIN.left + (index + 0.5) * columnWidth;
  const y = linearScale(0, props.yMax, bottom, MARGIN.top);
  const readout = active === null ? undefined : props.readouts[active];

  function point(event: PointerEvent<HTMLDivElement>) {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setActive(clamp(Math.floor(left / Math.max(columnWidth, 1)), count));
  }

  return (
    <figure className={styles.figure} ref={ref} style={{ height: props.height }}>
      {width === 0 ? null : (
        <>
          <svg className={styles.svg} height={props.height} role="img" aria-label={props.summary}>
            <PlotAxes
              yTicks={props.yTicks}
              xTicks={thinTicks(props.xTicks, columnWidth, LABEL_PX)}
              y={y}
              center={center}
              left={MARGIN.left}
              right={width - MARGIN.right}
              bottom={bottom}
            />
            {active === null ? null : (
              <rect
                className={styles.cursorBand}
                x={center(active) - columnWidth / 2}
                y={MARGIN.top}
                width={columnWidth}
                height={bottom - MARGIN.top}
              />
            )}
            {props.children({ center, columnWidth, y })}
          </svg>
          <div
            className={styles.slider}
            style={{
              left: MARGIN.left,
              top: MARGIN.top,
              width: innerWidth,
              height: bottom - MARGIN.top,
            }}
            role="slider"
            tabIndex={0}
            aria-label={`Read one ${props.columnName} after the other`}
            aria-valuemin={1}
            aria-valuemax={count}
            aria-valuenow={(active ?? count - 1) + 1}
            aria-valuetext={readout === undefined ? props.summary : readAloud(readout)}
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => setActive(null)}
            onBlur={() => setActive(null)}
            onKeyDown={(event) => moveCursor(event, active, count, setActive)}
          />
          {readout === undefined || active === null ? null : (
            <ChartTooltip readout={readout} x={center(active)} width={width} />
          )}
        </>
      )}
    </figure>
  );
}

type PlotAxesProps = {
  yTicks: readonly Tick[];
  xTicks: readonly ColumnTick[];
  y: Scale;
  center: Scale;
  left: number;
  right: number;
  bottom: number;
};

function PlotAxes({ yTicks, xTicks, y, center, left, right, bottom }: PlotAxesProps) {
  return (
    <g>
      {yTicks.map((tick) => (
        <g key={tick.value}>
          <line
            className={tick.value === 0 ? styles.baseline : styles.grid}
            x1={left}
            x2={right}
            y1={Math.round(y(tick.value)) + 0.5}
            y2={Math.round(y(tick.value)) + 0.5}
          />
          <text className={styles.tick} x={left - 8} y={y(tick.value) + 4} textAnchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text
          key={tick.index}
          className={styles.tick}
          x={center(tick.index)}
          y={bottom + 17}
          textAnchor="middle"
        >
          {tick.label}
        </text>
      ))}
    </g>
  );
}

function clamp(index: number, count: number): number | null {
  return count === 0 ? null : Math.min(Math.max(index, 0), count - 1);
}

const keySteps: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at - 1,
  ArrowUp: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Arrow keys, Home and End move the cursor; Escape takes it away. */
export function moveCursor(
  event: KeyboardEvent,
  active: number | null,
  count: number,
  setActive: (index: number | null) => void,
): void {
  if (event.key === 'Escape') {
    setActive(null);
    return;
  }
  const step = keySteps[event.key];
  if (step === undefined) {
    return;
  }
  event.preventDefault();
  setActive(clamp(active === null ? count - 1 : step(active, count), count));
}
