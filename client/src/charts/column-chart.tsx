import { type ReactNode, useMemo, useState } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisLabel } from './axis-label.tsx';
import type { ColumnAxes, Readout } from './chart.types.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import styles from './charts.module.css';
import { ColumnCursor } from './column-cursor.tsx';
import { AXIS_HEIGHT, AXIS_WIDTH, marginOf, plotWidthOf } from './plot-frame.ts';
import { SpokenReadout } from './spoken-readout.tsx';
import { thinTicks } from './thin-ticks.ts';

const LABEL_PX = 58;
const TOP = 10;

/** One row of a chart over time: `index` is its place on the x axis. */
export type ColumnRow = { index: number };

type ColumnChartProps = {
  axes: ColumnAxes;
  rows: readonly ColumnRow[];
  readouts: readonly Readout[];
  /** Pixels; 0: not measured yet, which leaves the place empty. */
  width: number;
  height: number;
  /** Pixels above the plot. */
  top?: number;
  /** Bars need a band each; lines and marks need places between the columns. */
  xScale: 'bands' | 'continuous';
  /** Draws the marks. */
  children: (columnWidth: number) => ReactNode;
};

/** The frame of every chart over time: axes, a cursor for pointer and arrow keys, and what it reads. */
export function ColumnChart(props: ColumnChartProps) {
  const { axes, rows, readouts, width, height, xScale } = props;
  const [voice, setVoice] = useState<HTMLElement | null>(null);
  const columnWidth = plotWidthOf(width) / Math.max(rows.length, 1);
  const ticks = useMemo(() => {
    const x = thinTicks(axes.xTicks, columnWidth, LABEL_PX);
    return {
      x: x.map((tick) => tick.index),
      y: axes.yTicks.map((tick) => tick.value),
      xLabel: axisLabel(new Map(x.map((tick) => [tick.index, tick.label])), 'middle'),
      yLabel: axisLabel(new Map(axes.yTicks.map((tick) => [tick.value, tick.label])), 'end'),
    };
  }, [axes.xTicks, axes.yTicks, columnWidth]);
  return (
    <figure
      className={styles.figure}
      style={{ height }}
      // A click would move the cursor of the keys to the first column.
      onMouseDown={(event) => event.preventDefault()}
    >
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={height}
          data={rows}
          margin={marginOf(props.top ?? TOP)}
          aria-label={axes.summary}
          aria-roledescription={`chart, one ${axes.columnName} after the other by arrow key`}
        >
          <CartesianGrid stroke="var(--bw-grid)" shapeRendering="crispedges" vertical={false} />
          <XAxis
            dataKey="index"
            type={xScale === 'bands' ? 'category' : 'number'}
            domain={[-0.5, rows.length - 0.5]}
            height={AXIS_HEIGHT}
            interval={0}
            ticks={ticks.x}
            tick={ticks.xLabel}
            tickSize={0}
            tickMargin={17}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            type="number"
            domain={[0, axes.yMax]}
            width={AXIS_WIDTH}
            interval={0}
            ticks={ticks.y}
            tick={ticks.yLabel}
            tickSize={0}
            tickMargin={8}
            tickLine={false}
            axisLine={false}
          />
          {/* Holds the axis where no column has a value. */}
          <ReferenceLine
            y={0}
            ifOverflow="extendDomain"
            zIndex={DefaultZIndexes.grid}
            stroke="var(--bw-line-strong)"
            shapeRendering="crispedges"
          />
          {props.children(columnWidth)}
          <Tooltip
            content={({ active, activeIndex }) =>
              active ? <ChartTooltip readout={readouts[Number(activeIndex)]} /> : null
            }
            cursor={<ColumnCursor columnWidth={columnWidth} />}
            filterNull={false}
            isAnimationActive={false}
            offset={columnWidth / 2 + 8}
            position={{ y: 4 }}
            wrapperStyle={{ zIndex: 20 }}
          />
          <SpokenReadout voice={voice} readouts={readouts} />
        </ComposedChart>
      )}
      <div ref={setVoice} className="visually-hidden" aria-live="polite" />
    </figure>
  );
}
